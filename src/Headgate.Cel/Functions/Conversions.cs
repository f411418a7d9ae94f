using System.Globalization;
using System.Text;
using Headgate.Cel.Checking;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary>From one type to another. What does not fit is an error, never another number.</summary>
internal static class Conversions
{
    private const double TwoTo63 = 9223372036854775808.0;
    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    private static readonly UTF8Encoding Strict = new(false, true);

    public static readonly Overload[] All =
    [
        Overload.Of("dyn(A) -> dyn", (_, a) => a[0]),
        Overload.Of("type(A) -> type<A>", (_, a) => new TypeValue(a[0].Type)),
        .. Both("size", "string", (m, a) => Size(m, a[0])),
        .. Both("size", "bytes", (m, a) => Size(m, a[0])),
        .. Both("size", "list<A>", (m, a) => Size(m, a[0])),
        .. Both("size", "map<A, B>", (m, a) => Size(m, a[0])),
        .. ((string[])["bool", "int", "uint", "double", "string", "bytes"]).Select(t => Overload.Of($"{t}({t}) -> {t}", (_, a) => a[0])),
        Overload.Of("timestamp(timestamp) -> timestamp", (_, a) => a[0]),
        Overload.Of("duration(duration) -> duration", (_, a) => a[0]),
        Overload.Of("bool(string) -> bool", (_, a) => Bool(Text(a))),
        Overload.Of("int(uint) -> int", (_, a) => ((UintValue)a[0]).Value is <= long.MaxValue and var u ? Value.Of((long)u) : Range("int")),
        Overload.Of(
            "int(double) -> int",
            (_, a) => ((DoubleValue)a[0]).Value is > -TwoTo63 and < TwoTo63 and var d ? Value.Of((long)d) : Range("int")
        ),
        Overload.Of(
            "int(string) -> int",
            (_, a) =>
                long.TryParse(Text(a), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i)
                    ? Value.Of(i)
                    : Wrong(a, "int")
        ),
        Overload.Of("int(timestamp) -> int", (_, a) => Value.Of(((TimestampValue)a[0]).Seconds)),
        Overload.Of("int(duration) -> int", (_, a) => Value.Of(((DurationValue)a[0]).Nanos / 1_000_000_000)),
        Overload.Of("uint(int) -> uint", (_, a) => ((IntValue)a[0]).Value is >= 0 and var i ? Value.Of((ulong)i) : Range("uint")),
        Overload.Of(
            "uint(double) -> uint",
            (_, a) => ((DoubleValue)a[0]).Value is >= 0 and < 2 * TwoTo63 and var d ? Value.Of((ulong)d) : Range("uint")
        ),
        Overload.Of(
            "uint(string) -> uint",
            (_, a) => ulong.TryParse(Text(a), NumberStyles.None, CultureInfo.InvariantCulture, out var u) ? Value.Of(u) : Wrong(a, "uint")
        ),
        Overload.Of("double(int) -> double", (_, a) => Value.Of((double)((IntValue)a[0]).Value)),
        Overload.Of("double(uint) -> double", (_, a) => Value.Of((double)((UintValue)a[0]).Value)),
        Overload.Of("double(string) -> double", (_, a) => Double(a)),
        Overload.Of("string(bool) -> string", (_, a) => Value.Of(a[0].ToString())),
        Overload.Of("string(int) -> string", (_, a) => Value.Of(a[0].ToString())),
        Overload.Of("string(uint) -> string", (_, a) => Value.Of(a[0].ToString())),
        Overload.Of("string(double) -> string", (_, a) => Value.Of(a[0].ToString())),
        Overload.Of("string(timestamp) -> string", (_, a) => Value.Of(a[0].ToString())),
        Overload.Of("string(duration) -> string", (_, a) => Value.Of(a[0].ToString())),
        Overload.Of("string(bytes) -> string", String),
        Overload.Of("bytes(string) -> bytes", Bytes),
        Overload.Of("timestamp(string) -> timestamp", (_, a) => TimeText.Timestamp(Text(a))),
        Overload.Of("timestamp(int) -> timestamp", (_, a) => TimestampValue.OfSeconds(((IntValue)a[0]).Value)),
        Overload.Of("duration(string) -> duration", (_, a) => TimeText.Duration(Text(a))),
    ];

    private static Overload[] Both(string name, string type, Body body) =>
        [Overload.Of($"{name}({type}) -> int", body), Overload.Of($"({type}).{name}() -> int", body)];

    private static string Text(Value[] a) => ((StringValue)a[0]).Value;

    private static Value Size(Running.Meter meter, Value value)
    {
        if (value is StringValue text)
            meter.ChargeText(text.Value.Length);
        return Value.Of(
            value switch
            {
                StringValue s => Order.Points(s.Value),
                BytesValue b => b.Value.Length,
                ListValue l => l.Count,
                MapValue m => (long)m.Count,
                _ => 0,
            }
        );
    }

    private static Value Bool(string text) =>
        text switch
        {
            "1" or "t" or "T" or "true" or "TRUE" or "True" => BoolValue.True,
            "0" or "f" or "F" or "false" or "FALSE" or "False" => BoolValue.False,
            _ => Value.Error("type conversion error: the text is no bool"),
        };

    private static Value Double(Value[] a) =>
        double.TryParse(Text(a), Decimal, CultureInfo.InvariantCulture, out var d)
        && (double.IsFinite(d) || !Text(a).AsSpan().ContainsAnyInRange('0', '9'))
            ? Value.Of(d)
            : Wrong(a, "double");

    private static Value String(Running.Meter meter, Value[] a)
    {
        var bytes = ((BytesValue)a[0]).Value;
        meter.ChargeText(bytes.Length);
        try
        {
            return Value.Of(Strict.GetString(bytes.Span));
        }
        catch (DecoderFallbackException)
        {
            return Value.Error("the bytes are invalid UTF-8");
        }
    }

    private static Value Bytes(Running.Meter meter, Value[] a)
    {
        meter.ChargeText(Text(a).Length);
        return new BytesValue(Order.Utf8(Text(a)));
    }

    private static Value Range(string type) => Value.Error($"range error: the number is no {type}");

    private static Value Wrong(Value[] a, string type)
    {
        var text = Text(a);
        return Value.Error($"type conversion error: \"{(text.Length > 40 ? text[..40] + "…" : text)}\" is no {type}");
    }
}
