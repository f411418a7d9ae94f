namespace Headgate.Cel.Syntax;

/// <summary>Calls that are no calls: their arguments are names and expressions over them.</summary>
internal static class Macros
{
    public static Expr Expand(Position at, Expr? target, string function, IReadOnlyList<Expr> arguments) =>
        (target, function, arguments.Count) switch
        {
            (null, "has", 1) => Has(at, arguments[0]),
            (Ident { Name: "cel" }, "bind", 3) => new Bound(at, Binding.Bind, Name(arguments[0]), arguments[1], arguments[2]),
            (not null, "optMap", 2) => new Bound(at, Binding.OptMap, Name(arguments[0]), target, arguments[1]),
            (not null, "optFlatMap", 2) => new Bound(at, Binding.OptFlatMap, Name(arguments[0]), target, arguments[1]),
            (not null, "all", 2 or 3) => Over(at, Loop.All, target, arguments, 1),
            (not null, "exists", 2 or 3) => Over(at, Loop.Exists, target, arguments, 1),
            (not null, "exists_one", 2 or 3) => Over(at, Loop.ExistsOne, target, arguments, 1),
            (not null, "existsOne", 2 or 3) => Over(at, Loop.ExistsOne, target, arguments, 1),
            (not null, "filter", 2) => Over(at, Loop.Filter, target, arguments, 1),
            (not null, "map", 2) => Over(at, Loop.Map, target, arguments, 1),
            (not null, "map", 3) => Over(at, Loop.Map, target, arguments, 2),
            (not null, "transformList", 3) => Over(at, Loop.TransformList, target, arguments, 1),
            (not null, "transformList", 4) => Over(at, Loop.TransformList, target, arguments, 2),
            (not null, "transformMap", 3) => Over(at, Loop.TransformMap, target, arguments, 1),
            (not null, "transformMap", 4) => Over(at, Loop.TransformMap, target, arguments, 2),
            (not null, "transformMapEntry", 3) => Over(at, Loop.TransformMapEntry, target, arguments, 1),
            (not null, "transformMapEntry", 4) => Over(at, Loop.TransformMapEntry, target, arguments, 2),
            _ => new Call(at, target, function, arguments),
        };

    private static Select Has(Position at, Expr argument)
    {
        if (argument is not Select { Test: false } select)
            throw new SyntaxException(at, "has() takes a field.", "Write has(record.field); for an index write key in map.");
        select.Test = true;
        return select;
    }

    // The last one or two arguments are a filter and what to make; those before are names.
    private static Comprehension Over(Position at, Loop loop, Expr range, IReadOnlyList<Expr> arguments, int expressions)
    {
        var names = arguments.SkipLast(expressions).Select(Name).ToList();
        if (names.Count == 2 && names[0] == names[1])
            throw new SyntaxException(arguments[1].At, $"{names[0]} names two things.", "Give the second another name.");
        return new(at, loop, range, names, expressions == 2 ? arguments[^2] : null, arguments[^1]);
    }

    private static string Name(Expr argument) =>
        argument is Ident { Rooted: false } ident
            ? ident.Name
            : throw new SyntaxException(
                argument.At,
                "A simple name is expected here.",
                "Write a name of your choice, for example x, and use it in what follows."
            );
}
