using System.Text;

namespace Headgate.Cel.Values;

/// <summary>Which of two values is less.</summary>
internal static class Order
{
    /// <summary>Less than, equal to or more than 0; null for numbers of which one is no number.</summary>
    public static int? Numbers(Value one, Value other) =>
        (one, other) switch
        {
            (IntValue a, IntValue b) => a.Value.CompareTo(b.Value),
            (UintValue a, UintValue b) => a.Value.CompareTo(b.Value),
            (DoubleValue a, DoubleValue b) => Doubles(a.Value, b.Value),
            (IntValue a, UintValue b) => a.Value < 0 ? -1 : ((ulong)a.Value).CompareTo(b.Value),
            (UintValue a, IntValue b) => b.Value < 0 ? 1 : a.Value.CompareTo((ulong)b.Value),
            (IntValue a, DoubleValue b) => Doubles(a.Value, b.Value),
            (DoubleValue a, IntValue b) => Doubles(a.Value, b.Value),
            (UintValue a, DoubleValue b) => Doubles(a.Value, b.Value),
            (DoubleValue a, UintValue b) => Doubles(a.Value, b.Value),
            _ => null,
        };

    public static bool IsNumber(Value value) => value.Kind is Kind.Int or Kind.Uint or Kind.Double;

    /// <summary>By code points, as UTF-8 sorts; UTF-16 would put the astral before the last of the basic plane.</summary>
    public static int Texts(string one, string other)
    {
        var length = Math.Min(one.Length, other.Length);
        var at = one.AsSpan(0, length).CommonPrefixLength(other.AsSpan(0, length));
        if (at == length)
            return one.Length.CompareTo(other.Length);
        var (a, b) = (one[at], other[at]);
        return char.IsSurrogate(a) != char.IsSurrogate(b) ? (char.IsSurrogate(a) ? 1 : -1) : a.CompareTo(b);
    }

    public static int Points(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
                count--;
        }
        return count;
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static int? Doubles(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);
}
