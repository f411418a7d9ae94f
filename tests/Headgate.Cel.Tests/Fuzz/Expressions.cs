using Headgate.Cel.Tests.Vectors;

namespace Headgate.Cel.Tests.Fuzz;

/// <summary>Makes expressions: by grammar, by changing the conformance vectors, and by noise.</summary>
internal sealed class Expressions(Random random)
{
    private static readonly string[] Atoms =
    [
        "0",
        "1",
        "-1",
        "7u",
        "2.5",
        "1e300",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615u",
        "''",
        "'abc'",
        "'%s %d %.3f'",
        "'(a+)+$'",
        "'Europe/Berlin'",
        "'2026-03-29T01:30:00Z'",
        "b'\\xff\\x00'",
        "true",
        "false",
        "null",
        "[]",
        "{}",
        "call",
        "call.tool",
        "call.at",
        "record",
        "record.amount",
        "record.tags",
        "plan.fields",
        "n",
        "text",
        "anything",
        "anything.deep",
        "nobody",
        "optional.none()",
        "duration('1h')",
        "timestamp(0)",
        "int",
        "type(1)",
        "x",
        "y",
        "'😀é'",
        "record.owner",
    ];

    private static readonly string[] Binary = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||", "in"];

    private static readonly string[] Functions =
    [
        "size",
        "int",
        "uint",
        "double",
        "string",
        "bytes",
        "bool",
        "type",
        "dyn",
        "timestamp",
        "duration",
        "has",
        "math.greatest",
        "math.least",
        "math.abs",
        "math.round",
        "math.bitAnd",
        "math.bitShiftLeft",
        "base64.encode",
        "base64.decode",
        "strings.quote",
        "optional.of",
        "optional.ofNonZeroValue",
        "matches",
        "host.count",
        "nothing",
    ];

    private static readonly string[] Members =
    [
        "size",
        "contains",
        "startsWith",
        "endsWith",
        "matches",
        "charAt",
        "indexOf",
        "lastIndexOf",
        "replace",
        "split",
        "substring",
        "trim",
        "reverse",
        "format",
        "join",
        "lowerAscii",
        "upperAscii",
        "getDayOfWeek",
        "getHours",
        "getFullYear",
        "getSeconds",
        "hasValue",
        "value",
        "or",
        "orValue",
        "tool",
        "amount",
        "nothing",
    ];

    private static readonly string[] Macros =
    [
        "all",
        "exists",
        "exists_one",
        "existsOne",
        "map",
        "filter",
        "transformList",
        "transformMap",
        "transformMapEntry",
        "optMap",
        "optFlatMap",
    ];

    private const string Noise = "()[]{}.,?:!-+*/%<>=&|'\"\\`rbRB0123456789xuUeE \n\t_abcinø😀\0";

    private readonly string[] _vectors =
    [
        .. ((string[])["parse", "macros", "macros2", "string_ext", "optionals", "timestamps", "comparisons", "math_ext"])
            .SelectMany(f => Vector.In(f))
            .Select(v => v.Expression),
    ];

    private readonly TypedExpressions _typed = new(random);

    public string Next() =>
        random.Next(10) switch
        {
            < 4 => _typed.Next(),
            < 7 => Expression(random.Next(1, 8)),
            < 9 => Changed(_vectors[random.Next(_vectors.Length)]),
            _ => Noisy(random.Next(1, 60)),
        };

    private string Expression(int depth)
    {
        if (depth == 0)
            return One(Atoms);
        string Inner() => Expression(random.Next(depth));
        return random.Next(15) switch
        {
            0 => $"({Inner()})",
            1 => $"!{Inner()}",
            2 => $"-{Inner()}",
            3 => $"({Inner()} ? {Inner()} : {Inner()})",
            4 => $"[{Listed(Inner)}]",
            5 =>
                $"{{{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => $"{(random.Next(5) == 0 ? "?" : "")}{Inner()}: {Inner()}"))}}}",
            6 => $"{Inner()}[{(random.Next(4) == 0 ? "?" : "")}{Inner()}]",
            7 => $"{Inner()}.{(random.Next(4) == 0 ? "?" : "")}{One(Members)}",
            8 => $"{One(Functions)}({Listed(Inner)})",
            9 => $"{Inner()}.{One(Members)}({Listed(Inner)})",
            10 => $"{Inner()}.{One(Macros)}({(random.Next(3) == 0 ? "x, y" : "x")}, {Listed(Inner, 1)})",
            11 => $"cel.bind({(random.Next(2) == 0 ? "x" : "y")}, {Inner()}, {Inner()})",
            _ => $"{Inner()} {One(Binary)} {Inner()}",
        };
    }

    private string Listed(Func<string> inner, int least = 0) =>
        string.Join(", ", Enumerable.Range(0, random.Next(least, 4)).Select(_ => inner()));

    private string Changed(string text)
    {
        for (var times = random.Next(1, 4); times > 0 && text.Length > 0; times--)
        {
            var (from, to) = (random.Next(text.Length), random.Next(text.Length));
            (from, to) = (Math.Min(from, to), Math.Max(from, to));
            text = random.Next(5) switch
            {
                0 => text.Remove(from, Math.Min(to - from, 5)),
                1 => text.Insert(from, text[from..to]),
                2 => text.Insert(from, One(Atoms)),
                3 => text.Insert(from, Noise[random.Next(Noise.Length)].ToString()),
                _ => string.Concat(text.AsSpan(0, from), _vectors[random.Next(_vectors.Length)], text.AsSpan(to)),
            };
        }
        return text;
    }

    private string Noisy(int length) =>
        string.Concat(
            Enumerable.Range(0, length).Select(_ => random.Next(4) == 0 ? One(Atoms) : Noise[random.Next(Noise.Length)].ToString())
        );

    private string One(string[] from) => from[random.Next(from.Length)];
}
