using System.Text;
using Headgate.Cel.Checking;
using Headgate.Cel.Running;
using Headgate.Cel.Values;
using static Headgate.Cel.Functions.Texts;

namespace Headgate.Cel.Functions;

/// <summary>Making texts from texts.</summary>
internal static class TextEditing
{
    private const string Controls = "\a\b\f\n\r\t\v\\\"";
    private const string Letters = "abfnrtv\\\"";

    public static readonly Overload[] All =
    [
        Overload.Of("(string).lowerAscii() -> string", (m, a) => Each(m, Of(a, 0), char.IsAsciiLetterUpper, c => (char)(c | 0x20))),
        Overload.Of("(string).upperAscii() -> string", (m, a) => Each(m, Of(a, 0), char.IsAsciiLetterLower, c => (char)(c & ~0x20))),
        Overload.Of("(string).replace(string, string) -> string", (m, a) => Replace(m, a, -1)),
        Overload.Of("(string).replace(string, string, int) -> string", (m, a) => Replace(m, a, Number(a, 3))),
        Overload.Of("(string).split(string) -> list<string>", (m, a) => Split(m, a, -1)),
        Overload.Of("(string).split(string, int) -> list<string>", (m, a) => Split(m, a, Number(a, 2))),
        Overload.Of("(string).substring(int) -> string", (m, a) => Substring(m, a, null)),
        Overload.Of("(string).substring(int, int) -> string", (m, a) => Substring(m, a, Number(a, 2))),
        Overload.Of("(string).trim() -> string", (m, a) => Charged(m, Of(a, 0).Trim())),
        Overload.Of(
            "(string).reverse() -> string",
            (m, a) => Charged(m, string.Concat(Of(a, 0).EnumerateRunes().Reverse().Select(r => r.ToString())))
        ),
        Overload.Of("(string).format(list<dyn>) -> string", (m, a) => Formatting.Format(m, Of(a, 0), (ListValue)a[1])),
        Overload.Of("(list<string>).join() -> string", (m, a) => Join(m, (ListValue)a[0], "")),
        Overload.Of("(list<string>).join(string) -> string", (m, a) => Join(m, (ListValue)a[0], Of(a, 1))),
        Overload.Of("strings.quote(string) -> string", (m, a) => Quote(m, Of(a, 0))),
    ];

    private static Value Charged(Meter meter, string text)
    {
        meter.ChargeText(text.Length);
        return Value.Of(text);
    }

    private static Value Each(Meter meter, string text, Func<char, bool> which, Func<char, char> what) =>
        Charged(
            meter,
            string.Create(
                text.Length,
                text,
                (span, from) =>
                {
                    for (var i = 0; i < span.Length; i++)
                        span[i] = which(from[i]) ? what(from[i]) : from[i];
                }
            )
        );

    // An empty text is found before every code point and at the end.
    private static Value Replace(Meter meter, Value[] a, long most)
    {
        var (text, old, by) = (Of(a, 0), Of(a, 1), Of(a, 2));
        meter.Charge(1 + text.Length / 16 + (long)text.Length * old.Length / 256);
        var made = new StringBuilder();
        var at = 0;
        while (most != 0)
        {
            var next = text.IndexOf(old, at, StringComparison.Ordinal);
            if (next < 0)
                break;
            meter.ChargeText(by.Length);
            made.Append(text, at, next - at).Append(by);
            at = next + old.Length;
            most--;
            if (old.Length > 0)
                continue;
            if (at == text.Length)
                break;
            var width = CodePoints.Width(text, at);
            made.Append(text, at, width);
            at += width;
        }
        return Charged(meter, made.Append(text, at, text.Length - at).ToString());
    }

    private static ArrayValue Split(Meter meter, Value[] a, long most)
    {
        var (text, by) = (Of(a, 0), Of(a, 1));
        meter.Charge(1 + text.Length / 16 + (long)text.Length * by.Length / 256);
        if (most == 0)
            return ArrayValue.Empty;
        var parts = new List<Value>();
        var at = 0;
        while (most < 0 || parts.Count < most - 1)
        {
            var next =
                by.Length > 0 ? text.IndexOf(by, at, StringComparison.Ordinal)
                : at + 1 < text.Length && at + CodePoints.Width(text, at) < text.Length ? at + CodePoints.Width(text, at)
                : -1;
            if (next < 0)
                break;
            meter.Charge(1);
            parts.Add(Value.Of(text[at..next]));
            at = next + by.Length;
        }
        if (by.Length > 0 || at < text.Length)
            parts.Add(Value.Of(text[at..]));
        return new ArrayValue([.. parts]);
    }

    private static Value Substring(Meter meter, Value[] a, long? end)
    {
        var text = Of(a, 0);
        var start = Number(a, 1);
        meter.ChargeText(text.Length);
        if (CodePoints.Offset(text, start) is not { } from)
            return Outside(start);
        if (end is null)
            return Value.Of(text[from..]);
        if (CodePoints.Offset(text, end.Value) is not { } to)
            return Outside(end.Value);
        return from <= to ? Value.Of(text[from..to]) : Value.Error($"invalid substring range. start: {start}, end: {end}");
    }

    private static Value Join(Meter meter, ListValue list, string by)
    {
        var made = new StringBuilder();
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not StringValue text)
                return list[i].IsFlaw ? list[i] : ErrorValue.NoOverload("join", list);
            meter.ChargeText(by.Length + (long)text.Value.Length);
            made.Append(i > 0 ? by : "").Append(text.Value);
        }
        return Value.Of(made.ToString());
    }

    private static Value Quote(Meter meter, string text)
    {
        var made = new StringBuilder("\"");
        foreach (var c in text)
        {
            var at = Controls.IndexOf(c, StringComparison.Ordinal);
            if (at >= 0)
                made.Append('\\').Append(Letters[at]);
            else
                made.Append(c);
        }
        return Charged(meter, made.Append('"').ToString());
    }
}
