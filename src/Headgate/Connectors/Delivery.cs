namespace Headgate.Connectors;

/// <summary>What a provider said.</summary>
/// <param name="IsTaken">Whether it took the message.</param>
/// <param name="Detail">Its own words, shortened; an id, or why not.</param>
public sealed record Delivery(bool IsTaken, string? Detail = null);
