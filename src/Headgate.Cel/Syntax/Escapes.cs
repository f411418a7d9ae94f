using System.Globalization;
using System.Text;
using Headgate.Cel.Values;

namespace Headgate.Cel.Syntax;

/// <summary>What stands between quotes, as text or as bytes.</summary>
internal static class Escapes
{
    private const string Plain = "\\?\"'`";
    private const string Letters = "abfnrtv";
    private const string Controls = "\a\b\f\n\r\t\v";

    public static Value Read(string inside, bool raw, bool bytes)
    {
        if (!raw && inside.Contains('\\', StringComparison.Ordinal))
            return bytes ? new BytesValue(Bytes(inside)) : new StringValue(Text(inside));
        return bytes ? new BytesValue(Order.Utf8(inside)) : new StringValue(inside);
    }

    private static string Text(string inside)
    {
        var text = new StringBuilder(inside.Length);
        Walk(inside, span => text.Append(span), (code, _) => text.Append(Rune(code)));
        return text.ToString();
    }

    // In bytes \x and octal mean a byte, and \u means nothing.
    private static byte[] Bytes(string inside)
    {
        var bytes = new List<byte>(inside.Length);
        Walk(
            inside,
            span => bytes.AddRange(Order.Utf8(span)),
            (code, isByte) =>
            {
                if (!isByte)
                    throw new FormatException(@"\u and \U mean nothing in bytes.");
                bytes.Add((byte)code);
            }
        );
        return [.. bytes];
    }

    private static void Walk(string inside, Action<string> plain, Action<int, bool> coded)
    {
        for (var at = 0; at < inside.Length; )
        {
            var next = inside.IndexOf('\\', at);
            next = next < 0 ? inside.Length : next;
            if (next > at)
                plain(inside[at..next]);
            at = next == inside.Length ? next : One(inside, next + 1, plain, coded);
        }
    }

    private static int One(string inside, int at, Action<string> plain, Action<int, bool> coded)
    {
        var mark = at < inside.Length ? inside[at] : throw new FormatException("A backslash stands at the end.");
        if (Plain.Contains(mark, StringComparison.Ordinal))
            plain(mark.ToString());
        else if (Letters.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var n)
            plain(Controls[n].ToString());
        else if (mark is >= '0' and <= '3')
            return Number(inside, at, 3, 8, true, coded);
        else if (mark is 'x' or 'X')
            return Number(inside, at + 1, 2, 16, true, coded);
        else if (mark is 'u' or 'U')
            return Number(inside, at + 1, mark == 'u' ? 4 : 8, 16, false, coded);
        else
            throw new FormatException($@"\{mark} means nothing in a text.");
        return at + 1;
    }

    private static int Number(string inside, int at, int length, int radix, bool isByte, Action<int, bool> coded)
    {
        var code = 0L;
        for (var i = at; i < at + length; i++)
        {
            var digit =
                i < inside.Length && char.IsAsciiHexDigit(inside[i])
                    ? int.Parse(inside.AsSpan(i, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                    : 99;
            if (digit >= radix)
                throw new FormatException($"An escape needs {length} digits.");
            code = code * radix + digit;
        }
        if (code > 0x10FFFF || code is >= 0xD800 and <= 0xDFFF)
            throw new FormatException("An escape names no character.");
        coded((int)code, isByte);
        return at + length;
    }

    private static string Rune(int code) => new Rune(code).ToString();
}
