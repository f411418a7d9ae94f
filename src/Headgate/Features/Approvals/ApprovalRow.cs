using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>A held call as the store keeps it.</summary>
public sealed class ApprovalRow
{
    /// <summary>The columns of every read of approvals; conditions follow.</summary>
    public const string Select =
        "SELECT p.*, g.name AS agent_name, u.name AS person_name, d.name AS decider_name, e.name AS escalated_name FROM approvals p "
        + "LEFT JOIN agents g ON g.tenant = p.tenant AND g.id = p.agent_id "
        + "LEFT JOIN users u ON u.tenant = p.tenant AND u.id = p.person_id "
        + "LEFT JOIN users e ON e.tenant = p.tenant AND e.id = p.escalated_to "
        + "LEFT JOIN users d ON d.tenant = p.tenant AND d.id = p.decided_by "
        + "WHERE p.tenant = @tenant";

    public long Seq { get; init; }
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Status { get; init; } = "";
    public string Action { get; init; } = "";
    public string Actor { get; init; } = "";
    public string? AgentId { get; init; }
    public string? AgentName { get; init; }
    public string PersonId { get; init; } = "";
    public string? PersonName { get; init; }
    public string? Run { get; init; }
    public string Reasons { get; init; } = "[]";
    public string PlanHash { get; init; } = "";
    public string Subject { get; init; } = "";
    public string? Follows { get; init; }
    public byte[] Sealed { get; init; } = [];
    public string EventId { get; init; } = "";
    public long ExpiresAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? DeciderName { get; init; }
    public long? DecidedAt { get; init; }
    public string? Decision { get; init; }
    public string? Outcome { get; init; }
    public string? OutcomeEvent { get; init; }
    public long? RunsAt { get; init; }
    public long? EscalatedAt { get; init; }
    public string? EscalatedTo { get; init; }
    public string? EscalatedName { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>Why it waits.</summary>
    public IReadOnlyList<Hold> Holds => JsonSerializer.Deserialize<List<Hold>>(Reasons) ?? [];

    /// <summary>How it stands at an instant: what nobody decided in time has expired, whether or not anybody has written that down.</summary>
    public string StatusAt(DateTimeOffset now) => Status == "pending" && ExpiresAt <= now.ToUnixTimeMilliseconds() ? "expired" : Status;

    /// <summary>The held call that an argument names: an agent sees its own, a person all.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<ApprovalRow> Need(Reader reader, string field, string id) =>
        await reader.First<ApprovalRow>($"{Select} AND p.id = @id{Seen(reader)}", ("id", id), ("actor", reader.By.Actor))
        ?? throw new RefusedException(Refusal.NotFound(field, id));

    /// <summary>Whether it is approved and no limit had room for it yet.</summary>
    public bool WaitsForRoom => Status == "approved" && RunsAt is not null;

    /// <summary>The held call that a person is to decide, or to take the word back that is not acted on yet.</summary>
    /// <exception cref="RefusedException">There is none, it is decided, or it has expired.</exception>
    public static async ValueTask<ApprovalRow> NeedPending(Reader reader, string field, string id, bool orWaiting = false)
    {
        var row = await Need(reader, field, id);
        return row.StatusAt(reader.Now) switch
        {
            "pending" => row,
            "approved" when orWaiting && row.WaitsForRoom => row,
            "expired" => throw new RefusedException(
                new("approval.expired", $"{id} expired on {Show.Time(row.ExpiresAt)}.", "Ask the agent to call again.") { Record = id }
            ),
            var status => throw new RefusedException(
                new("approval.decided", $"{id} is {status} already.", "Look at it; a decision is taken once.") { Record = id }
            ),
        };
    }

    /// <summary>The condition that keeps an agent to its own.</summary>
    internal static string Seen(Reader reader) => reader.By.IsPerson ? "" : " AND p.actor = @actor";

    /// <summary>What was sealed with it; nothing when its key is gone.</summary>
    internal ValueTask<HeldCall?> Unsealed(Reader reader) => reader.Held(Subject, Sealed);
}
