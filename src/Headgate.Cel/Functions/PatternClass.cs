using System.Globalization;
using System.Text;

namespace Headgate.Cel.Functions;

/// <summary>Classes of characters and escapes of a pattern.</summary>
internal static class PatternClass
{
    private const string Literals = @"\.+*?()|[]{}^$-/!""#%&',:;<=>@_`~ ";

    private static readonly Dictionary<char, (string In, string Out)> Short = new()
    {
        ['d'] = ("0-9", @"\x00-/:-\uFFFF"),
        ['w'] = ("0-9A-Za-z_", @"\x00-/:-@\[-\^`{-\uFFFF"),
        ['s'] = (@"\t\n\f\r ", @"\x00-\x08\x0B\x0E-\x1F!-\uFFFF"),
    };

    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z",
        ["alpha"] = "A-Za-z",
        ["ascii"] = @"\x00-\x7F",
        ["blank"] = @"\t ",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["digit"] = "0-9",
        ["graph"] = "!-~",
        ["lower"] = "a-z",
        ["print"] = " -~",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["space"] = @"\t\n\v\f\r ",
        ["upper"] = "A-Z",
        ["word"] = "0-9A-Za-z_",
        ["xdigit"] = "0-9A-Fa-f",
    };

    /// <summary>Reads from [ to ]; answers where it ends.</summary>
    public static int Read(string text, int at, StringBuilder made)
    {
        made.Append('[');
        at++;
        if (at < text.Length && text[at] == '^')
        {
            made.Append('^');
            at++;
        }
        for (var first = true; ; first = false)
        {
            if (at >= text.Length)
                throw new FormatException("a [ has no ].");
            var c = text[at];
            if (c == ']' && !first)
                break;
            if (c == '[' && at + 1 < text.Length && text[at + 1] == ':')
                at = Posix(text, at, made);
            else if (c == '\\')
                at = Escape(text, at, made, inside: true);
            else if (char.IsSurrogate(c))
                throw new FormatException("a class holds a character outside the basic plane; write (a|b) instead.");
            else
            {
                // A minus stays a range's; other signs lose what they mean there.
                made.Append(c is '[' or ']' or '^' or '\\' ? "\\" : "").Append(c);
                at++;
            }
        }
        made.Append(']');
        return at + 1;
    }

    /// <summary>Reads one escape; answers where it ends.</summary>
    public static int Escape(string text, int at, StringBuilder made, bool inside)
    {
        var c = at + 1 < text.Length ? text[at + 1] : throw new FormatException(@"a \ stands at the end.");
        if (Short.TryGetValue(char.ToLowerInvariant(c), out var sets))
        {
            var set = char.IsAsciiLetterLower(c) ? sets.In : sets.Out;
            made.Append(inside ? set : $"[{set}]");
            return at + 2;
        }
        if (Literals.Contains(c, StringComparison.Ordinal))
        {
            made.Append('\\')
                .Append(
                    c is '/' or '!' or '"' or '%' or '&' or '\'' or ',' or ':' or ';' or '<' or '=' or '>' or '@' or '_' or '`' or '~'
                        ? $"x{(int)c:X2}"
                        : c.ToString()
                );
            return at + 2;
        }
        if ("afnrtv".Contains(c, StringComparison.Ordinal) || !inside && "AzbB".Contains(c, StringComparison.Ordinal))
        {
            made.Append('\\').Append(c);
            return at + 2;
        }
        if (c is 'p' or 'P')
            return Category(text, at, made);
        return c == 'x' ? Hex(text, at, made) : throw new FormatException($@"\{c} is not known in RE2.");
    }

    private static int Posix(string text, int at, StringBuilder made)
    {
        var end = text.IndexOf(":]", at, StringComparison.Ordinal);
        var name = end < 0 ? "" : text[(at + 2)..end];
        made.Append(Named.GetValueOrDefault(name) ?? throw new FormatException($"[:{name}:] is no class."));
        return end + 2;
    }

    // \pL and \p{Lu}; names of scripts differ on the platform and are refused.
    private static int Category(string text, int at, StringBuilder made)
    {
        var start = at + 2;
        var braced = start < text.Length && text[start] == '{';
        var end = braced ? text.IndexOf('}', start) : start + 1;
        var name = end < 0 || end > text.Length ? "" : text[(braced ? start + 1 : start)..end];
        if (name.Length is 0 or > 2 || !name.All(char.IsAsciiLetter))
            throw new FormatException(@"\p takes a category such as L or Lu.");
        made.Append('\\').Append(text[at + 1]).Append('{').Append(name).Append('}');
        return braced ? end + 1 : end;
    }

    private static int Hex(string text, int at, StringBuilder made)
    {
        var braced = at + 2 < text.Length && text[at + 2] == '{';
        var start = at + (braced ? 3 : 2);
        var end = braced ? text.IndexOf('}', start) : Math.Min(text.Length, start + 2);
        if (
            end < start
            || !int.TryParse(text.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0xFFFF
        )
            throw new FormatException(@"\x takes two digits, or up to four in braces.");
        made.Append(CultureInfo.InvariantCulture, $@"\u{code:X4}");
        return braced ? end + 1 : end;
    }
}
