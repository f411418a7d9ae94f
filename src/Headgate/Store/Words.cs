using System.Globalization;
using System.Text;

namespace Headgate.Store;

/// <summary>
/// The words of a text as search sees them, the same on both databases: letters and digits only, lower case, without accents.
/// </summary>
public static class Words
{
    private const int MaxWord = 40;
    private const int MaxWords = 400;

    /// <summary>The words of some texts, each once.</summary>
    public static IReadOnlyList<string> Of(params IEnumerable<string?> texts)
    {
        var words = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var word in Split(text))
                if (words.Count < MaxWords && seen.Add(word))
                    words.Add(word);
        }
        return words;
    }

    private static IEnumerable<string> Split(string? text)
    {
        if (string.IsNullOrEmpty(text))
            yield break;
        var word = new StringBuilder();
        foreach (var c in Whole(text).Normalize(NormalizationForm.FormKD))
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
                continue;
            if (char.IsLetterOrDigit(c))
            {
                if (word.Length < MaxWord)
                    word.Append(char.ToLowerInvariant(c));
                continue;
            }
            if (word.Length > 0)
                yield return word.ToString();
            word.Clear();
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    // Half of a pair, left by a cut somewhere, is no character, and cannot be normalized.
    private static string Whole(string text) => text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
