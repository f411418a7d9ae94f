using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// New records of one kind that stand together in a plan, as they are put in. Nothing of it is asked of the database, so that it is made before the one writer
/// has to wait for it, or beside it.
/// </summary>
internal sealed record NewRecords(
    RecordKind Kind,
    IReadOnlyList<Change> Changes,
    Bulk Statement,
    object?[][] Rows,
    IReadOnlyList<string> Lines
)
{
    /// <summary>All of a plan, by the place at which they begin. What stands together goes in together: none can be in another's way but as a twin.</summary>
    public static ILookup<int, NewRecords> Of(Plan plan, Dialect dialect) =>
        Runs(plan.Changes, dialect).ToLookup(r => r.Place, r => r.Records);

    /// <summary>Puts them in, with their words for search.</summary>
    public async ValueTask Put(Session session, string tenant)
    {
        await session.Run(Statement, tenant, Rows);
        if (Kind.Searched)
            await SearchIndex.Put(session, tenant, Kind, Changes, Lines);
        await MatchKeys.Put(session, tenant, Kind, Changes);
    }

    private static IEnumerable<(int Place, NewRecords Records)> Runs(IReadOnlyList<Change> changes, Dialect dialect)
    {
        for (int from = 0, to; from < changes.Count; from = to)
        {
            for (to = from; to < changes.Count && changes[to].Verb == Verb.Insert; )
                to++;
            foreach (var alike in changes.Skip(from).Take(to - from).GroupBy(c => c.Kind))
                yield return (from, Of(alike.Key, [.. alike], dialect));
            if (to == from)
                to++;
        }
    }

    private static NewRecords Of(RecordKind kind, Change[] changes, Dialect dialect)
    {
        var (statement, rows) = Inserts.Of(kind, changes, dialect);
        return new(kind, changes, statement, rows, kind.Searched ? SearchIndex.LinesOf(kind, changes) : []);
    }
}
