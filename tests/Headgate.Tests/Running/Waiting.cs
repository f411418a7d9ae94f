using Headgate.Gate;

namespace Headgate.Tests.Running;

/// <summary>A call of the organisation's agent that waits for a person.</summary>
internal static class Waiting
{
    /// <summary>A lead that waits; its approval.</summary>
    public static async Task<string> Lead(Books books, Pool pool)
    {
        await books.Ask(pool.Admin, "approvals.configure", new { leads = true });
        var held = await books.Ask(
            pool.Agent,
            "contacts.create",
            new
            {
                name = $"{pool.Word} Waiting",
                email = $"waiting@{pool.Word}.example",
                lifecycle = "lead",
            }
        );
        await books.Ask(pool.Admin, "approvals.configure", new { leads = false });
        return Seed.IdIn(held, "apr");
    }

    /// <summary>A message that a connector is just asked to send.</summary>
    public static Task Message(Books books, Pool pool) =>
        books.Execute(
            pool.Admin.Tenant,
            """
            INSERT INTO outbox (id, tenant, version, event_id, kind, channel, contact_id, recipient, subject, body, status, send_before, created_at, updated_at)
            VALUES (@id, @tenant, 1, 'evt_none', 'message', 'email', @contact, 'carla@example.com', @word, @word, 'sending', @now, @now, @now)
            """,
            ("id", pool.Add(Ids.Fresh("out", books.Time.GetUtcNow()))),
            ("contact", pool.One("con")),
            ("word", pool.Word),
            ("now", books.Time.GetUtcNow())
        );
}
