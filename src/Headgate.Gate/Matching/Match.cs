using System.Globalization;

namespace Headgate.Gate.Matching;

/// <summary>What two records are to each other.</summary>
public enum Grade
{
    /// <summary>Two.</summary>
    Different,

    /// <summary>Perhaps one: somebody should look.</summary>
    Similar,

    /// <summary>One.</summary>
    Same,
}

/// <summary>What speaks for and against two records being one, weighed.</summary>
/// <param name="Grade">What it comes to.</param>
/// <param name="Bits">The weight of evidence, in bits; each is a factor of two.</param>
/// <param name="Reasons">In words.</param>
public sealed record Match(Grade Grade, double Bits, IReadOnlyList<string> Reasons)
{
    /// <summary>The chance that the two are one, 0 to 0.99, as the weights have it.</summary>
    public double Score => Math.Min(0.99, Math.Round(1 / (1 + Math.Pow(2, -Bits)), 2));

    /// <summary>The reasons as one clause.</summary>
    public string Why => string.Join(", ", Reasons);

    /// <summary>Score and reasons, for a sentence.</summary>
    public string Shown => string.Create(CultureInfo.InvariantCulture, $"{Score:0.00}: {Why}");
}
