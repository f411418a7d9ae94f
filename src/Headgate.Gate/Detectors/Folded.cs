using System.Globalization;
using System.Text;

namespace Headgate.Gate.Detectors;

/// <summary>
/// A text as detectors read it: digits and letters of other scripts and widths as ASCII, all dashes and spaces alike, nothing that nobody sees. It knows
/// where each character came from.
/// </summary>
internal sealed class Folded
{
    private readonly int[]? _from;
    private readonly string _text;

    private Folded(string text, string plain, int[]? from) => (_text, Plain, _from) = (text, plain, from);

    /// <summary>What is read.</summary>
    public string Plain { get; }

    /// <summary>Folds a text; one that is plain already is taken as it is.</summary>
    public static Folded Of(string text)
    {
        if (Ascii.IsValid(text))
            return new(text, text, null);
        StringBuilder plain = new(text.Length);
        List<int> from = new(text.Length);
        for (var i = 0; i < text.Length; )
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (Fold(text, i) is { } folded)
            {
                plain.Append(folded);
                from.Add(i);
            }
            i += length;
        }
        return new(text, plain.ToString(), [.. from]);
    }

    /// <summary>A finding of the folded text, in the text as it was given.</summary>
    public Finding Place(int from, int to, Sort sort)
    {
        if (_from is null)
            return new(from, to - from, sort);
        // What nobody sees inside it is part of it, what follows is not.
        var end = _from[to - 1];
        end += char.IsSurrogatePair(_text, end) ? 2 : 1;
        return new(_from[from], end - _from[from], sort);
    }

    private static char? Fold(string text, int at)
    {
        var c = text[at];
        if (c < 0x80)
            return c;
        // Full width.
        if (c is >= '\uFF01' and <= '\uFF5E')
            return (char)(c - 0xFEE0);
        return CharUnicodeInfo.GetUnicodeCategory(text, at) switch
        {
            UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text, at)),
            UnicodeCategory.SpaceSeparator => ' ',
            UnicodeCategory.DashPunctuation => '-',
            UnicodeCategory.Format or UnicodeCategory.NonSpacingMark => null,
            _ when c == '\u2212' => '-',
            _ when c is '\u2024' or '\u00B7' or '\u2022' => '.',
            _ when c is '\u034F' or '\u3164' or '\u115F' or '\u1160' => null,
            _ => c,
        };
    }
}
