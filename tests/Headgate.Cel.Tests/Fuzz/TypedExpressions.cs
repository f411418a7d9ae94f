namespace Headgate.Cel.Tests.Fuzz;

/// <summary>Makes expressions that the checker takes, so that the runner is met, and some that cost more than they look.</summary>
internal sealed class TypedExpressions(Random random)
{
    private int _names;

    public string Next() => random.Next(8) == 0 ? Heavy() : Of("bool", random.Next(1, 6));

    private string Of(string type, int depth)
    {
        var less = depth - 1;
        if (depth == 0)
            return Leaf(type);
        if (random.Next(12) == 0)
            return $"({Of("bool", less)} ? {Of(type, less)} : {Of(type, less)})";
        if (random.Next(14) == 0)
            return $"cel.bind(a{++_names}, {Of(type, less)}, a{_names})";
        if (random.Next(14) == 0)
            return $"[{Of(type, less)}, {Of(type, less)}][{random.Next(3)}]";
        if (random.Next(14) == 0)
            return $"optional.of({Of(type, less)}).orValue({Of(type, less)})";
        if (random.Next(20) == 0)
            return $"dyn({Of(type, less)})";
        return type switch
        {
            "int" => Pick(
                () => $"({Of("int", less)} {One("+", "-", "*", "/", "%")} {Of("int", less)})",
                () => $"size({Of("string", less)})",
                () => $"{Of("list", less)}.size()",
                () => $"{Of("string", less)}.indexOf({Of("string", less)})",
                () => $"{Of("time", less)}.getDayOfWeek('Asia/Kathmandu')",
                () => $"int({Of("double", less)})",
                () => $"-{Of("int", less)}",
                () => $"math.greatest({Of("int", less)}, {Of("int", less)})"
            ),
            "double" => Pick(
                () => $"({Of("double", less)} {One("+", "-", "*", "/")} {Of("double", less)})",
                () => $"double({Of("int", less)})",
                () => $"math.round({Of("double", less)})"
            ),
            "string" => Pick(
                () => $"({Of("string", less)} + {Of("string", less)})",
                () => $"string({Of("int", less)})",
                () => $"{Of("string", less)}.replace({Of("string", less)}, {Of("string", less)})",
                () => $"{Of("string", less)}.substring({Of("int", 0)})",
                () => $"'%s %d %.2f'.format([{Of("list", less)}, {Of("int", less)}, {Of("double", less)}])",
                () => $"{Of("list", less)}.map(e, string(e)).join({Of("string", less)})",
                () => $"{Of("string", less)}.reverse()",
                () => $"string({Of("time", less)})",
                () => $"string(bytes({Of("string", less)}))"
            ),
            "list" => Pick(
                () => $"({Of("list", less)} + {Of("list", less)})",
                () => $"[{Of("int", less)}, {Of("int", less)}, ?{{'k': {Of("int", less)}}}.?k]",
                () => Loop("list", "filter", "bool", less),
                () => Loop("list", "map", "int", less),
                () => $"{Of("list", less)}.transformList(i{++_names}, v{_names}, i{_names} + v{_names})",
                () => $"{Of("string", less)}.split({Of("string", less)}).map(s, size(s))"
            ),
            "time" => Pick(
                () => $"({Of("time", less)} {One("+", "-")} duration('{random.Next(100_000)}m'))",
                () => $"timestamp({Of("int", less)})",
                () => $"timestamp(string({Of("time", less)}))"
            ),
            _ => Pick(
                () => $"({Of("bool", less)} {One("&&", "||")} {Of("bool", less)})",
                () => $"!{Of("bool", less)}",
                () => Compared("int", less),
                () => Compared("double", less),
                () => Compared("string", less),
                () => Compared("time", less),
                () => $"{Of("list", less)} == {Of("list", less)}",
                () => $"({Of("int", less)} in {Of("list", less)})",
                () => $"{Of("string", less)}.{One("contains", "startsWith", "endsWith")}({Of("string", less)})",
                () => $"{Of("string", less)}.matches({One("'^(a|b)*$'", "'[a-z]+ .'", Of("string", less))})",
                () => Loop("list", One("all", "exists", "exists_one"), "bool", less),
                () => $"{{'a': {Of("int", less)}}}.transformMap(k, v, v + 1).exists(k, v, v > 3)",
                () => $"plan.fields.exists(f, f.name == {Of("string", less)})",
                () => $"has(record.{One("owner", "amount", "tags")})"
            ),
        };
    }

    private string Compared(string type, int depth) => $"({Of(type, depth)} {One("==", "!=", "<", "<=", ">", ">=")} {Of(type, depth)})";

    private string Loop(string type, string macro, string body, int depth)
    {
        var name = $"e{++_names}";
        return $"{Of(type, depth)}.{macro}({name}, {(body == "bool" ? $"{name} {One("<", ">", "==")} {Of("int", depth)}" : $"{name} + {Of("int", depth)}")})";
    }

    private string Leaf(string type) =>
        type switch
        {
            "int" => One("0", "1", "-7", "42", "9223372036854775807", "n", "size(record.tags)"),
            "double" => One("0.0", "-1.5", "1e300", "record.amount", "0.0 / 0.0"),
            "string" => One("''", "'a'", "'some text'", "'é😀'", "call.tool", "text", "record.tags[0]"),
            "list" => One("[1, 2, 3]", "[n, 0, -1]", "plan.fields.map(f, f.name.size())"),
            "time" => One("call.at", "timestamp('2024-02-29T23:59:59.999Z')", "timestamp(0)"),
            _ => One("true", "false", "nobody", "call.tool == 'x'", "record.owner == null"),
        };

    // Loops in loops, and texts and lists that double.
    private string Heavy()
    {
        var deep = random.Next(1, 7);
        var ten = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";
        return random.Next(3) switch
        {
            0 => string.Concat(Enumerable.Range(0, deep).Select(i => $"{ten}.all(x{i}, "))
                + $"x0 * {random.Next(5)} >= 0"
                + new string(')', deep),
            1 => string.Concat(Enumerable.Range(0, deep * 3).Select(_ => "cel.bind(a, a + a, ")).Insert(0, "cel.bind(a, text, ")
                + "a.contains('more of it' + a)"
                + new string(')', deep * 3 + 1),
            _ => string.Concat(Enumerable.Range(0, deep * 3).Select(_ => "cel.bind(a, [a, a], ")).Insert(0, "cel.bind(a, dyn([n]), ")
                + One("a == a", "'%s'.format([a]) != ''", "a in [a]")
                + new string(')', deep * 3 + 1),
        };
    }

    private string Pick(params Func<string>[] from) => from[random.Next(from.Length)]();

    private string One(params string[] from) => from[random.Next(from.Length)];
}
