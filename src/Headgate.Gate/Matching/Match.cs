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
    /// <summary>Whether something says so that is the record's own: without it nothing is the same.</summary>
    public bool Own { get; init; } = true;

    /// <summary>From how many hundredths of a bit on it would be the same.</summary>
    public long Same { get; init; }

    /// <summary>From how many hundredths of a bit on somebody should look.</summary>
    public long Similar { get; init; }

    /// <summary>The weight in hundredths of a bit: what is compared, so that it is the same number wherever it is kept.</summary>
    public long Hundredths => Of(Bits);

    /// <summary>Weighs two records.</summary>
    public static Match Of(double bits, bool own, double same, double similar, IReadOnlyList<string> reasons) =>
        new(GradeOf(Of(bits), own, Of(same), Of(similar)), bits, reasons)
        {
            Own = own,
            Same = Of(same),
            Similar = Of(similar),
        };

    /// <summary>What a weight comes to. All in hundredths of a bit.</summary>
    public static Grade GradeOf(long bits, bool own, long same, long similar) =>
        bits >= same && own ? Grade.Same
        : bits >= similar ? Grade.Similar
        : Grade.Different;

    /// <summary>The chance that the two are one, 0 to 0.99, as the weights have it.</summary>
    public double Score => Math.Min(0.99, Math.Round(1 / (1 + Math.Pow(2, -Bits)), 2));

    /// <summary>The reasons as one clause.</summary>
    public string Why => string.Join(", ", Reasons);

    /// <summary>Score and reasons, for a sentence.</summary>
    public string Shown => string.Create(CultureInfo.InvariantCulture, $"{Score:0.00}: {Why}");

    private static long Of(double bits) => (long)Math.Round(bits * 100);
}
