using Headgate.Cel.Checking;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary>Every function of the language and its extensions, by name.</summary>
internal static class Library
{
    private static readonly string[] Others =
    [
        "_%_(int, int) -> int",
        "_%_(uint, uint) -> uint",
        "_+_(string, string) -> string",
        "_+_(bytes, bytes) -> bytes",
        "_+_(list<A>, list<A>) -> list<A>",
        "_+_(timestamp, duration) -> timestamp",
        "_+_(duration, timestamp) -> timestamp",
        "_+_(duration, duration) -> duration",
        "_-_(timestamp, timestamp) -> duration",
        "_-_(timestamp, duration) -> timestamp",
        "_-_(duration, duration) -> duration",
        "_==_(A, A) -> bool",
        "_!=_(A, A) -> bool",
        "!_(bool) -> bool",
        "-_(int) -> int",
        "-_(double) -> double",
        "@in(A, list<A>) -> bool",
        "@in(A, map<A, B>) -> bool",
        "_[_](list<A>, int) -> A",
        "_[_](map<A, B>, A) -> B",
        "_[_](optional<list<A>>, int) -> optional<A>",
        "_[_](optional<map<A, B>>, A) -> optional<B>",
        "_[?_](list<A>, int) -> optional<A>",
        "_[?_](map<A, B>, A) -> optional<B>",
        "_[?_](optional<list<A>>, int) -> optional<A>",
        "_[?_](optional<map<A, B>>, A) -> optional<B>",
    ];

    public static readonly IReadOnlyDictionary<string, IReadOnlyList<Overload>> Functions = Operators()
        .Select(s => Signature.Parse(s, Types.Named, null, 1))
        .Concat(Conversions.All)
        .Concat(Optionals.All)
        .Concat(Texts.All)
        .Concat(TextEditing.All)
        .Concat(Encoding64.All)
        .Concat(Numbers.All)
        .Concat(Bits.All)
        .Concat(Moments.All)
        .GroupBy(o => o.Function, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, IReadOnlyList<Overload> (g) => [.. g], StringComparer.Ordinal);

    // What operators take; how they run is the runner's own.
    private static IEnumerable<string> Operators()
    {
        string[] ordered = ["bool", "int", "uint", "double", "string", "bytes", "timestamp", "duration"];
        string[] numbers = ["int", "uint", "double"];
        foreach (var sign in (string[])["_<_", "_<=_", "_>_", "_>=_"])
        {
            foreach (var type in ordered)
                yield return $"{sign}({type}, {type}) -> bool";
            foreach (var (one, other) in numbers.SelectMany(_ => numbers, (a, b) => (a, b)).Where(p => p.a != p.b))
                yield return $"{sign}({one}, {other}) -> bool";
        }
        foreach (var type in numbers)
        {
            foreach (var sign in "+-*/")
                yield return $"_{sign}_({type}, {type}) -> {type}";
        }
        foreach (var signature in Others)
            yield return signature;
    }
}
