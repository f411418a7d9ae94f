using System.Globalization;
using System.Text;
using Headgate.Cel.Running;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary><c>"%d of %s".format([1, "a"])</c>.</summary>
internal static class Formatting
{
    private const int DefaultPrecision = 6;
    private const int MostPrecision = 100;

    public static Value Format(Meter meter, string template, ListValue arguments)
    {
        meter.ChargeText(template.Length);
        var made = new StringBuilder();
        try
        {
            var next = 0;
            for (var at = 0; at < template.Length; at++)
            {
                if (template[at] != '%')
                    made.Append(template[at]);
                else if (at + 1 < template.Length && template[at + 1] == '%')
                    made.Append(template[++at]);
                else
                    Clause(meter, template, ref at, arguments, next++, made);
            }
        }
        catch (FormatException wrong)
        {
            return Value.Error(wrong.Message);
        }
        meter.ChargeText(made.Length);
        return Value.Of(made.ToString());
    }

    private static void Clause(Meter meter, string template, ref int at, ListValue arguments, int next, StringBuilder made)
    {
        at++;
        int? precision = null;
        if (at < template.Length && template[at] == '.')
        {
            var start = ++at;
            while (at < template.Length && char.IsAsciiDigit(template[at]))
                at++;
            precision =
                int.TryParse(template.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
                && digits <= MostPrecision
                    ? digits
                    : throw new FormatException($"could not parse formatting clause: the precision must be 0 to {MostPrecision}");
        }
        var clause =
            at < template.Length
                ? template[at]
                : throw new FormatException("could not parse formatting clause: unexpected end of the text");
        if (!"sdfebxXo".Contains(clause, StringComparison.Ordinal))
            throw new FormatException($"could not parse formatting clause: unrecognized formatting clause \"{clause}\"");
        if (next >= arguments.Count)
            throw new FormatException($"index {next} out of range");
        var value = arguments[next];
        if (clause == 's')
            Text(meter, value, made);
        else
            made.Append(Number(meter, clause, value, precision ?? DefaultPrecision));
    }

    private static string Number(Meter meter, char clause, Value value, int precision)
    {
        if (value is DoubleValue { Value: var d } && !double.IsFinite(d) && clause is 'd' or 'e' or 'f')
            return value.ToString()!;
        meter.ChargeText(
            value is BytesValue b ? b.Value.Length
            : value is StringValue s ? s.Value.Length
            : precision * 4L
        );
        return (clause, value) switch
        {
            ('d', IntValue or UintValue) => value.ToString()!,
            ('f', IntValue or UintValue or DoubleValue) => Decimals.Fixed(AsDouble(value), precision),
            ('e', IntValue or UintValue or DoubleValue) => Decimals.Scientific(AsDouble(value), precision),
            ('b', BoolValue flag) => flag.Value ? "1" : "0",
            ('b' or 'o' or 'x' or 'X', IntValue i) => (i.Value < 0 ? "-" : "")
                + Radix(i.Value < 0 ? (ulong)-i.Value : (ulong)i.Value, clause),
            ('b' or 'o' or 'x' or 'X', UintValue u) => Radix(u.Value, clause),
            ('x', StringValue text) => Convert.ToHexStringLower(Order.Utf8(text.Value)),
            ('X', StringValue text) => Convert.ToHexString(Order.Utf8(text.Value)),
            ('x', BytesValue bytes) => Convert.ToHexStringLower(bytes.Value.Span),
            ('X', BytesValue bytes) => Convert.ToHexString(bytes.Value.Span),
            _ => throw new FormatException($"error during formatting: {Takes(clause)}, was given {value.Type.Name}"),
        };
    }

    private static string Takes(char clause) =>
        clause switch
        {
            'd' => "decimal clause can only be used on integers",
            'f' => "fixed-point clause can only be used on doubles",
            'e' => "scientific clause can only be used on doubles",
            'b' => "only integers and bools can be formatted as binary",
            'o' => "octal clause can only be used on integers",
            _ => "only integers, byte buffers, and strings can be formatted as hex",
        };

    private static double AsDouble(Value value) =>
        value switch
        {
            IntValue i => i.Value,
            UintValue u => u.Value,
            _ => ((DoubleValue)value).Value,
        };

    private static string Radix(ulong number, char clause) =>
        clause switch
        {
            'b' => number.ToString("B", CultureInfo.InvariantCulture),
            'x' => number.ToString("x", CultureInfo.InvariantCulture),
            'X' => number.ToString("X", CultureInfo.InvariantCulture),
            _ => number >> 63 == 0
                ? Convert.ToString((long)number, 8)
                : "1" + Convert.ToString((long)(number & long.MaxValue), 8).PadLeft(21, '0'),
        };

    private static void Text(Meter meter, Value value, StringBuilder made)
    {
        meter.Charge(1);
        switch (value)
        {
            case ListValue list:
                meter.Deeper();
                made.Append('[');
                for (var i = 0; i < list.Count; i++)
                    Text(meter, list[i], i == 0 ? made : made.Append(", "));
                made.Append(']');
                meter.Higher();
                break;
            case MapValue map:
                Map(meter, map, made);
                break;
            case BytesValue bytes:
                meter.ChargeText(bytes.Value.Length);
                made.Append(Encoding.UTF8.GetString(bytes.Value.Span));
                break;
            case { IsFlaw: true } or OptionalValue:
                throw new FormatException(
                    value is ErrorValue error ? error.Why : $"error during formatting: string clause cannot be used on {value.Type.Name}"
                );
            default:
                var text = value.ToString()!;
                meter.ChargeText(text.Length);
                made.Append(text);
                break;
        }
    }

    private static void Map(Meter meter, MapValue map, StringBuilder made)
    {
        meter.Deeper();
        made.Append('{');
        var first = true;
        foreach (var key in map.Keys.OrderBy(k => k.ToString(), StringComparer.Ordinal))
        {
            Text(meter, key, first ? made : made.Append(", "));
            Text(meter, map.Find(key)!, made.Append(": "));
            first = false;
        }
        made.Append('}');
        meter.Higher();
    }
}
