using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Unique keys, taken in the commit of the record that takes them.</summary>
internal static class Claims
{
    /// <summary>Takes or gives up a key.</summary>
    /// <returns>The other record that holds it, or nothing.</returns>
    /// <param name="session">The commit.</param>
    /// <param name="tenant">The organisation.</param>
    /// <param name="claim">The key.</param>
    /// <param name="now">When, since a held call keeps its keys only until it expires.</param>
    /// <param name="approval">The held call that is passed again, whose keys become its record's.</param>
    public static async ValueTask<string?> Take(Session session, string tenant, Claim claim, DateTimeOffset now, string? approval)
    {
        if (claim.GivenUp)
        {
            await session.Execute(
                "DELETE FROM claims WHERE tenant = @tenant AND kind = @kind AND value = @value AND record_id = @record",
                ("tenant", tenant),
                ("kind", claim.Kind),
                ("value", claim.Value),
                ("record", claim.Record)
            );
            return null;
        }
        string? holder = null;
        // On PostgreSQL the holder can give the key up between the two statements: then it is taken after all.
        while (holder is null)
        {
            var taken = await session.Execute(
                "INSERT INTO claims (tenant, kind, value, record_id) VALUES (@tenant, @kind, @value, @record) ON CONFLICT DO NOTHING",
                ("tenant", tenant),
                ("kind", claim.Kind),
                ("value", claim.Value),
                ("record", claim.Record)
            );
            if (taken == 1)
                return null;
            holder = (string?)
                await session.Scalar(
                    "SELECT record_id FROM claims WHERE tenant = @tenant AND kind = @kind AND value = @value",
                    ("tenant", tenant),
                    ("kind", claim.Kind),
                    ("value", claim.Value)
                );
        }
        if (holder == claim.Record)
            return null;
        return Ids.Is(holder, "apr") && await TakeOver(session, tenant, claim, holder, now, approval) ? null : holder;
    }

    // From a held call: by the call itself when it is passed again, and by anybody when nobody decided in time.
    private static async ValueTask<bool> TakeOver(
        Session session,
        string tenant,
        Claim claim,
        string holder,
        DateTimeOffset now,
        string? approval
    ) =>
        await session.Execute(
            """
            UPDATE claims SET record_id = @record WHERE tenant = @tenant AND kind = @kind AND value = @value AND record_id = @holder
              AND (@holder = @approval OR EXISTS (SELECT 1 FROM approvals a
                WHERE a.tenant = @tenant AND a.id = @holder AND a.status = 'pending' AND a.expires_at <= @now))
            """,
            ("record", claim.Record),
            ("tenant", tenant),
            ("kind", claim.Kind),
            ("value", claim.Value),
            ("holder", holder),
            ("approval", approval ?? ""),
            ("now", now)
        ) == 1;
}
