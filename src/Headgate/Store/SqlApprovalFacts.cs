using Headgate.Gate;

namespace Headgate.Store;

/// <summary>What the approval guard needs to know, from the database.</summary>
public sealed class SqlApprovalFacts(Database database) : ApprovalFacts
{
    private static readonly TimeSpan RejectionsCount = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public override async ValueTask<bool> HasWrittenTo(string tenant, string channel, string to, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        return await view.Session.Scalar(
            "SELECT 1 FROM outbox WHERE tenant = @tenant AND channel = @channel AND domain = @domain AND status = 'sent' LIMIT 1",
            ("tenant", tenant),
            ("channel", channel),
            ("domain", EmailForm.DomainOf(to))
        )
            is not null;
    }

    /// <inheritdoc/>
    public override async ValueTask<string?> Standing(
        Principal by,
        string action,
        string code,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (by.Agent is null)
            return null;
        await using var view = await database.Read(by.Tenant, cancel);
        return (string?)
            await view.Session.Scalar(
                "SELECT id FROM standing_approvals WHERE tenant = @tenant AND agent_id = @agent AND action = @action AND code = @code AND until > @now",
                ("tenant", by.Tenant),
                ("agent", by.Agent),
                ("action", action),
                ("code", code),
                ("now", now)
            );
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> IsPending(string tenant, string approval, DateTimeOffset now, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        return await view.Session.Scalar(
            "SELECT 1 FROM approvals WHERE tenant = @tenant AND id = @id AND (status = 'approved' OR status = 'pending' AND expires_at > @now)",
            ("tenant", tenant),
            ("id", approval),
            ("now", now)
        )
            is not null;
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Rejection>> Rejections(
        Principal by,
        string action,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await using var view = await database.Read(by.Tenant, cancel);
        var rows = await view.Session.Query<Rejected>(
            """
            SELECT decision, decided_at FROM approvals
            WHERE tenant = @tenant AND actor = @actor AND action = @action AND status = 'rejected' AND decided_at > @since ORDER BY seq DESC LIMIT 3
            """,
            ("tenant", by.Tenant),
            ("actor", by.Actor),
            ("action", action),
            ("since", now - RejectionsCount)
        );
        return [.. rows.Select(r => new Rejection(r.Decision, DateTimeOffset.FromUnixTimeMilliseconds(r.DecidedAt)))];
    }

    private sealed class Rejected
    {
        public string Decision { get; init; } = "";
        public long DecidedAt { get; init; }
    }
}
