using Headgate.Cel.Syntax;

namespace Headgate.Cel.Checking;

/// <summary>Gives every expression its type and every name its meaning. Errors are collected; what is wrong goes on as dyn.</summary>
internal sealed partial class Checker(Environment environment)
{
    private readonly Substitution _types = new();
    private readonly Names _names = new(environment);
    private readonly List<CelError> _errors = [];

    public IReadOnlyList<CelError> Errors => _errors;

    public int Slots => _names.Slots;

    public void Check(Expr whole, CelType? result)
    {
        var type = Of(whole);
        if (result is not null && !_types.Assign([type], [result]))
            Wrong(whole.At, $"The rule gives {Shown(type)}.", $"It must give {result}; compare it with something.");
    }

    private CelType Of(Expr expr) =>
        expr.Type = expr switch
        {
            Literal literal => literal.Value.Type,
            Ident ident => Of(ident),
            Select select => Of(select),
            Call call => Of(call),
            Logic logic => Of(logic),
            Conditional conditional => Of(conditional),
            ListLiteral list => Of(list),
            MapLiteral map => Of(map),
            Comprehension comprehension => Of(comprehension),
            Bound bound => Of(bound),
            _ => CelType.Dyn,
        };

    private CelType Of(Ident ident)
    {
        ident.Meaning = (ident.Rooted ? null : _names.Local(ident.Name)) ?? _names.Declared(ident.Name, ident.Rooted);
        return ident.Meaning?.Type
            ?? Wrong(
                ident.At,
                $"{ident.Name} is not declared.",
                Nearest.Advice(ident.Name, _names.All(), $"Declared are: {Listed(_names.All())}.")
            );
    }

    private CelType Of(Select select)
    {
        if (!select.Test && !select.Optional && _names.Path(select) is var (path, rooted) && _names.Declared(path, rooted) is { } meaning)
        {
            select.Meaning = meaning;
            return meaning.Type;
        }
        var operand = _types.Apply(Of(select.Operand));
        var optional = operand.Kind == Kind.Optional;
        var field = Field(select, optional ? _types.Apply(operand.Parameters[0]) : operand);
        if (select.Test)
            return CelType.Bool;
        return optional || select.Optional ? CelType.Optional(field) : field;
    }

    private CelType Field(Select select, CelType operand) =>
        operand.Kind switch
        {
            Kind.Dyn or Kind.Param => CelType.Dyn,
            Kind.Map => operand.Parameters[1],
            Kind.Nullable => Field(select, operand.Parameters[0]),
            Kind.Record when operand.Fields.TryGetValue(select.Field, out var type) => type,
            Kind.Record => Wrong(
                select.At,
                $"{operand.Name} has no field {select.Field}.",
                Nearest.Advice(select.Field, operand.Fields.Keys, $"Its fields are: {Listed(operand.Fields.Keys)}.")
            ),
            _ => Wrong(select.At, $"{Shown(operand)} has no fields.", $"Select {select.Field} from a record or a map."),
        };

    private CelType Of(Logic logic)
    {
        foreach (var operand in logic.Operands)
            Need(operand, CelType.Bool, logic.And ? "&&" : "||");
        return CelType.Bool;
    }

    private CelType Of(Conditional conditional)
    {
        Need(conditional.Condition, CelType.Bool, "?");
        var (yes, no) = (Of(conditional.Yes), Of(conditional.No));
        return _types.Assign([yes], [no])
            ? _types.General(yes, no)
            : Wrong(
                conditional.At,
                $"The two answers are {Shown(yes)} and {Shown(no)}.",
                "Give both the same type, or wrap one in dyn(…)."
            );
    }

    private CelType Of(ListLiteral list)
    {
        CelType? all = null;
        foreach (var item in list.Items)
        {
            var type = item.Optional ? Present(item.Value) : Of(item.Value);
            all = all is null ? type : _types.Join(all, type);
        }
        return CelType.List(all ?? _types.Fresh());
    }

    private CelType Of(MapLiteral map)
    {
        CelType? keys = null;
        CelType? values = null;
        foreach (var entry in map.Entries)
        {
            var key = NeedKey(entry.Key, Of(entry.Key));
            var value = entry.Optional ? Present(entry.Value) : Of(entry.Value);
            keys = keys is null ? key : _types.Join(keys, key);
            values = values is null ? value : _types.Join(values, value);
        }
        return CelType.Map(keys ?? _types.Fresh(), values ?? _types.Fresh());
    }

    // A key of any other type would fail whenever it runs.
    private CelType NeedKey(Expr key, CelType type) =>
        _types.Apply(type).Kind is Kind.Bool or Kind.Int or Kind.Uint or Kind.String or Kind.Dyn or Kind.Param
            ? type
            : Wrong(key.At, $"{Shown(type)} cannot be a key.", "Keys are bool, int, uint or string.");

    // What an optional holds, for ?item and ?key: value.
    private CelType Present(Expr value)
    {
        var type = Of(value);
        var inner = _types.Fresh();
        return _types.Assign([type], [CelType.Optional(inner)])
            ? _types.Apply(type).Kind == Kind.Dyn
                ? CelType.Dyn
                : _types.Apply(inner)
            : Wrong(value.At, $"{Shown(type)} is not optional.", "Leave the ? out, or write optional.of(…).");
    }

    private void Need(Expr expr, CelType expected, string what)
    {
        var type = Of(expr);
        if (!_types.Assign([type], [expected]))
            Wrong(
                expr.At,
                $"{what} takes {expected} and got {Shown(type)}.",
                "Compare it with something, or call a function that gives a bool."
            );
    }

    private CelType Wrong(Position at, string why, string what)
    {
        if (_errors.Count < 20)
            _errors.Add(new(at.Line, at.Column, why, what));
        return CelType.Dyn;
    }

    private string Shown(CelType type) => _types.Settled(type).ToString();

    private static string Listed(IEnumerable<string> names)
    {
        var list = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(12).ToList();
        return list.Count == 0 ? "nothing" : string.Join(", ", list);
    }
}
