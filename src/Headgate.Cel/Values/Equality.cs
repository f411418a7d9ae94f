using Headgate.Cel.Running;

namespace Headgate.Cel.Values;

/// <summary>When two values are equal. Values of different types are not, but for numbers. What is compared is charged, since a small text can build a large value.</summary>
internal static class Equality
{
    public static bool Same(Value one, Value other, Meter meter)
    {
        meter.Charge(1);
        if (one.IsFlaw || other.IsFlaw)
        {
            meter.Found(UnknownValue.Merge(one.IsFlaw ? one : other, other.IsFlaw ? other : one));
            return false;
        }
        return (one, other) switch
        {
            (StringValue a, StringValue b) => Texts(a.Value, b.Value, meter),
            (BoolValue a, BoolValue b) => a.Value == b.Value,
            (NullValue, NullValue) => true,
            (BytesValue a, BytesValue b) => Bytes(a, b, meter),
            (TimestampValue a, TimestampValue b) => a.Seconds == b.Seconds && a.Nanos == b.Nanos,
            (DurationValue a, DurationValue b) => a.Nanos == b.Nanos,
            (TypeValue a, TypeValue b) => a.Value.Name == b.Value.Name,
            (OptionalValue a, OptionalValue b) => a.Value is null || b.Value is null
                ? a.Value is null && b.Value is null
                : Same(a.Value, b.Value, meter),
            (ListValue a, ListValue b) => Lists(a, b, meter),
            (MapValue a, MapValue b) => Maps(a, b, meter),
            _ => Order.Numbers(one, other) == 0,
        };
    }

    private static bool Texts(string a, string b, Meter meter)
    {
        if (a.Length != b.Length)
            return false;
        meter.ChargeText(a.Length);
        return a == b;
    }

    private static bool Bytes(BytesValue a, BytesValue b, Meter meter)
    {
        if (a.Value.Length != b.Value.Length)
            return false;
        meter.ChargeText(a.Value.Length);
        return a.Value.Span.SequenceEqual(b.Value.Span);
    }

    private static bool Lists(ListValue a, ListValue b, Meter meter)
    {
        if (a.Count != b.Count)
            return false;
        meter.Deeper();
        var same = true;
        for (var i = 0; i < a.Count && same; i++)
            same = Same(a[i], b[i], meter);
        meter.Higher();
        return same;
    }

    private static bool Maps(MapValue a, MapValue b, Meter meter)
    {
        if (a.Count != b.Count)
            return false;
        meter.Deeper();
        var same = true;
        foreach (var key in a.Keys)
        {
            same = b.Find(key) is { } there && Same(a.Find(key)!, there, meter);
            if (!same)
                break;
        }
        meter.Higher();
        return same;
    }
}
