using System.Text;

namespace Headgate.Features;

/// <summary>A stored text inside a line or table cell of ours: one line, bounded, with nothing that ends the cell or our delimiters.</summary>
internal static class Cells
{
    /// <summary>The text as it may stand in a Markdown cell.</summary>
    public static string Of(string? text, int most = 120)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var cell = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            if (cell.Length >= most)
                return cell.Append('…').ToString();
            if (rune.Value == '|')
                cell.Append('/');
            else if (rune.Value == '<')
                cell.Append('‹');
            else if (rune.Value == '>')
                cell.Append('›');
            else if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
                cell.Append(cell.Length > 0 && cell[^1] == ' ' ? "" : " ");
            else if (Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format)
                cell.Append(rune);
        }
        return cell.ToString();
    }
}
