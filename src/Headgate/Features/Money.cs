using Headgate.Gate;

namespace Headgate.Features;

/// <summary>Money: whole minor units beside an ISO 4217 currency. Amounts in calls are in major units, exact decimals.</summary>
internal static class Money
{
    private static readonly HashSet<string> WithoutMinor = new(StringComparer.Ordinal)
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    };

    private static readonly HashSet<string> WithThree = new(StringComparer.Ordinal) { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };

    /// <summary>How many minor units one major unit has.</summary>
    public static decimal Scale(string? currency) =>
        currency is null ? 100m
        : WithoutMinor.Contains(currency) ? 1m
        : WithThree.Contains(currency) ? 1000m
        : 100m;

    /// <summary>An amount in minor units.</summary>
    /// <exception cref="RefusedException">The currency has fewer decimals than the amount.</exception>
    public static long? Minor(string field, decimal? amount, string currency)
    {
        if (amount is not { } known)
            return null;
        var minor = known * Scale(currency);
        if (minor != decimal.Truncate(minor) || Math.Abs(minor) > 9_000_000_000_000_000m)
            throw new RefusedException(Refusal.Input(field, $"an amount that {currency} can hold", known.ToString()));
        return (long)minor;
    }

    /// <summary>Whether a text has the form of a currency code.</summary>
    public static bool IsCode(string currency) => currency.Length == 3 && currency.All(char.IsAsciiLetterUpper);
}
