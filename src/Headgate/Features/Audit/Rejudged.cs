namespace Headgate.Features.Audit;

/// <summary>What came of judging one recorded decision again.</summary>
/// <param name="Differences">Where it is another one; none when it is the same.</param>
internal sealed record Rejudged(IReadOnlyList<Difference> Differences)
{
    /// <summary>Whether nothing was recorded that it could be judged by.</summary>
    public bool IsUnrecorded { get; init; }

    /// <summary>Whether somebody in it was erased, so that policies, or all guards, cannot be asked again.</summary>
    public bool IsErased { get; init; }

    /// <summary>Whether policies were taken by what they said, since what they saw is kept of writes and sends alone, and once.</summary>
    public bool IsOnRulings { get; init; }
}
