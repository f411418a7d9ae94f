namespace Headgate.Features.Pipelines;

/// <summary>A stage and what stands on it, as far as the caller sees.</summary>
public sealed record StageShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary><c>open</c>, <c>won</c> or <c>lost</c>.</summary>
    public required string Kind { get; init; }
    public required long Probability { get; init; }
    public required long Count { get; init; }
    public required IReadOnlyList<Total> Totals { get; init; }

    /// <summary>Opportunities of one status and currency on a stage.</summary>
    public sealed record Total(string Status, long Count, decimal Amount, string? Currency);
}
