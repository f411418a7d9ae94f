using Headgate.Gate.Detectors;

namespace Headgate.Gate.Tests.Detectors;

/// <summary>A text and what stands in it.</summary>
public sealed record Labelled(string Locale, string Text, Sort? Sort, int From, int Length)
{
    /// <summary>A text around a value; <c>#</c> in the sentence is its place.</summary>
    public static Labelled Of(string locale, string sentence, string value, Sort sort)
    {
        var at = sentence.IndexOf('#', StringComparison.Ordinal);
        return new(locale, sentence.Replace("#", value, StringComparison.Ordinal), sort, at, value.Length);
    }

    /// <summary>A text with nothing in it.</summary>
    public static Labelled Nothing(string locale, string text) => new(locale, text, null, 0, 0);

    /// <summary>Whether a finding is in the place of what stands there.</summary>
    public bool Overlaps(Finding finding) => Sort is not null && finding.From < From + Length && From < finding.To;
}
