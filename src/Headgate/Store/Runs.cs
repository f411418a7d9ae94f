using System.Collections.Concurrent;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// Runs: the calls of one actor until it has been quiet for thirty minutes. The handle is minted here and bound to the actor; somebody else's handle is as
/// good as none. They are in the store, so that a restart neither ends a run nor clears it; a process remembers its own, so that a call costs no query.
/// </summary>
public sealed class Runs(Database database) : IDisposable
{
    /// <summary>How long an actor is quiet before its next call begins a run.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(30);

    /// <summary>How long after its last call a tainted run taints the next one of its agent.</summary>
    public static readonly TimeSpan Inherited = TimeSpan.FromHours(24);

    // The last call of a run is written down so often at most; a run counts as that much longer when it is read again.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Present> _present = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Present> _byId = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The run that a call of this actor belongs to.</summary>
    public async ValueTask<string> Of(Principal by, DateTimeOffset now, CancellationToken cancel)
    {
        var key = $"{by.Tenant}/{by.Actor}";
        if (_present.TryGetValue(key, out var run) && run.IsFresh(now) && now - run.Written < Slack)
        {
            run.Last = now;
            return run.Id;
        }
        await _one.WaitAsync(cancel);
        try
        {
            if (_present.TryGetValue(key, out run) && run.IsFresh(now))
                await Keep(by.Tenant, run, now);
            else
                run = await Begin(by, now, cancel);
            run.Last = now;
            _byId[run.Id] = run;
            return (_present[key] = run).Id;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Looks anew at the next call: a person has begun a run.</summary>
    public void Forget(string tenant)
    {
        foreach (var key in _present.Keys.Where(k => k.StartsWith(tenant + "/", StringComparison.Ordinal)))
            _present.TryRemove(key, out _);
    }

    /// <summary>What this process knows of a run.</summary>
    internal RunTaint Known(string? run) => run is not null && _byId.TryGetValue(run, out var known) ? known.Taint : default;

    /// <summary>Whether there is anything to write down: each source is, once.</summary>
    internal bool IsNews(Passage passage) =>
        passage.Seen.Count > 0
        && passage.Call.Run is { } run
        && !(_byId.TryGetValue(run, out var known) && known.Taint.Tainted && passage.Seen.All(known.Has));

    /// <summary>Remembers what was written down.</summary>
    internal void Told(Passage passage)
    {
        if (_byId.TryGetValue(passage.Call.Run!, out var known))
            known.Add(passage.Seen);
    }

    private async Task Keep(string tenant, Present run, DateTimeOffset now)
    {
        if (now - run.Written < Slack)
            return;
        await database.Write(
            tenant,
            async session =>
            {
                await session.Execute(
                    "UPDATE runs SET last_at = @now WHERE tenant = @tenant AND id = @id AND last_at < @now",
                    ("now", now),
                    ("tenant", tenant),
                    ("id", run.Id)
                );
                return new(Applied.Done);
            }
        );
        run.Written = now;
    }

    private async Task<Present> Begin(Principal by, DateTimeOffset now, CancellationToken cancel)
    {
        Sweep(now);
        Row? last;
        List<string> sources = [];
        await using (var view = await database.Read(by.Tenant, cancel))
        {
            var rows = await view.Session.Query<Row>(
                "SELECT id, began_at, last_at, tainted_at FROM runs WHERE tenant = @tenant AND actor = @actor ORDER BY seq DESC LIMIT 1",
                ("tenant", by.Tenant),
                ("actor", by.Actor)
            );
            last = rows is [var row] ? row : null;
            if (last?.TaintedAt is not null)
                sources = (
                    await view.Session.Query<Source>(
                        "SELECT record_id FROM run_sources WHERE tenant = @tenant AND run = @run LIMIT 500",
                        ("tenant", by.Tenant),
                        ("run", last.Id)
                    )
                ).ConvertAll(s => s.RecordId);
        }
        if (last is not null && now - last.Last <= Quiet + Slack)
        {
            Present same = new(last.Id, DateTimeOffset.FromUnixTimeMilliseconds(last.BeganAt), last.TaintedAt is not null, sources)
            {
                Last = now,
                Written = last.Last,
            };
            await Keep(by.Tenant, same, now);
            return same;
        }
        var inherits = !by.IsPerson && last is { TaintedAt: not null } && now - last.Last <= Inherited + Slack;
        Present begun = new(Ids.Fresh("run", now), now, inherits, inherits ? sources : []) { Last = now, Written = now };
        await database.Write(
            by.Tenant,
            async session =>
            {
                await Insert(session, by, begun.Id, now, inherits ? last!.Id : null);
                return new(Applied.Done);
            }
        );
        return begun;
    }

    private static async Task Insert(Session session, Principal by, string id, DateTimeOffset now, string? follows)
    {
        await session.Execute(
            """
            INSERT INTO runs (id, tenant, version, actor, agent_id, person_id, began_at, last_at, tainted_at, follows)
            VALUES (@id, @tenant, 1, @actor, @agent, @person, @now, @now, @tainted, @follows)
            """,
            ("id", id),
            ("tenant", by.Tenant),
            ("actor", by.Actor),
            ("agent", by.Agent),
            ("person", by.Person),
            ("now", now),
            ("tainted", follows is null ? null : now),
            ("follows", follows)
        );
        if (follows is not null)
            await session.Execute(
                """
                INSERT INTO run_sources (tenant, run, record_id, provenance, at)
                SELECT tenant, @id, record_id, provenance, at FROM run_sources WHERE tenant = @tenant AND run = @follows
                """,
                ("id", id),
                ("tenant", by.Tenant),
                ("follows", follows)
            );
    }

    private void Sweep(DateTimeOffset now)
    {
        if (_byId.Count < 100_000)
            return;
        foreach (var (key, run) in _present)
            if (!run.IsFresh(now))
                _present.TryRemove(key, out _);
        foreach (var (id, run) in _byId)
            if (!run.IsFresh(now))
                _byId.TryRemove(id, out _);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long BeganAt { get; init; }
        public long LastAt { get; init; }
        public long? TaintedAt { get; init; }

        public DateTimeOffset Last => DateTimeOffset.FromUnixTimeMilliseconds(LastAt);
    }

    private sealed class Source
    {
        public string RecordId { get; init; } = "";
    }

    // A run as this process knows it.
    private sealed class Present(string id, DateTimeOffset began, bool tainted, IEnumerable<string> sources)
    {
        private readonly ConcurrentDictionary<string, bool> _sources = new(
            sources.Select(s => KeyValuePair.Create(s, true)),
            StringComparer.Ordinal
        );
        private bool _tainted = tainted;

        public string Id => id;
        public DateTimeOffset Last { get; set; }
        public DateTimeOffset Written { get; set; }
        public RunTaint Taint => new(_tainted, _sources.Count, began);

        public bool IsFresh(DateTimeOffset now) => now - Last <= Quiet;

        public bool Has(string source) => _sources.ContainsKey(source);

        public void Add(IEnumerable<string> sources)
        {
            _tainted = true;
            foreach (var source in sources)
                _sources[source] = true;
        }
    }
}
