using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Headgate.Gate.Matching;

/// <summary>Any text as words of small Latin letters and digits: accents off, Cyrillic and Greek written in Latin letters, punctuation gone.</summary>
public static class Latin
{
    private const int Longest = 400;

    // A letter and what it is in Latin; a dash is nothing.
    private const string Written =
        "а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ sch ъ - ы y ь - э e ю yu я ya "
        + "і i ї i є e ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz "
        + "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o "
        + "ß ss æ ae œ oe ø o ł l đ d ð d þ th ı i ħ h ŋ n ĸ k ŧ t ſ s";

    private static readonly FrozenDictionary<char, string> Letters = Table(Written);

    /// <summary>The words, separated by single spaces; empty when there are none.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var words = new StringBuilder(text.Length);
        foreach (var c in Whole(text[..Math.Min(Longest, text.Length)]).Normalize(NormalizationForm.FormKD))
            Add(words, char.ToLowerInvariant(c));
        return words.ToString().TrimEnd();
    }

    /// <summary>The words, one by one.</summary>
    public static string[] Words(string? text) => Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Add(StringBuilder words, char c)
    {
        if (char.IsAsciiLetterOrDigit(c))
            words.Append(c);
        else if (Letters.TryGetValue(c, out var latin))
            words.Append(latin);
        // What belongs to the letter before, and what stands inside a word (O'Neil, Dr.'s), is no gap.
        else if (c is '\'' or '’' or '`' or 'ʼ' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format)
            return;
        else if (char.IsLetterOrDigit(c))
            words.Append(c);
        else if (words.Length > 0 && words[^1] != ' ')
            words.Append(' ');
    }

    // Half of a pair, left by a cut somewhere, is no character, and cannot be normalised.
    private static string Whole(string text) => text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static FrozenDictionary<char, string> Table(string pairs)
    {
        var parts = pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Chunk(2).ToFrozenDictionary(p => p[0][0], p => p[1] == "-" ? "" : p[1]);
    }
}
