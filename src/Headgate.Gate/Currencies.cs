namespace Headgate.Gate;

/// <summary>How many decimals currencies have (ISO 4217); two, but for these.</summary>
public static class Currencies
{
    /// <summary>Those without decimals.</summary>
    public static readonly IReadOnlySet<string> WithoutMinor = new HashSet<string>(StringComparer.Ordinal)
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

    /// <summary>Those with three.</summary>
    public static readonly IReadOnlySet<string> WithThree = new HashSet<string>(StringComparer.Ordinal)
    {
        "BHD",
        "IQD",
        "JOD",
        "KWD",
        "LYD",
        "OMR",
        "TND",
    };

    /// <summary>How many minor units one major unit has.</summary>
    public static decimal Scale(string? currency) =>
        currency is null ? 100m
        : WithoutMinor.Contains(currency) ? 1m
        : WithThree.Contains(currency) ? 1000m
        : 100m;
}
