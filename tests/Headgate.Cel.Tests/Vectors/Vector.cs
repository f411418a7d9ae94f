using System.Globalization;
using System.Text.Json;
using Headgate.Cel.Values;

namespace Headgate.Cel.Tests.Vectors;

/// <summary>One vector: an expression, what it may name, and what becomes of it.</summary>
internal sealed class Vector(JsonElement json)
{
    public string Name { get; } = json.GetProperty("name").GetString()!;

    public string Expression { get; } = json.GetProperty("expr").GetString()!;

    public static IEnumerable<Vector> In(string file) => Folder(file + ".json").EnumerateArray().Select(v => new Vector(v));

    public static JsonElement Folder(string file) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", file)));

    /// <summary>Why it fails, or null.</summary>
    public string? Run()
    {
        var environment = new Environment { Container = json.TryGetProperty("container", out var c) ? c.GetString()! : "" };
        foreach (var one in Each("type_env"))
            environment.Variable(one.GetProperty("name").GetString()!, Types.Of(one.GetProperty("ident").GetProperty("type")));
        var check = !json.TryGetProperty("disable_check", out _);
        var compiled = environment.Compile(Expression, CelType.Dyn, check);
        if (!compiled.Ok)
            return $"does not compile: {compiled.Errors[0]}";
        var facts = Each("bindings")
            .ToDictionary(b => b.GetProperty("key").GetString()!, b => Types.Value(b.GetProperty("value").GetProperty("value")));
        var came = compiled.Rule.Evaluate(new Activation(facts.GetValueOrDefault));
        return json.TryGetProperty("eval_error", out _)
            ? came is { Value: ErrorValue, Spent: false }
                ? null
                : $"expected an error, got {came.Value}"
            : Compare(came.Value);
    }

    private string? Compare(Value came)
    {
        var expected = json.TryGetProperty("value", out var value) ? Types.Value(value) : Value.Of(true);
        return Types.Exactly(expected, came) ? null : $"expected {expected}, got {came}";
    }

    private JsonElement[] Each(string name) => json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];
}

/// <summary>The vectors' way to write types and values.</summary>
internal static class Types
{
    public static CelType Of(JsonElement type)
    {
        var one = type.EnumerateObject().Single();
        return one.Name switch
        {
            "primitive" => one.Value.GetString() switch
            {
                "INT64" => CelType.Int,
                "UINT64" => CelType.Uint,
                "DOUBLE" => CelType.Double,
                "STRING" => CelType.String,
                "BYTES" => CelType.Bytes,
                _ => CelType.Bool,
            },
            "null" => CelType.Null,
            "list_type" => CelType.List(Of(one.Value.GetProperty("elem_type"))),
            "map_type" => CelType.Map(Of(one.Value.GetProperty("key_type")), Of(one.Value.GetProperty("value_type"))),
            "message_type" when one.Value.GetString() == "google.protobuf.Duration" => CelType.Duration,
            _ => throw new InvalidDataException(type.GetRawText()),
        };
    }

    public static Value Value(JsonElement json)
    {
        var one = json.EnumerateObject().Single();
        var text = one.Value.ValueKind == JsonValueKind.String ? one.Value.GetString()! : "";
        return one.Name switch
        {
            "int64_value" => Values.Value.Of(long.Parse(text, CultureInfo.InvariantCulture)),
            "uint64_value" => Values.Value.Of(ulong.Parse(text, CultureInfo.InvariantCulture)),
            "double_value" => Values.Value.Of(Double(text)),
            "string_value" => Values.Value.Of(text),
            "bytes_value" => Values.Value.Of(Convert.FromHexString(text)),
            "bool_value" => Values.Value.Of(text == "true"),
            "null_value" => Values.Value.Null,
            "type_value" => new TypeValue(Headgate.Cel.Values.Types.Named[text]),
            "list_value" => Values.Value.List([.. Each(one.Value, "values").Select(Value)]),
            "map_value" => new DictionaryValue(
                Each(one.Value, "entries").Select(e => KeyValuePair.Create(Value(e.GetProperty("key")), Value(e.GetProperty("value"))))
            ),
            "object_value" => Span(one.Value.GetProperty("type.googleapis.com/google.protobuf.Duration")),
            _ => throw new InvalidDataException(json.GetRawText()),
        };
    }

    /// <summary>Of one type and equal; a number that is none equals itself, and 0 is not -0.</summary>
    public static bool Exactly(Value expected, Value came) =>
        expected.Kind == came.Kind
        && (expected, came) switch
        {
            (DoubleValue a, DoubleValue b) => BitConverter.DoubleToInt64Bits(a.Value) == BitConverter.DoubleToInt64Bits(b.Value)
                || double.IsNaN(a.Value) && double.IsNaN(b.Value),
            (ListValue a, ListValue b) => a.Count == b.Count && Enumerable.Range(0, a.Count).All(i => Exactly(a[i], b[i])),
            (MapValue a, MapValue b) => a.Count == b.Count
                && a.Keys.All(k => b.Keys.Any(o => Exactly(k, o)) && Exactly(a.Find(k)!, b.Find(k)!)),
            (ErrorValue a, ErrorValue b) => a.Why == b.Why,
            (OptionalValue { Value: { } a }, OptionalValue { Value: { } b }) => Exactly(a, b),
            _ => Equality.Same(expected, came, new Running.Meter(1_000_000)),
        };

    private static double Double(string text) =>
        text switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };

    private static DurationValue Span(JsonElement json) =>
        (DurationValue)DurationValue.Of((Int128)Number(json, "seconds") * 1_000_000_000 + Number(json, "nanos"));

    private static long Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var number) ? long.Parse(number.GetString()!, CultureInfo.InvariantCulture) : 0;

    private static JsonElement[] Each(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];
}
