using Headgate.Cel.Syntax;

namespace Headgate.Cel.Checking;

internal sealed partial class Checker
{
    private CelType Of(Call call)
    {
        var candidates = Candidates(call);
        if (candidates.Count == 0 && Unknown(call) is { } name)
            return Wrong(
                call.At,
                $"{name} is no function.",
                Nearest.Advice(name, environment.FunctionNames, "Look at the list of functions.")
            );
        var arguments = call.Arguments.Select(Of).ToList();
        if (call.Target is { } target)
            arguments.Insert(0, Of(target));
        candidates = [.. candidates.Where(c => c.Parameters.Length == arguments.Count)];
        call.Overloads = candidates;
        if (environment.Find(call.Function) is not { } known)
            return Wrong(
                call.At,
                $"{Name(call)} is no function.",
                Nearest.Advice(call.Function, environment.FunctionNames, "Look at the list of functions.")
            );
        var matching = new List<Overload>();
        CelType? result = null;
        foreach (var candidate in candidates)
        {
            var own = _types.Fresh([.. candidate.Parameters, candidate.Result]);
            if (!_types.Assign([.. arguments], own.AsSpan(0, arguments.Count)))
                continue;
            matching.Add(candidate);
            var gives = _types.Apply(own[^1]);
            // A form for anything says something only where no narrower one does.
            if (result is null)
                result = gives;
            else if (!candidate.TakesAnything && !result.Same(gives))
                result = CelType.Dyn;
        }
        if (result is null)
            return Wrong(
                call.At,
                $"{Name(call)} cannot take ({string.Join(", ", arguments.Select(Shown))}).",
                Forms(known, call.Target is not null)
            );
        call.Overloads = matching;
        return result;
    }

    // a.b.f(x) is the function a.b.f where one is declared, and else f of the value a.b.
    private IReadOnlyList<Overload> Candidates(Call call)
    {
        if (call.Target is null)
        {
            var rooted = call.Function.StartsWith('.');
            call.Function = call.Function.TrimStart('.');
            return Named(call, call.Function, rooted) ?? [];
        }
        if (_names.Path(call.Target) is var (path, start) && Named(call, $"{path}.{call.Function}", start) is { } functions)
        {
            call.Target = null;
            return functions;
        }
        return [.. (environment.Find(call.Function) ?? []).Where(o => o.Member)];
    }

    // history.cuont(…), where history is nothing but the beginning of functions' names.
    private string? Unknown(Call call)
    {
        if (call.Target is null || _names.Path(call.Target) is not var (path, rooted))
            return null;
        var root = path.Split('.')[0];
        var prefix = environment.FunctionNames.Any(f => f.StartsWith(root + ".", StringComparison.Ordinal));
        return prefix && _names.Declared(root, rooted) is null ? $"{path}.{call.Function}" : null;
    }

    private IReadOnlyList<Overload>? Named(Call call, string path, bool rooted)
    {
        var functions = _names.Functions(path, rooted);
        if (functions is not null)
            call.Function = functions[0].Function;
        return functions;
    }

    private static string Name(Call call) =>
        call.Function.StartsWith('@') ? call.Function[1..]
        : call.Function.Contains('_', StringComparison.Ordinal) && !char.IsLetter(call.Function[0]) ? call.Function.Trim('_')
        : call.Function;

    private static string Forms(IEnumerable<Overload> known, bool member)
    {
        var forms = known
            .Where(k => k.Member == member)
            .DefaultIfEmpty(known.First())
            .Select(k =>
                k.Function.Contains('_', StringComparison.Ordinal) || k.Function[0] == '@'
                    ? string.Join(" and ", k.Parameters.Select(p => p.ToString()))
                    : k.Signature
            );
        return $"It takes {string.Join("; or ", forms.Take(6))}.";
    }

    private CelType Of(Comprehension loop)
    {
        var range = _types.Apply(Of(loop.Range));
        var (key, value) = Items(loop, range);
        var (first, second) = loop.Names.Count == 2 ? (key, value) : (IsList(range) ? value : key, CelType.Dyn);
        loop.Slot = _names.Push(loop.Names[0], first);
        if (loop.Names.Count == 2)
            _names.Push(loop.Names[1], second);
        if (loop.Filter is { } filter)
            Need(filter, CelType.Bool, "The condition");
        var result = Made(loop, range, key, value);
        _names.Pop(loop.Names.Count);
        return result;
    }

    private CelType Made(Comprehension loop, CelType range, CelType key, CelType value)
    {
        if (loop.Loop is Loop.All or Loop.Exists or Loop.ExistsOne or Loop.Filter)
        {
            Need(loop.Body, CelType.Bool, "The condition");
            return loop.Loop == Loop.Filter ? CelType.List(IsList(range) ? value : key) : CelType.Bool;
        }
        var body = Of(loop.Body);
        if (loop.Loop != Loop.TransformMapEntry)
            return loop.Loop == Loop.TransformMap ? CelType.Map(key, body) : CelType.List(body);
        var entries = CelType.Map(_types.Fresh(), _types.Fresh());
        return _types.Assign([body], [entries])
            ? _types.Apply(entries)
            : Wrong(loop.Body.At, $"transformMapEntry got {Shown(body)}.", "Give a map of one entry: {key: value}.");
    }

    private static bool IsList(CelType range) =>
        range.Kind is Kind.List or Kind.Dyn or Kind.Param || range.Kind == Kind.Nullable && range.Parameters[0].Kind == Kind.List;

    private (CelType Key, CelType Value) Items(Comprehension loop, CelType range) =>
        range.Kind switch
        {
            Kind.List => (CelType.Int, range.Parameters[0]),
            Kind.Map => (range.Parameters[0], range.Parameters[1]),
            Kind.Record => (CelType.String, CelType.Dyn),
            Kind.Nullable => Items(loop, range.Parameters[0]),
            Kind.Dyn or Kind.Param => (CelType.Dyn, CelType.Dyn),
            _ => (Wrong(loop.Range.At, $"{Shown(range)} has no items.", "Go through a list or a map."), CelType.Dyn),
        };

    private CelType Of(Bound bound)
    {
        var value = Of(bound.Value);
        var inner = value;
        if (bound.Binding != Binding.Bind)
        {
            inner = _types.Fresh();
            if (!_types.Assign([value], [CelType.Optional(inner)]))
                inner = Wrong(bound.Value.At, $"{Shown(value)} is not optional.", "Write optional.of(…), or use cel.bind.");
        }
        bound.Slot = _names.Push(bound.Name, inner);
        var body = Of(bound.Body);
        _names.Pop(1);
        if (bound.Binding == Binding.OptFlatMap && !_types.Assign([body], [CelType.Optional(_types.Fresh())]))
            return Wrong(bound.Body.At, $"optFlatMap got {Shown(body)}.", "Give an optional value, or use optMap.");
        return bound.Binding == Binding.OptMap ? CelType.Optional(body) : body;
    }
}
