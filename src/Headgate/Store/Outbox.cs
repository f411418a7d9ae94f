using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Intents to send: in the commit of the plan that holds them, claimed one by one by the dispatcher, held while a switch is off.</summary>
internal static class Outbox
{
    /// <summary>How long a claim stands without an outcome until it counts as in doubt.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromMinutes(10);

    private const string Held =
        "UPDATE outbox SET status = 'held', version = version + 1, updated_at = @now WHERE tenant = @tenant AND status = 'queued'";

    private const string Returning = " RETURNING COALESCE(message_id, '')";

    /// <summary>Off holds what is queued; on releases nothing, a person does.</summary>
    public static async ValueTask HoldWhenTurnedOff(Session session, Passage passage)
    {
        List<string> held = [];
        foreach (var (change, turned) in Switches.TurnedBy(passage.Decision!.Plan))
            if (turned.To is "off" && !(change.Kind.Name == "organisation" && turned.From is null))
                held.AddRange(
                    change.Kind.Name == "organisation" ? await HoldAll(session, passage) : await HoldOf(session, passage, change.Id)
                );
        await MarkHeld(session, passage.Call.By.Tenant, held, passage.Call.At);
    }

    public static async ValueTask Queue(Session session, Passage passage, Message message) =>
        await session.Execute(
            """
            INSERT INTO outbox (id, tenant, version, event_id, kind, channel, contact_id, conversation_id, message_id, recipient, domain, subject, body, documents, status, send_before, agent_id, run, created_at, updated_at)
            VALUES (@id, @tenant, 1, @event, 'message', @channel, @contact, @conversation, @message, @to, @domain, @subject, @body, @documents, 'queued', @before, @agent, @run, @now, @now)
            """,
            ("id", message.Id),
            ("tenant", passage.Call.By.Tenant),
            ("event", passage.Event!.Id),
            ("channel", message.Channel),
            ("contact", message.Contact),
            ("conversation", message.Conversation),
            ("message", message.Record),
            ("to", message.To),
            ("domain", EmailForm.DomainOf(message.To)),
            ("subject", message.Subject),
            ("body", message.Body),
            ("documents", JsonSerializer.Serialize(message.Documents.Select(d => d.Id))),
            ("before", message.SendBefore + (passage.Call.Approval is { } approval ? approval.At - passage.Call.At : default)),
            ("agent", passage.Call.By.Agent),
            ("run", passage.Call.Run),
            ("now", passage.Call.At)
        );

    /// <summary>What waits to be sent, the oldest first.</summary>
    public static async ValueTask<List<OutboxRow>> Waiting(Session session, string tenant, int most) =>
        await session.Query<OutboxRow>(
            $"""
            SELECT o.id, o.channel, o.recipient, o.subject, o.body, o.documents, o.agent_id, o.run, e.person, g.providers
            FROM outbox o JOIN organisations g ON g.tenant = o.tenant AND g.id = o.tenant LEFT JOIN audit_events e ON e.tenant = o.tenant AND e.id = o.event_id
            WHERE o.tenant = @tenant AND o.status = 'queued' ORDER BY o.created_at, o.id LIMIT {most}
            """,
            ("tenant", tenant)
        );

    /// <summary>
    /// Claims a message for this one attempt: durable before anybody outside is asked, so that a crash leaves a doubt and never a second sending. While a
    /// switch is off it is held instead; past its time it is not sent at all.
    /// </summary>
    /// <returns>Whether it may be sent now.</returns>
    public static async ValueTask<bool> Claim(Database database, string tenant, OutboxRow row, DateTimeOffset now)
    {
        var mine = false;
        await database.Write(
            tenant,
            async session =>
            {
                // Work may be done twice, and a switch may go off in between.
                mine = false;
                var off = await SwitchBoard.FirstOff(session, tenant, Switches.For(row.AgentId, row.Run, row.Channel));
                if (off is not null)
                {
                    var held = await session.Query<string>(
                        Held + " AND id = @id" + Returning,
                        ("now", now),
                        ("tenant", tenant),
                        ("id", row.Id)
                    );
                    await MarkHeld(session, tenant, held, now);
                    return new(Applied.Done);
                }
                await session.Execute(
                    """
                    UPDATE outbox SET status = 'expired', version = version + 1, updated_at = @now
                    WHERE tenant = @tenant AND id = @id AND status = 'queued' AND send_before <= @now
                    """,
                    ("now", now),
                    ("tenant", tenant),
                    ("id", row.Id)
                );
                mine =
                    await session.Execute(
                        "UPDATE outbox SET status = 'sending', version = version + 1, updated_at = @now WHERE tenant = @tenant AND id = @id AND status = 'queued'",
                        ("now", now),
                        ("tenant", tenant),
                        ("id", row.Id)
                    ) == 1;
                return new(Applied.Done);
            }
        );
        return mine;
    }

    /// <summary>Claims without an outcome, of a process that died: nobody knows whether they went out, and a person decides.</summary>
    public static async ValueTask Doubts(Database database, string tenant, DateTimeOffset now) =>
        await database.Write(
            tenant,
            async session =>
            {
                await session.Execute(
                    """
                    UPDATE outbox SET status = 'in_doubt', version = version + 1, updated_at = @now, outcome_at = @now, detail = 'no outcome was recorded'
                    WHERE tenant = @tenant AND status = 'sending' AND updated_at <= @before
                    """,
                    ("now", now),
                    ("tenant", tenant),
                    ("before", now - Doubt)
                );
                return new(Applied.Done);
            }
        );

    private static async ValueTask<List<string>> HoldAll(Session session, Passage passage) =>
        await session.Query<string>(Held + Returning, ("now", passage.Call.At), ("tenant", passage.Call.By.Tenant));

    private static async ValueTask<List<string>> HoldOf(Session session, Passage passage, string id) =>
        await session.Query<string>(
            Held
                + " AND EXISTS (SELECT 1 FROM switches w WHERE w.tenant = @tenant AND w.id = @id AND w.name IN ('channel:' || outbox.channel, 'agent:' || outbox.agent_id, 'run:' || outbox.run))"
                + Returning,
            ("now", passage.Call.At),
            ("tenant", passage.Call.By.Tenant),
            ("id", id)
        );

    // The thread tells it too.
    private static async ValueTask MarkHeld(Session session, string tenant, List<string> messages, DateTimeOffset now)
    {
        if (messages.Count > 0)
            await session.Execute(
                $"UPDATE messages SET status = 'held', version = version + 1, updated_at = @now WHERE tenant = @tenant AND status = 'queued' AND {session.Dialect.In("id", "@messages")}",
                ("now", now),
                ("tenant", tenant),
                ("messages", messages)
            );
    }
}

/// <summary>A message that waits to be sent.</summary>
internal sealed class OutboxRow
{
    public string Id { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string? Subject { get; init; }
    public string Body { get; init; } = "";
    public string? Documents { get; init; }
    public string? AgentId { get; init; }
    public string? Run { get; init; }
    public string? Person { get; init; }
    public string? Providers { get; init; }
}
