using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headgate.Gate;

/// <summary>Texts as they are shown and compared.</summary>
public static class Text
{
    private const int Longest = 300;

    /// <summary>A noun with its article: an account, a contact.</summary>
    public static string One(string noun) => (noun[0] is 'a' or 'e' or 'i' or 'o' ? "an " : "a ") + noun;

    /// <summary>A value from outside inside a sentence of ours: quoted, at most 60 characters, control and invisible characters escaped.</summary>
    public static string Shown(string? value)
    {
        if (value is null)
            return "null";
        var shown = new StringBuilder("'");
        // Only the beginning is shown; a credential at its end would be cut off and not known by its form.
        foreach (var rune in Secrets.Masked(value.Length > Longest ? value[..Longest] : value).EnumerateRunes())
        {
            if (shown.Length > 60)
                return shown.Append("…'").ToString();
            if (IsInvisible(Rune.GetUnicodeCategory(rune)))
                shown.Append($"\\u{{{rune.Value:x}}}");
            else
                shown.Append(rune);
        }
        return shown.Append('\'').ToString();
    }

    // Control characters but tab and line ends, soft hyphen, zero width, bidirectional, variation selectors, interlinear marks, and the tags and further
    // selectors beyond the first plane (U+E0000 to U+E01EF), of which every first half is listed.
    private static readonly SearchValues<char> Hidden = SearchValues.Create([
        .. Range(0x00, 0x08),
        .. Range(0x0B, 0x0C),
        .. Range(0x0E, 0x1F),
        .. Range(0x7F, 0x9F),
        '\u00AD',
        '\u034F',
        '\u061C',
        .. Range(0x115F, 0x1160),
        .. Range(0x17B4, 0x17B5),
        .. Range(0x180B, 0x180F),
        .. Range(0x200B, 0x200F),
        .. Range(0x2028, 0x202E),
        .. Range(0x2060, 0x206F),
        '\u3164',
        .. Range(0xFE00, 0xFE0F),
        '\uFEFF',
        '\uFFA0',
        .. Range(0xFFF9, 0xFFFB),
        '\uDB40',
    ]);

    /// <summary>A text without characters that people do not see and models do. What stays reads the same.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Hidden) < 0)
            return text;
        StringBuilder clean = new(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (!Hidden.Contains(text[i]))
                clean.Append(text[i]);
            else if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
        return clean.ToString();
    }

    private static IEnumerable<char> Range(int from, int to) => Enumerable.Range(from, to - from + 1).Select(c => (char)c);

    private static bool IsInvisible(UnicodeCategory category) =>
        category
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned;

    /// <summary>
    /// The nearest of <paramref name="known"/> to a misspelt <paramref name="given"/>, best first, at most <paramref name="most"/>; empty when nothing is near.
    /// </summary>
    public static IReadOnlyList<string> Nearest(string given, IEnumerable<string> known, int most = 3)
    {
        var folded = given.ToLowerInvariant();
        return
        [
            .. known
                .Select(k => (Name: k, Far: Distance(folded, k.ToLowerInvariant())))
                .Where(k => k.Far <= Math.Max(2, Math.Max(given.Length, k.Name.Length) / 3))
                .OrderBy(k => k.Far)
                .ThenBy(k => k.Name, StringComparer.Ordinal)
                .Take(most)
                .Select(k => k.Name),
        ];
    }

    // Levenshtein; names of stages and tags are short, so the plain table is enough.
    private static int Distance(string a, string b)
    {
        if (a.Length > 200 || b.Length > 200)
            return int.MaxValue;
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
