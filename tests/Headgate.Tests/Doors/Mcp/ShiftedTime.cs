namespace Headgate.Tests.Doors.Mcp;

/// <summary>The real clock, moved: what a token's end is compared with can be reached without waiting.</summary>
public sealed class ShiftedTime : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
