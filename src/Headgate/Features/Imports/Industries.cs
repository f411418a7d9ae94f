using Headgate.Gate;

namespace Headgate.Features.Imports;

/// <summary>Common names of industries: a value that is nearly one of them is probably misspelt. It is kept as it came and reported.</summary>
internal static class Industries
{
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "accounting",
        "advertising",
        "aerospace",
        "agriculture",
        "airlines",
        "apparel",
        "architecture",
        "automotive",
        "banking",
        "biotechnology",
        "chemicals",
        "communications",
        "computer hardware",
        "computer software",
        "construction",
        "consulting",
        "consumer goods",
        "cosmetics",
        "defense",
        "design",
        "education",
        "electronics",
        "employment",
        "energy",
        "engineering",
        "entertainment",
        "environmental",
        "fashion",
        "finance",
        "financial services",
        "fitness",
        "food",
        "food and beverage",
        "government",
        "hardware",
        "health",
        "healthcare",
        "hospitality",
        "human resources",
        "information technology",
        "insurance",
        "internet",
        "investment",
        "legal",
        "leisure",
        "logistics",
        "machinery",
        "manufacturing",
        "marketing",
        "media",
        "medical",
        "mining",
        "nonprofit",
        "oil and gas",
        "pharmaceuticals",
        "professional services",
        "publishing",
        "real estate",
        "recreation",
        "recruiting",
        "renewables",
        "research",
        "restaurants",
        "retail",
        "security",
        "services",
        "shipping",
        "software",
        "sports",
        "staffing",
        "technology",
        "telecom",
        "telecommunications",
        "textiles",
        "tourism",
        "transportation",
        "travel",
        "utilities",
        "venture capital",
        "wholesale",
    };

    /// <summary>What a value was probably meant to be; nothing when it is a usual name or like none.</summary>
    public static string? Meant(string given) =>
        given.Length < 6 || Common.Contains(given) ? null
        : Text.Nearest(given, Common.Where(c => Math.Abs(c.Length - given.Length) <= 2), 1) is [var near]
        && near[0] == char.ToLowerInvariant(given[0])
            ? near
        : null;
}
