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
    private const int Few = 16;

    /// <summary>The words of some texts, each once.</summary>
    public static IReadOnlyList<string> Of(params IEnumerable<string?> texts)
    {
        var words = new List<string>();
        HashSet<string>? seen = null;
        foreach (var text in texts)
            if (text is not null && System.Text.Ascii.IsValid(text))
                foreach (var range in Runs(text))
                    Add(string.Create(Math.Min(MaxWord, range.Length), (text, range.From), Lower));
            else
                foreach (var word in Split(text))
                    Add(word);
        return words;

        void Add(string word)
        {
            // Most records have a dozen words, which are found sooner by looking at each.
            if (words.Count == Few && seen is null)
                seen = new(words, StringComparer.Ordinal);
            if (words.Count < MaxWords && (seen?.Add(word) ?? !words.Contains(word)))
                words.Add(word);
        }
    }

    private static void Lower(Span<char> word, (string Text, int From) source)
    {
        for (var i = 0; i < word.Length; i++)
            word[i] = (char)(source.Text[source.From + i] is >= 'A' and <= 'Z' and var upper ? upper | 0x20 : source.Text[source.From + i]);
    }

    private static List<(int From, int Length)> Runs(string text)
    {
        var runs = new List<(int, int)>(4);
        for (int i = 0, from; i < text.Length; i++)
        {
            for (from = i; i < text.Length && char.IsAsciiLetterOrDigit(text[i]); )
                i++;
            if (i > from)
                runs.Add((from, i - from));
        }
        return runs;
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
