using Headgate.Cel.Functions;
using Headgate.Cel.Syntax;
using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary>Turns a checked expression into nodes.</summary>
internal sealed class Builder
{
    private const long MostToFold = 100;
    private static readonly Activation Nobody = new(_ => null);

    private readonly HashSet<string> _variables = new(StringComparer.Ordinal);
    private readonly List<CelError> _errors = [];

    public IReadOnlyCollection<string> Variables => _variables;

    /// <summary>What only building finds, as a pattern that is none.</summary>
    public IReadOnlyList<CelError> Errors => _errors;

    public Node Build(Expr expr) =>
        expr switch
        {
            Literal literal => new Constant(literal.At, literal.Value),
            Ident ident => ident.Meaning is { } meaning
                ? Named(ident.At, meaning)
                : new Nothing(ident.At, $"undeclared reference to {ident.Name}"),
            Select { Meaning: { } meaning } select => Named(select.At, meaning),
            Select select => new Selection(
                select.At,
                Build(select.Operand),
                select.Field,
                select.Test,
                select.Optional,
                MayBeLeftOut(select)
            ),
            Syntax.Call call => Build(call),
            Logic logic => new Junction(logic.At, logic.And, [.. logic.Operands.Select(Build)]),
            Conditional choice => new Choice(choice.At, Build(choice.Condition), Build(choice.Yes), Build(choice.No)),
            ListLiteral list => Build(list),
            MapLiteral map => new MapMaking(map.At, [.. map.Entries.Select(e => (Build(e.Key), Build(e.Value), e.Optional))]),
            Comprehension loop => Build(loop),
            Bound bound => new Binder(bound.At, bound.Binding, bound.Slot, Build(bound.Value), Build(bound.Body)),
            _ => throw new InvalidOperationException($"{expr.GetType().Name} has no node."),
        };

    private Node Named(Position at, Checking.Meaning meaning)
    {
        if (meaning.Slot >= 0)
            return new Local(at, meaning.Slot);
        if (meaning.Denoted is { } type)
            return new Constant(at, new TypeValue(type));
        _variables.Add(meaning.Name);
        return new Variable(at, meaning.Name);
    }

    private static bool MayBeLeftOut(Select select) =>
        select.Operand.Type is { Kind: Kind.Record } record && record.Fields.GetValueOrDefault(select.Field)?.Kind == Kind.Nullable;

    private Node Build(ListLiteral list)
    {
        var items = list.Items.Select(i => (Node: Build(i.Value), i.Optional)).ToArray();
        return items.Length > 0 && items.All(i => i is { Node: Constant, Optional: false })
            ? new Constant(list.At, new ArrayValue([.. items.Select(i => ((Constant)i.Node).Value)]))
            : new ListMaking(list.At, items);
    }

    private Node Build(Comprehension loop)
    {
        var range = Build(loop.Range);
        var filter = loop.Filter is null ? null : Build(loop.Filter);
        var names = new LoopNames(loop.Slot, loop.Names.Count == 2);
        var body = Build(loop.Body);
        return loop.Loop switch
        {
            Loop.All or Loop.Exists => new Quantifier(loop.At, loop.Loop == Loop.All, range, names, body),
            Loop.ExistsOne => new One(loop.At, range, names, body),
            Loop.Filter => new Mapping(loop.At, range, names, body, null),
            Loop.Map or Loop.TransformList => new Mapping(loop.At, range, names, filter, body),
            _ => new MapMapping(loop.At, range, names, filter, body, loop.Loop == Loop.TransformMapEntry),
        };
    }

    private Node Build(Syntax.Call call)
    {
        var arguments = (call.Target is null ? call.Arguments : call.Arguments.Prepend(call.Target)).Select(Build).ToArray();
        return (call.Function, arguments) switch
        {
            ("_==_", [var a, var b]) => new Equals(call.At, a, b, false),
            ("_!=_", [var a, var b]) => new Equals(call.At, a, b, true),
            ("_<_" or "_<=_" or "_>_" or "_>=_", [var a, var b]) => new Comparison(call.At, call.Function, a, b),
            ("_+_" or "_-_" or "_*_" or "_/_" or "_%_", [var a, var b]) => new Calculation(call.At, call.Function, a, b),
            ("@in", [var a, var b]) => new Membership(call.At, a, b),
            ("!_", [var a]) => new Not(call.At, a),
            ("-_", [var a]) => new Negation(call.At, a),
            ("_[_]", [var a, var b]) => new Indexing(call.At, a, b, false),
            ("_[?_]", [var a, var b]) => new Indexing(call.At, a, b, true),
            ("or" or "orValue", [var a, var b]) when call.Target is not null => new Otherwise(call.At, a, b, call.Function == "orValue"),
            ("matches", [var a, Constant { Value: StringValue pattern }]) => Match(call.At, a, pattern.Value),
            _ when call.Overloads.Count == 0 && !Library.Functions.ContainsKey(call.Function) => new Nothing(
                call.At,
                $"unbound function: {call.Function}"
            ),
            _ => Folded(new Invocation(call.At, call.Function, [.. call.Overloads], arguments), call, arguments),
        };
    }

    // duration("24h") is read once. What fails stays, since it may stand where it never runs.
    private static Node Folded(Invocation invocation, Syntax.Call call, Node[] arguments)
    {
        var own = Library.Functions.GetValueOrDefault(call.Function, []);
        if (!arguments.All(a => a is Constant) || !call.Overloads.All(o => own.Contains(o)))
            return invocation;
        try
        {
            var value = invocation.Run(new Frame(Nobody, new Meter(MostToFold), 0));
            return value.IsFlaw ? invocation : new Constant(call.At, value);
        }
        catch (SpentException)
        {
            return invocation;
        }
    }

    private Node Match(Position at, Node text, string pattern)
    {
        try
        {
            return new Match(at, text, Pattern.Of(pattern));
        }
        catch (FormatException wrong)
        {
            _errors.Add(
                new(
                    at.Line,
                    at.Column,
                    $"The pattern cannot be read: {wrong.Message}",
                    "Patterns are RE2: no look-around, no back-reference."
                )
            );
            return new Nothing(at, wrong.Message);
        }
    }
}
