using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Unique keys, taken in the commit of the records that take them.</summary>
internal static class Claims
{
    private static readonly Bulk Taken = Bulk.Insert(
        "claims",
        "ON CONFLICT DO NOTHING",
        ("kind", Holds.Text),
        ("value", Holds.Text),
        ("record_id", Holds.Text)
    );

    private static readonly Bulk GivenUp = new(
        "DELETE FROM claims WHERE tenant = @tenant AND kind = @kind AND value = @value AND record_id = @record",
        """
        DELETE FROM claims USING unnest(@kind, @value, @record) AS r(kind, value, record)
        WHERE claims.tenant = @tenant AND claims.kind = r.kind AND claims.value = r.value AND claims.record_id = r.record
        """,
        ("kind", Holds.Text),
        ("value", Holds.Text),
        ("record", Holds.Text)
    );

    /// <summary>Takes and gives up keys, in order.</summary>
    /// <param name="session">The commit.</param>
    /// <param name="tenant">The organisation.</param>
    /// <param name="claims">The keys.</param>
    /// <param name="now">When, since a held call keeps its keys only until it expires.</param>
    /// <param name="approval">The held call that is passed again, whose keys become its records'.</param>
    /// <returns>The first key that another record holds, with that record; or nothing.</returns>
    public static async ValueTask<(Claim Claim, string Holder)?> Take(
        Session session,
        string tenant,
        IReadOnlyList<Claim> claims,
        DateTimeOffset now,
        string? approval
    )
    {
        // A key that one record gives up may be another's in the same plan, so that what stands together is done together and in its turn.
        for (int from = 0, to; from < claims.Count; from = to)
        {
            for (to = from + 1; to < claims.Count && claims[to].GivenUp == claims[from].GivenUp; )
                to++;
            Claim[] together = [.. claims.Skip(from).Take(to - from)];
            object?[][] rows = [.. together.Select(c => (object?[])[c.Kind, c.Value, c.Record])];
            if (together[0].GivenUp)
                await session.Run(GivenUp, tenant, rows);
            else if (await Take(session, tenant, together, rows, now, approval) is { } taken)
                return taken;
        }
        return null;
    }

    private static async ValueTask<(Claim Claim, string Holder)?> Take(
        Session session,
        string tenant,
        Claim[] claims,
        object?[][] rows,
        DateTimeOffset now,
        string? approval
    )
    {
        // On PostgreSQL a holder can give its key up between the two statements: then it is taken after all.
        while (await session.Run(Taken, tenant, rows) < rows.Length)
        {
            var holders = new Dictionary<(string, string), string>();
            foreach (var kind in claims.GroupBy(c => c.Kind))
            foreach (var held in await Holders(session, tenant, kind.Key, [.. kind.Select(c => c.Value)]))
                holders[(kind.Key, held.Value)] = held.RecordId;
            foreach (var claim in claims)
                if (
                    holders.TryGetValue((claim.Kind, claim.Value), out var holder)
                    && holder != claim.Record
                    && !(Ids.Is(holder, "apr") && await TakeOver(session, tenant, claim, holder, now, approval))
                )
                    return (claim, holder);
            if (claims.All(c => holders.ContainsKey((c.Kind, c.Value))))
                return null;
        }
        return null;
    }

    /// <summary>Who holds keys of a kind.</summary>
    public static async ValueTask<IReadOnlyList<Held>> Holders(
        Session session,
        string tenant,
        string kind,
        IReadOnlyCollection<string> values
    )
    {
        if (values.Count == 1)
            return await session.Query<Held>(
                "SELECT value, record_id FROM claims WHERE tenant = @tenant AND kind = @kind AND value = @value",
                ("tenant", tenant),
                ("kind", kind),
                ("value", values.First())
            );
        return await session.Query<Held>(
            session.Dialect == Dialect.Sqlite
                ? "SELECT value, record_id FROM claims WHERE tenant = @tenant AND kind = @kind AND value IN (SELECT value FROM json_each(@values))"
                // The limit keeps it to a step into the index for each value: a plan made while the table was small would else read the table for each.
                : """
                SELECT c.value, c.record_id FROM unnest(@values) AS v(value) CROSS JOIN LATERAL
                (SELECT value, record_id FROM claims WHERE tenant = @tenant AND kind = @kind AND claims.value = v.value LIMIT 1) c
                """,
            ("tenant", tenant),
            ("kind", kind),
            ("values", values)
        );
    }

    /// <summary>A key of a kind, with its holder.</summary>
    public sealed class Held
    {
        /// <summary>The key.</summary>
        public string Value { get; init; } = "";

        /// <summary>The record that holds it.</summary>
        public string RecordId { get; init; } = "";
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
