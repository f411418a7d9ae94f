namespace Headgate.Features.Readiness;

/// <summary>What a check found.</summary>
/// <param name="Findings">The findings.</param>
/// <param name="IsSample">Whether only a part was looked at, so that nothing found says little.</param>
internal sealed record Seen(IReadOnlyList<Finding> Findings, bool IsSample = false);
