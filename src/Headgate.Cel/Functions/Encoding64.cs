using Headgate.Cel.Checking;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary>Base64, read with or without its padding.</summary>
internal static class Encoding64
{
    public static readonly Overload[] All =
    [
        Overload.Of("base64.encode(bytes) -> string", (m, a) => Encode(m, ((BytesValue)a[0]).Value)),
        Overload.Of("base64.decode(string) -> bytes", (m, a) => Decode(m, ((StringValue)a[0]).Value)),
    ];

    private static Value Encode(Running.Meter meter, ReadOnlyMemory<byte> bytes)
    {
        meter.ChargeText(bytes.Length);
        return Value.Of(Convert.ToBase64String(bytes.Span));
    }

    private static Value Decode(Running.Meter meter, string text)
    {
        meter.ChargeText(text.Length);
        var bytes = new byte[text.Length];
        var padded = text.Contains('=', StringComparison.Ordinal) ? text : text.PadRight((text.Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, bytes, out var length)
            ? new BytesValue(bytes.AsMemory(0, length))
            : Value.Error("the text is no base64");
    }
}
