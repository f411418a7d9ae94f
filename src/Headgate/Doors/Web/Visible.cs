using System.Globalization;
using System.Text;

namespace Headgate.Doors.Web;

/// <summary>Text whose invisible characters are seen: what a person approves must not hide what is sent.</summary>
internal static class Visible
{
    /// <summary>As HTML; control, format, tag and variation characters as their code points, lines as lines.</summary>
    public static string Html(string text)
    {
        var html = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            html.Append(IsHidden(rune) ? $"<mark>U+{rune.Value:X4}</mark>" : Page.Text(rune.ToString()));
        return html.ToString();
    }

    private static bool IsHidden(Rune rune) =>
        rune.Value is not ('\n' or '\t')
        && (
            Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned
            || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator && rune.Value != ' '
            || rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF or 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F
        );
}
