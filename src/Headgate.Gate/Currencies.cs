namespace Headgate.Gate;

/// <summary>How many decimals currencies have (ISO 4217): two, but for these.</summary>
public static class Currencies
{
    /// <summary>Currencies without decimals.</summary>
    public static readonly IReadOnlySet<string> WithoutMinor = Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");

    /// <summary>Currencies with three decimals.</summary>
    public static readonly IReadOnlySet<string> WithThree = Set("BHD IQD JOD KWD LYD OMR TND");

    /// <summary>How many minor units one major unit has.</summary>
    public static long Scale(string? currency) =>
        currency is null ? 100
        : WithoutMinor.Contains(currency) ? 1
        : WithThree.Contains(currency) ? 1000
        : 100;

    private static HashSet<string> Set(string codes) => new(codes.Split(' '), StringComparer.Ordinal);
}
