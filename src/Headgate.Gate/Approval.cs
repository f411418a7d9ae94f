namespace Headgate.Gate;

/// <summary>Why a call waits for a person, as a guard says it.</summary>
/// <param name="Guard">The guard.</param>
/// <param name="Code">A stable code <c>guard.reason</c>.</param>
/// <param name="Why">One sentence for the person who decides.</param>
public sealed record Hold(string Guard, string Code, string Why);

/// <summary>
/// A person's word on one held call: good for the plan with that hash, once. It comes from the store with the call that was held, never from an argument.
/// </summary>
/// <param name="Id">The approval, <c>apr_…</c>.</param>
/// <param name="By">The person, <c>usr_…</c>.</param>
/// <param name="PlanHash">The plan that the person saw.</param>
/// <param name="At">When the person decided.</param>
public sealed record Approval(string Id, string By, string PlanHash, DateTimeOffset At)
{
    /// <summary>The codes of the reasons that the person saw; nothing when they are not known.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>Whether the person has changed the call; then nobody has seen yet what it would do.</summary>
    public bool IsEdited { get; init; }

    /// <summary>How often the call came with it before and found that a limit had no room.</summary>
    public int Waited { get; init; }

    /// <summary>Whether it has waited for room for longer than a held call waits for a person.</summary>
    public bool IsLate { get; init; }
}

/// <summary>What an agent was told the last times that a person said no to such a call.</summary>
/// <param name="Reason">The person's words.</param>
/// <param name="At">When.</param>
public sealed record Rejection(string Reason, DateTimeOffset At);
