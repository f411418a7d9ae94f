using Headgate.Gate;
using Headgate.Gate.Limits;

namespace Headgate.Store;

/// <summary>
/// The counters of limits: a row for each counter and bucket of time, with when it leaves every window. Whoever takes is alone with the organisation's
/// counters until the commit: on SQLite there is one writer, on PostgreSQL an advisory lock.
/// </summary>
internal static class LimitBuckets
{
    // One in so many takes what has left every window out of the table.
    private const int SweepEvery = 64;

    private static readonly Bulk Add = Bulk.Insert(
        "limit_buckets",
        "ON CONFLICT (tenant, counter, bucket) DO UPDATE SET used = limit_buckets.used + excluded.used, ends = excluded.ends",
        ("counter", Holds.Text),
        ("bucket", Holds.Whole),
        ("used", Holds.Whole),
        ("ends", Holds.Whole)
    );

    private static int _takes;

    /// <summary>Takes every charge, or none.</summary>
    /// <returns>The limit that has no room, if any.</returns>
    public static async ValueTask<LimitHit?> Take(Session session, string tenant, IReadOnlyList<Charge> charges, DateTimeOffset now)
    {
        if (charges.Count == 0)
            return null;
        if (session.Dialect == Dialect.Postgres)
            await session.Execute("SELECT pg_advisory_xact_lock(hashtextextended('limits ' || @tenant, 0))", ("tenant", tenant));
        var levels = await Levels(session, tenant, charges, now);
        foreach (var (i, charge) in charges.Index())
            if (charge.Exceeds(levels[i]))
                return new(charge, levels[i].Used, await Free(session, tenant, charge, now));
        await session.Run(
            Add,
            tenant,
            [
                .. charges.Select(c =>
                    (object?[])[c.Counter, c.Limit.BucketAt(now), c.Amount, c.Limit.FreeAfter(now).ToUnixTimeMilliseconds()]
                ),
            ]
        );
        if (Interlocked.Increment(ref _takes) % SweepEvery == 0)
            await session.Execute("DELETE FROM limit_buckets WHERE tenant = @tenant AND ends <= @now", ("tenant", tenant), ("now", now));
        return null;
    }

    /// <summary>How the counters of charges stand, one for each.</summary>
    public static async ValueTask<IReadOnlyList<Level>> Levels(
        Session session,
        string tenant,
        IReadOnlyList<Charge> charges,
        DateTimeOffset now
    )
    {
        var levels = new Level[charges.Count];
        if (session.Dialect == Dialect.Sqlite)
        {
            // A step each, in this process: a list would be parsed and its rows grouped, which costs more than reading them.
            for (var i = 0; i < levels.Length; i++)
                levels[i] = (
                    await session.Query<Row>(
                        "SELECT SUM(used) AS used, MIN(ends) AS ends FROM limit_buckets WHERE tenant = @tenant AND counter = @counter AND ends > @now",
                        ("tenant", tenant),
                        ("counter", charges[i].Counter),
                        ("now", now)
                    )
                )[0].Level;
            return levels;
        }
        var rows = await session.Query<Row>(
            """
            SELECT counter, CAST(SUM(used) AS BIGINT) AS used, MIN(ends) AS ends FROM limit_buckets
            WHERE tenant = @tenant AND counter = ANY(@counters) AND ends > @now GROUP BY counter
            """,
            ("tenant", tenant),
            ("counters", charges.Select(c => c.Counter)),
            ("now", now)
        );
        var known = rows.ToDictionary(r => r.Counter, r => r.Level, StringComparer.Ordinal);
        for (var i = 0; i < levels.Length; i++)
            levels[i] = known.GetValueOrDefault(charges[i].Counter);
        return levels;
    }

    /// <summary>When there is room for a charge; nothing when there never is.</summary>
    public static async ValueTask<DateTimeOffset?> Free(Session session, string tenant, Charge charge, DateTimeOffset now)
    {
        if (charge.Amount > charge.Most || charge.Limit.Per == Per.Run)
            return null;
        var rows = await session.Query<Row>(
            "SELECT counter, used, ends FROM limit_buckets WHERE tenant = @tenant AND counter = @counter AND ends > @now ORDER BY ends",
            ("tenant", tenant),
            ("counter", charge.Counter),
            ("now", now)
        );
        var used = rows.Sum(r => r.Used);
        foreach (var row in rows)
        {
            used -= row.Used;
            if (charge.Amount <= charge.Most - used)
                return DateTimeOffset.FromUnixTimeMilliseconds(row.Ends);
        }
        return now;
    }

    private sealed class Row
    {
        public string Counter { get; init; } = "";
        public long Used { get; init; }
        public long Ends { get; init; }

        // The oldest of nothing never leaves.
        public Level Level => Ends == 0 ? default : new(Used, DateTimeOffset.FromUnixTimeMilliseconds(Ends));
    }
}
