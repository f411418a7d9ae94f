namespace Headgate.Store.Logs;

/// <summary>An event that no tree has yet.</summary>
internal sealed class FreshEvent
{
    public long Seq { get; init; }
    public long Xid { get; init; }
    public string Tenant { get; init; } = "";
    public byte[] Body { get; init; } = [];

    // Whoever integrates sees every organisation's; the first transaction that may still commit bounds what PostgreSQL gives.
    private const string OfSqlite = """
        SELECT e.seq, 0 AS xid, e.tenant, e.body FROM audit_events e
        WHERE (e.tenant = @tenant OR @tenant = '*') AND e.seq > @seq AND @xid = 0 ORDER BY e.seq LIMIT @most
        """;

    private const string OfPostgres = """
        SELECT e.seq, CAST(CAST(e.xid AS TEXT) AS BIGINT) AS xid, e.tenant, e.body FROM audit_events e
        WHERE (e.tenant = @tenant OR @tenant = '*') AND (e.xid, e.seq) > (CAST(CAST(@xid AS TEXT) AS xid8), @seq)
          AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY e.xid, e.seq LIMIT @most
        """;

    /// <summary>The events behind a place, in the order in which they committed.</summary>
    public static ValueTask<List<FreshEvent>> After(Session session, LogState cursor, int most) =>
        session.Query<FreshEvent>(
            session.Dialect == Dialect.Sqlite ? OfSqlite : OfPostgres,
            ("tenant", Database.Everyone),
            ("xid", cursor.CursorXid),
            ("seq", cursor.CursorSeq),
            ("most", most)
        );
}
