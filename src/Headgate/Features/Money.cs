using Headgate.Gate;

namespace Headgate.Features;

/// <summary>Money: whole minor units beside an ISO 4217 currency. Amounts in calls are in major units, exact decimals.</summary>
internal static class Money
{
    /// <summary>How many minor units one major unit has.</summary>
    public static decimal Scale(string? currency) => Currencies.Scale(currency);

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

    /// <summary>SQL of a column of minor units in thousandths of its own currency, so that amounts of several currencies meet one bound.</summary>
    public static string Thousandths(string minor, string currency) =>
        $"{minor} * (CASE WHEN {currency} IN ({Quoted(Currencies.WithoutMinor)}) THEN 1000 WHEN {currency} IN ({Quoted(Currencies.WithThree)}) THEN 1 ELSE 10 END)";

    /// <summary>The currency that an argument names.</summary>
    /// <exception cref="RefusedException">It has not the form of a code.</exception>
    public static string Currency(string field, string given) =>
        IsCode(given) ? given : throw new RefusedException(Refusal.Input(field, "a currency code such as USD", Text.Shown(given)));

    /// <summary>Whether a text has the form of a currency code.</summary>
    public static bool IsCode(string currency) => currency.Length == 3 && currency.All(char.IsAsciiLetterUpper);

    private static string Quoted(IEnumerable<string> codes) => string.Join(", ", codes.Order(StringComparer.Ordinal).Select(c => $"'{c}'"));
}
