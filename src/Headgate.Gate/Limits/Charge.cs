namespace Headgate.Gate.Limits;

/// <summary>What one call takes of one limit.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="Counter">The counter: the limit and whose it is.</param>
/// <param name="Most">The most there may be in the window.</param>
/// <param name="Amount">What the call takes.</param>
/// <param name="OfOrganisation">Whether it is the ceiling over all agents.</param>
public sealed record Charge(Limit Limit, string Counter, long Most, long Amount, bool OfOrganisation = false)
{
    /// <summary>The name that the caller is told.</summary>
    public string Name => OfOrganisation ? "org_" + Limit.Name : Limit.Name;

    /// <summary>Whether there is no room for it.</summary>
    public bool Exceeds(Level level) => Amount > Most - level.Used;
}
