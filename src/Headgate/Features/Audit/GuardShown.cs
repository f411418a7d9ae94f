using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Audit;

/// <summary>What one guard said of a call, and why, in plain words.</summary>
[Class(DataClass.Internal)]
public sealed record GuardShown
{
    public required string Guard { get; init; }

    [Says("pass, or what it said instead")]
    public required string Said { get; init; }
    public string? Because { get; init; }
}
