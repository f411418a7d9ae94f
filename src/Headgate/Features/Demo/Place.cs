namespace Headgate.Features.Demo;

/// <summary>Where firms are.</summary>
internal sealed record Place(string City, string Region, string Country, string PostalCode, string Zone)
{
    private const string Eastern = "America/New_York";
    private const string Central = "America/Chicago";

    public static readonly IReadOnlyList<Place> America =
    [
        new("New York", "NY", "United States", "10018", Eastern),
        new("Buffalo", "NY", "United States", "14203", Eastern),
        new("Boston", "MA", "United States", "02118", Eastern),
        new("Worcester", "MA", "United States", "01608", Eastern),
        new("Newark", "NJ", "United States", "07105", Eastern),
        new("Philadelphia", "PA", "United States", "19125", Eastern),
        new("Pittsburgh", "PA", "United States", "15222", Eastern),
        new("Hartford", "CT", "United States", "06106", Eastern),
        new("Columbus", "OH", "United States", "43215", Eastern),
        new("Chicago", "IL", "United States", "60647", Central),
        new("Milwaukee", "WI", "United States", "53204", Central),
        new("Minneapolis", "MN", "United States", "55413", Central),
        new("St. Louis", "MO", "United States", "63104", Central),
        new("Austin", "TX", "United States", "78702", Central),
        new("Sacramento", "CA", "United States", "95811", "America/Los_Angeles"),
    ];

    public static readonly IReadOnlyList<Place> Europe =
    [
        new("London", "England", "United Kingdom", "E2 8AA", "Europe/London"),
        new("Manchester", "England", "United Kingdom", "M4 1HN", "Europe/London"),
        new("Edinburgh", "Scotland", "United Kingdom", "EH6 6QW", "Europe/London"),
        new("Berlin", "Berlin", "Germany", "10999", "Europe/Berlin"),
        new("München", "Bayern", "Germany", "80469", "Europe/Berlin"),
        new("Lyon", "Auvergne-Rhône-Alpes", "France", "69003", "Europe/Paris"),
        new("Kraków", "Małopolskie", "Poland", "31-062", "Europe/Warsaw"),
    ];

    public static readonly string[] Streets =
    [
        "Canal Street",
        "Foundry Lane",
        "Mill Road",
        "Harbor Avenue",
        "Orchard Street",
        "Depot Row",
        "Market Square",
    ];
}
