namespace Headgate.Store.Logs;

/// <summary>Where an organisation's last block ends, in the order of commits.</summary>
internal sealed class BlockEnd
{
    /// <summary>The block's number; -1 when there is none.</summary>
    public long N { get; init; } = -1;
    public long LastXid { get; init; }
    public long LastSeq { get; init; }

    /// <summary>Whether a log of that size has the whole next block.</summary>
    public bool IsBefore(long size) => (N + 2) * EventBlock.Full <= size;

    /// <summary>The last of an organisation.</summary>
    public static async ValueTask<BlockEnd> Of(Session session, string tenant) =>
        (
            await session.Query<BlockEnd>(
                "SELECT b.n, b.last_xid, b.last_seq FROM audit_blocks b WHERE b.tenant = @tenant ORDER BY b.n DESC LIMIT 1",
                ("tenant", tenant)
            )
        ).FirstOrDefault() ?? new();

    /// <summary>The condition and order of events behind an end; binds <c>@xid</c> and <c>@seq</c>.</summary>
    public static string Behind(Dialect dialect) =>
        dialect == Dialect.Sqlite
            ? " AND e.seq > @seq AND @xid >= 0 ORDER BY e.seq"
            : " AND (e.xid, e.seq) > (CAST(CAST(@xid AS TEXT) AS xid8), @seq) ORDER BY e.xid, e.seq";

    /// <summary>The least number behind it: what is smaller is in a block.</summary>
    public async ValueTask<long> FirstBehind(Session session, string tenant) =>
        N < 0 ? long.MinValue
        : session.Dialect == Dialect.Sqlite ? LastSeq + 1
        // A transaction that began before others may have committed after them. The fence (OFFSET 0) keeps the planner from looking for the least number
        // through all events by their numbers, a second of a million, where those behind the end stand together in the order of commits.
        : Convert.ToInt64(
            await session.Scalar(
                "SELECT COALESCE(MIN(f.seq), 9223372036854775807) FROM (SELECT e.seq FROM audit_events e "
                    + "WHERE e.tenant = @tenant AND (e.xid, e.seq) > (CAST(CAST(@xid AS TEXT) AS xid8), @seq) ORDER BY e.xid, e.seq OFFSET 0) f",
                ("tenant", tenant),
                ("xid", LastXid),
                ("seq", LastSeq)
            )
        );
}
