using Headgate.Gate;

namespace Headgate.Store;

/// <summary>What the taint guard needs to know, from the database.</summary>
public sealed class SqlTaintFacts(Database database, Runs? runs) : TaintFacts
{
    /// <inheritdoc/>
    public override RunTaint Known(Call call) => runs?.Known(call.Run) ?? default;

    /// <inheritdoc/>
    public override async ValueTask<RunTaint> Of(Call call, CancellationToken cancel)
    {
        await using var view = await database.Read(call.By.Tenant, cancel);
        if (call.Run is null)
            return await OfActor(view.Session, call);
        // A later run counts as well: two nodes may have begun one each.
        var rows = await view.Session.Query<Row>(
            """
            SELECT r.id, r.began_at, r.tainted_at, (SELECT COUNT(*) FROM run_sources s WHERE s.tenant = @tenant AND s.run = r.id) AS sources
            FROM runs r WHERE r.tenant = @tenant AND r.actor = @actor
              AND r.seq >= (SELECT f.seq FROM runs f WHERE f.tenant = @tenant AND f.id = @run AND f.actor = @actor) ORDER BY r.seq
            """,
            ("tenant", call.By.Tenant),
            ("actor", call.By.Actor),
            ("run", call.Run)
        );
        // A run that nobody knows, or of somebody else, may have read anything.
        if (rows.Count == 0)
            return new(Tainted: true, 0, DateTimeOffset.MinValue);
        return new(
            rows.Exists(r => r.TaintedAt is not null),
            (int)rows.Max(r => r.Sources),
            DateTimeOffset.FromUnixTimeMilliseconds(rows[0].BeganAt)
        );
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyDictionary<string, Origin>> Origins(
        string tenant,
        IReadOnlyCollection<string> records,
        CancellationToken cancel
    )
    {
        var found = new Dictionary<string, Origin>(StringComparer.Ordinal);
        await using var view = await database.Read(tenant, cancel);
        foreach (var record in records)
            if (await Store.Origins.Of(view.Session, tenant, record) is { } origin)
                found[record] = origin;
        return found;
    }

    // A call without a run belongs to whatever its actor has read within a day.
    private static async ValueTask<RunTaint> OfActor(Session session, Call call)
    {
        var tainted = await session.Scalar(
            "SELECT 1 FROM runs WHERE tenant = @tenant AND actor = @actor AND tainted_at IS NOT NULL AND last_at > @since LIMIT 1",
            ("tenant", call.By.Tenant),
            ("actor", call.By.Actor),
            ("since", call.At - Runs.Inherited)
        );
        return new(tainted is not null, 0, call.At);
    }

    /// <summary>Writes down, in the commit of the answer that shows them, what a run has read.</summary>
    internal static async ValueTask Write(Session session, Passage passage)
    {
        var (tenant, run, at) = (passage.Call.By.Tenant, passage.Call.Run!, passage.Call.At);
        foreach (var record in passage.Seen)
            await session.Execute(
                """
                INSERT INTO run_sources (tenant, run, record_id, provenance, at) VALUES (@tenant, @run, @record, @provenance, @at)
                ON CONFLICT (tenant, run, record_id) DO NOTHING
                """,
                ("tenant", tenant),
                ("run", run),
                ("record", record.Length == 0 ? passage.Action.Id : record),
                ("provenance", (await Store.Origins.Of(session, tenant, record))?.Provenance ?? "outside"),
                ("at", at)
            );
        await session.Execute(
            """
            UPDATE runs SET tainted_at = COALESCE(tainted_at, @at), last_at = CASE WHEN last_at < @at THEN @at ELSE last_at END
            WHERE tenant = @tenant AND id = @run
            """,
            ("at", at),
            ("tenant", tenant),
            ("run", run)
        );
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long BeganAt { get; init; }
        public long? TaintedAt { get; init; }
        public long Sources { get; init; }
    }
}
