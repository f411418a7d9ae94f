using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Intents to send, in the commit of the plan that holds them.</summary>
internal static class Outbox
{
    /// <summary>Off holds what is queued; on releases nothing, a person does.</summary>
    public static async ValueTask HoldWhenTurnedOff(Session session, Passage passage)
    {
        if (!passage.Decision!.Plan.ChangesOf("organisation", "outbound").Any(c => c.Field is { From: not null, To: "off" }))
            return;
        await session.Execute(
            "UPDATE outbox SET status = 'held', updated_at = @now WHERE tenant = @tenant AND status = 'queued'",
            ("now", passage.Call.At),
            ("tenant", passage.Call.By.Tenant)
        );
    }

    public static async ValueTask Queue(Session session, Passage passage, Message message) =>
        await session.Execute(
            """
            INSERT INTO outbox (id, tenant, event_id, kind, channel, contact_id, conversation_id, recipient, domain, subject, body, documents, status, send_before, created_at, updated_at)
            VALUES (@id, @tenant, @event, 'message', @channel, @contact, @conversation, @to, @domain, @subject, @body, @documents, 'queued', @before, @now, @now)
            """,
            ("id", message.Id),
            ("tenant", passage.Call.By.Tenant),
            ("event", passage.Event!.Id),
            ("channel", message.Channel),
            ("contact", message.Contact),
            ("conversation", message.Conversation),
            ("to", message.To),
            ("domain", EmailForm.DomainOf(message.To)),
            ("subject", message.Subject),
            ("body", message.Body),
            ("documents", JsonSerializer.Serialize(message.Documents.Select(d => d.Id))),
            ("before", message.SendBefore + (passage.Call.Approval is { } approval ? approval.At - passage.Call.At : default)),
            ("now", passage.Call.At)
        );
}
