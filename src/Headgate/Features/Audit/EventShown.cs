namespace Headgate.Features.Audit;

/// <summary>An audit event as lists show it: who did what, for whom, and how it ended.</summary>
public sealed record EventShown
{
    public required string Id { get; init; }
    public required string At { get; init; }
    public required string Action { get; init; }
    public string? Agent { get; init; }
    public string? AgentName { get; init; }
    public required string Person { get; init; }
    public string? PersonName { get; init; }
    public string? Run { get; init; }
    public required string Ended { get; init; }
    public string? Code { get; init; }
    public required string Door { get; init; }

    /// <summary>Every guard's word and why, where one run or event is shown.</summary>
    public IReadOnlyList<GuardShown>? Guards { get; init; }

    /// <summary>From a stored row, with the names of that time.</summary>
    public static EventShown Of(EventRow row) =>
        new()
        {
            Id = row.Id,
            At = Show.Time(row.At),
            Action = row.Action,
            Agent = row.Actor == row.Person ? null : row.Actor,
            AgentName = row.Said("agent_name"),
            Person = row.Person,
            PersonName = row.Said("person_name"),
            Run = row.Run,
            Ended = row.Ended,
            Code = row.Code,
            Door = row.Door,
        };
}
