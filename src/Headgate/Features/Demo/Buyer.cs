namespace Headgate.Features.Demo;

/// <summary>A contact.</summary>
internal sealed class Buyer
{
    public required string Id { get; init; }
    public required string First { get; init; }
    public required string Family { get; init; }
    public required string Email { get; init; }
    public required string Title { get; init; }
    public required Place Place { get; init; }
    public required long Created { get; init; }

    /// <summary>Where they work; a lead has only the name of it.</summary>
    public Firm? Firm { get; init; }
    public string? Company { get; init; }
    public Colleague? Owner { get; init; }
    public string Lifecycle { get; set; } = "contact";
    public string Status { get; set; } = "working";
    public required string Source { get; init; }
    public string Provenance { get; init; } = "person";
    public string? Description { get; init; }
    public long? Score { get; init; }
    public long? Last { get; private set; }

    public string Name => $"{First} {Family}";

    public void Touch(long at) => Last = Math.Max(Last ?? 0, at);
}
