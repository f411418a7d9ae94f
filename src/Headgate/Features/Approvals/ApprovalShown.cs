using Headgate.Gate;

namespace Headgate.Features.Approvals;

/// <summary>A held call as answers show it.</summary>
public sealed record ApprovalShown
{
    public required string Id { get; init; }
    public required string Status { get; init; }
    public required string Action { get; init; }
    public Named? Agent { get; init; }
    public Named? OnBehalfOf { get; init; }
    public required IReadOnlyList<Hold> Reasons { get; init; }
    public required string PlanHash { get; init; }
    public string? Run { get; init; }
    public required string Asked { get; init; }
    public required string Expires { get; init; }
    public Named? DecidedBy { get; init; }
    public string? DecidedAt { get; init; }
    public string? Decision { get; init; }

    /// <summary>What came of it: the code of a refusal, or the approval that took its place.</summary>
    public string? Outcome { get; init; }

    /// <summary>The audit event of what came of it.</summary>
    public string? OutcomeEvent { get; init; }
    public string? Follows { get; init; }

    /// <summary>From when it is done by itself: it is approved, and no limit had room for it yet.</summary>
    public string? RunsAt { get; init; }

    /// <summary>When the next person was asked, since nobody had decided.</summary>
    public string? EscalatedAt { get; init; }

    /// <summary>Who was: a person or a role.</summary>
    public Named? EscalatedTo { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row, as it stands at an instant.</summary>
    public static ApprovalShown Of(ApprovalRow row, DateTimeOffset now) =>
        new()
        {
            Id = row.Id,
            Status = row.StatusAt(now),
            Action = row.Action,
            Agent = Named.Of(row.AgentId, row.AgentName),
            OnBehalfOf = Named.Of(row.PersonId, row.PersonName),
            Reasons = row.Holds,
            PlanHash = row.PlanHash,
            Run = row.Run,
            Asked = Show.Time(row.CreatedAt),
            Expires = Show.Time(row.ExpiresAt),
            DecidedBy = Named.Of(row.DecidedBy, row.DeciderName),
            DecidedAt = Show.Time(row.DecidedAt),
            Decision = row.Decision,
            Outcome = row.Outcome,
            OutcomeEvent = row.OutcomeEvent,
            Follows = row.Follows,
            RunsAt = row.WaitsForRoom ? Show.Time(row.RunsAt) : null,
            EscalatedAt = Show.Time(row.EscalatedAt),
            EscalatedTo = Named.Of(row.EscalatedTo, row.EscalatedName ?? row.EscalatedTo),
            Version = row.Version,
        };
}
