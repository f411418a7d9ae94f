using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// Which records have their keys still to be written. What comes by the hundred is an import, whose rows are not compared with each other anyway; its keys
/// would each fall on another page of the largest index there is. <see cref="MatchIndexer"/> writes them soon after.
/// </summary>
internal static class MatchKeysDue
{
    /// <summary>So many records of a commit are noted rather than keyed at once.</summary>
    public const int Many = 200;

    private const string Columns = "seq, tenant, kind, first_seq, last_seq, records, touched";

    /// <summary>Notes the records of a commit.</summary>
    /// <returns>Whether they are a range: on PostgreSQL somebody else's can stand among them, and then their keys are better written at once.</returns>
    public static async ValueTask<bool> Note(Session session, string tenant, RecordKind kind, IReadOnlyList<Change> inserted) =>
        await session.Execute(
            $"""
            INSERT INTO match_keys_due (tenant, kind, first_seq, last_seq, records, touched)
            SELECT @tenant, @kind, MIN(seq), MAX(seq), COUNT(*), 0 FROM {kind.Table}
            WHERE tenant = @tenant AND {session.Dialect.In("id", "@ids")} HAVING MAX(seq) - MIN(seq) + 1 = COUNT(*)
            """,
            ("tenant", tenant),
            ("kind", kind.Name),
            ("ids", inserted.Select(c => c.Id).ToList())
        ) == 1;

    /// <summary>
    /// Tells that what identifies a record has changed, or is about to go: keys that were made of what it said are not written any more. They are waited for
    /// when they are just being written.
    /// </summary>
    public static async ValueTask Touch(Session session, string tenant, string kind, string id) =>
        await session.Execute(
            $"""
            UPDATE match_keys_due SET touched = touched + 1
            WHERE tenant = @tenant AND kind = @kind AND (SELECT seq FROM {kind}s WHERE tenant = @tenant AND id = @id) BETWEEN first_seq AND last_seq
            """,
            ("tenant", tenant),
            ("kind", kind),
            ("id", id)
        );

    /// <summary>The ranges of every organisation that are due, oldest first.</summary>
    public static ValueTask<List<Range>> All(Session session) =>
        session.Query<Range>(
            $"SELECT {Columns} FROM match_keys_due WHERE (tenant = @tenant OR @tenant = '*') ORDER BY seq LIMIT 10000",
            ("tenant", Database.Everyone)
        );

    /// <summary>Those of some ranges that are still due, as they are now.</summary>
    /// <param name="session">A view or a commit.</param>
    /// <param name="tenant">The organisation.</param>
    /// <param name="ranges">The ranges.</param>
    /// <param name="alone">Whether who touches them waits until this commit is done.</param>
    public static ValueTask<List<Range>> Now(Session session, string tenant, IReadOnlyList<Range> ranges, bool alone)
    {
        var held = alone && session.Dialect == Dialect.Postgres ? " FOR UPDATE" : "";
        return session.Query<Range>(
            $"SELECT {Columns} FROM match_keys_due WHERE tenant = @tenant AND {session.Dialect.In("seq", "@seqs")} ORDER BY seq{held}",
            ("tenant", tenant),
            ("seqs", ranges.Select(r => r.Seq).ToList())
        );
    }

    /// <summary>Forgets ranges whose keys are written.</summary>
    public static async ValueTask Done(Session session, string tenant, IReadOnlyList<Range> ranges) =>
        await session.Execute(
            $"DELETE FROM match_keys_due WHERE tenant = @tenant AND {session.Dialect.In("seq", "@seqs")}",
            ("tenant", tenant),
            ("seqs", ranges.Select(r => r.Seq).ToList())
        );

    /// <summary>The records of one commit, by their numbers in the table.</summary>
    public sealed class Range
    {
        public long Seq { get; init; }
        public string Tenant { get; init; } = "";
        public string Kind { get; init; } = "";
        public long FirstSeq { get; init; }
        public long LastSeq { get; init; }
        public long Records { get; init; }
        public long Touched { get; init; }
    }
}
