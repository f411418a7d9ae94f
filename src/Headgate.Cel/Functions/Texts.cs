using Headgate.Cel.Checking;
using Headgate.Cel.Running;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary>Looking into texts.</summary>
internal static class Texts
{
    public static readonly Overload[] All =
    [
        Overload.Of("(string).contains(string) -> bool", (m, a) => Value.Of(Find(m, Of(a, 0), Of(a, 1), 0) >= 0)),
        Overload.Of(
            "(string).startsWith(string) -> bool",
            (m, a) => Value.Of(Charged(m, Of(a, 1)) && Of(a, 0).StartsWith(Of(a, 1), StringComparison.Ordinal))
        ),
        Overload.Of(
            "(string).endsWith(string) -> bool",
            (m, a) => Value.Of(Charged(m, Of(a, 1)) && Of(a, 0).EndsWith(Of(a, 1), StringComparison.Ordinal))
        ),
        Overload.Of("(string).matches(string) -> bool", Matches, cost: 1000),
        Overload.Of("matches(string, string) -> bool", Matches, cost: 1000),
        Overload.Of("(string).charAt(int) -> string", CharAt),
        Overload.Of("(string).indexOf(string) -> int", (m, a) => IndexOf(m, a, 0)),
        Overload.Of("(string).indexOf(string, int) -> int", (m, a) => IndexOf(m, a, Number(a, 2))),
        Overload.Of("(string).lastIndexOf(string) -> int", (m, a) => LastIndexOf(m, a, Order.Points(Of(a, 0)))),
        Overload.Of("(string).lastIndexOf(string, int) -> int", (m, a) => LastIndexOf(m, a, Number(a, 2))),
    ];

    public static string Of(Value[] a, int index) => ((StringValue)a[index]).Value;

    public static long Number(Value[] a, int index) => ((IntValue)a[index]).Value;

    public static Value Outside(long place) => Value.Error($"index out of range: {place}");

    /// <summary>The offset of the first one at or after an offset, charged for the worst that the two texts can do.</summary>
    public static int Find(Meter meter, string text, string part, int from)
    {
        ChargeSearch(meter, text, part);
        return text.IndexOf(part, from, StringComparison.Ordinal);
    }

    private static void ChargeSearch(Meter meter, string text, string part) =>
        meter.Charge(1 + text.Length / 16 + (long)text.Length * part.Length / 256);

    private static bool Charged(Meter meter, string text)
    {
        meter.ChargeText(text.Length);
        return true;
    }

    private static Value Matches(Meter meter, Value[] a)
    {
        try
        {
            return Value.Of(Pattern.Of(Of(a, 1)).Matches(Of(a, 0), meter));
        }
        catch (FormatException wrong)
        {
            return Value.Error($"the pattern cannot be read: {wrong.Message}");
        }
    }

    private static Value CharAt(Meter meter, Value[] a)
    {
        var text = Of(a, 0);
        meter.ChargeText(text.Length);
        return CodePoints.Offset(text, Number(a, 1)) is not { } at ? Outside(Number(a, 1))
            : at == text.Length ? StringValue.Empty
            : Value.Of(text.Substring(at, CodePoints.Width(text, at)));
    }

    private static Value IndexOf(Meter meter, Value[] a, long from)
    {
        var text = Of(a, 0);
        return CodePoints.Offset(text, from) is { } at ? Value.Of(CodePoints.Place(text, Find(meter, text, Of(a, 1), at))) : Outside(from);
    }

    private static Value LastIndexOf(Meter meter, Value[] a, long from)
    {
        var (text, part) = (Of(a, 0), Of(a, 1));
        if (CodePoints.Offset(text, from) is not { } at)
            return Outside(from);
        ChargeSearch(meter, text, part);
        if (part.Length == 0)
            return Value.Of(from);
        var end = (int)Math.Min(text.Length, (long)at + part.Length);
        return Value.Of(CodePoints.Place(text, text.AsSpan(0, end).LastIndexOf(part, StringComparison.Ordinal)));
    }
}
