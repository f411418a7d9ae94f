namespace Headgate.Gate;

/// <summary>What an action decided: the answer, the plan, and the records that the answer shows.</summary>
/// <param name="Answer">A record of the action's output type.</param>
/// <param name="Plan">What would be done; empty for a read.</param>
public sealed record Decision(object Answer, Plan Plan)
{
    /// <summary>Ids and versions of the records that the answer shows or changes, for the audit.</summary>
    public IReadOnlyList<RecordRef> Records { get; init; } = [];
}

/// <summary>A record at a version. A version of 0 says that the answer shows no more than its existence.</summary>
public readonly record struct RecordRef(string Id, long Version);
