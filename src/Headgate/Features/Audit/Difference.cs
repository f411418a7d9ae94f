using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Audit;

/// <summary>Where a decision that was judged again is not what was recorded of it.</summary>
[Class(DataClass.Internal)]
public sealed record Difference
{
    public required string Event { get; init; }
    public required string At { get; init; }
    public required string Action { get; init; }

    /// <summary>The guard; <c>facts</c> or <c>ended</c> where it is no single one's.</summary>
    public required string Guard { get; init; }

    /// <summary><c>another_word</c>, <c>facts_altered</c>, <c>facts_missing</c>, <c>rule_missing</c>, <c>rule_altered</c> or <c>sight_altered</c>.</summary>
    public required string What { get; init; }
    public string? Recorded { get; init; }
    public string? Replayed { get; init; }
}
