using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>A message on its way out, as the store keeps it.</summary>
internal sealed class OutgoingRow
{
    private const string Select =
        "SELECT o.id, o.version, o.channel, o.contact_id, c.name AS contact_name, o.recipient, o.subject, o.status, o.detail, o.agent_id, g.name AS agent_name, "
        + "o.run, o.message_id, m.version AS message_version, m.status AS message_status, m.updated_at AS message_updated_at, o.send_before, o.outcome_at, o.created_at, o.updated_at "
        + "FROM outbox o LEFT JOIN contacts c ON c.tenant = o.tenant AND c.id = o.contact_id LEFT JOIN agents g ON g.tenant = o.tenant AND g.id = o.agent_id "
        + "LEFT JOIN messages m ON m.tenant = o.tenant AND m.id = o.message_id WHERE o.tenant = @tenant ";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Channel { get; init; } = "";
    public string? ContactId { get; init; }
    public string? ContactName { get; init; }
    public string Recipient { get; init; } = "";
    public string? Subject { get; init; }
    public string Status { get; init; } = "";
    public string? Detail { get; init; }
    public string? AgentId { get; init; }
    public string? AgentName { get; init; }
    public string? Run { get; init; }
    public string? MessageId { get; init; }
    public long? MessageVersion { get; init; }
    public string? MessageStatus { get; init; }
    public long? MessageUpdatedAt { get; init; }
    public long SendBefore { get; init; }
    public long? OutcomeAt { get; init; }
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>What was not sent and waits for a person, the oldest first.</summary>
    public static ValueTask<List<OutgoingRow>> Held(Reader reader, int limit) =>
        reader.All<OutgoingRow>($"{Select}AND o.status IN ('held', 'in_doubt') ORDER BY o.created_at, o.id LIMIT {limit}");

    /// <summary>The messages of these ids.</summary>
    /// <exception cref="RefusedException">One is not there.</exception>
    public static async ValueTask<IReadOnlyList<OutgoingRow>> Need(Reader reader, string field, IReadOnlyList<string> ids)
    {
        var found = (await reader.All<OutgoingRow>($"{Select}AND {reader.Dialect.In("o.id", "@ids")}", ("ids", ids))).ToDictionary(r =>
            r.Id
        );
        return
        [
            .. ids.Distinct(StringComparer.Ordinal)
                .Select(id => found.GetValueOrDefault(id) ?? throw new RefusedException(Refusal.NotFound(field, id))),
        ];
    }

    /// <summary>Plans another status, in the thread as well.</summary>
    public void Move(Plan plan, Call call, string status, params IEnumerable<(string, object?, object?)> besides)
    {
        plan.Update(OutgoingMessage.Kind, Id, Version, [("status", Status, status), .. besides, Columns.Moved(UpdatedAt, call)]);
        if (MessageId is { } message && MessageVersion is { } version)
            plan.Update(
                Conversations.ConversationMessage.Kind,
                message,
                version,
                ("status", MessageStatus, status),
                Columns.Moved(MessageUpdatedAt ?? 0, call)
            );
    }

    /// <summary>As answers show it.</summary>
    public OutgoingShown Shown(string status) =>
        new()
        {
            Id = Id,
            Channel = Channel,
            Contact = Named.Of(ContactId, ContactName),
            To = Recipient,
            Subject = Subject,
            Status = status,
            Detail = Detail,
            Agent = Named.Of(AgentId, AgentName),
            Run = Run,
            Queued = Show.Time(CreatedAt),
        };
}
