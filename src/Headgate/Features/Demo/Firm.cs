namespace Headgate.Features.Demo;

/// <summary>An account.</summary>
internal sealed class Firm
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required Trade Trade { get; init; }
    public required Place Place { get; init; }
    public required Colleague Owner { get; init; }
    public required int Employees { get; init; }
    public required int Founded { get; init; }
    public required long Created { get; init; }
    public string? Parent { get; set; }
    public string Status { get; set; } = "prospect";
    public long? Last { get; private set; }
    public List<Buyer> People { get; } = [];

    public bool IsMerchant => Trade.Merchant && Place.Country == "United States";
    public string Domain => Names.Plain(Name) + ".example";

    /// <summary>Monthly takings in cents.</summary>
    public long Takings => Employees * (long)Trade.Turnover * 100;

    public void Touch(long at) => Last = Math.Max(Last ?? 0, at);
}
