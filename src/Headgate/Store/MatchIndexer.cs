using Headgate.Gate;

namespace Headgate.Store;

/// <summary>
/// Writes the keys that are due, very many at a time and in their order, so that a page is written once for all that falls on it. Between two portions others
/// write. What is interrupted is done again; a key that is there stays. Of several nodes each may do it.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="enough">How many records make it worth it while more come: some million keys in memory.</param>
/// <param name="portion">How many keys go into one commit: some 50 ms of the writer.</param>
internal sealed class MatchIndexer(Database database, int enough = 200_000, int portion = 10_000)
{
    private const int MostTries = 3;

    private long _newest;

    /// <summary>Writes what is due, if it is worth it by now.</summary>
    /// <param name="all">Whether it is worth it however few they are.</param>
    /// <param name="cancel">Stops between two portions.</param>
    public async Task Run(bool all, CancellationToken cancel)
    {
        while (true)
        {
            List<MatchKeysDue.Range> due;
            await using (var view = await database.Read(Database.Everyone, cancel))
                due = await MatchKeysDue.All(view.Session);
            if (due.Count == 0)
                return;
            var grows = due[^1].Seq > _newest;
            _newest = due[^1].Seq;
            if (!all && grows && due.Sum(d => d.Records) < enough)
                return;
            await WriteInTurn([.. Groups(due)], cancel);
        }
    }

    // What is compared with each other, a million keys or so at a time.
    private IEnumerable<List<MatchKeysDue.Range>> Groups(List<MatchKeysDue.Range> due)
    {
        foreach (var alike in due.GroupBy(d => (d.Tenant, d.Kind)))
        {
            List<MatchKeysDue.Range> group = [];
            foreach (var range in alike)
            {
                group.Add(range);
                if (group.Sum(r => r.Records) < enough)
                    continue;
                yield return group;
                group = [];
            }
            if (group.Count > 0)
                yield return group;
        }
    }

    // What the next group says is made out while the one before is written. If it changes in the meantime it is read again.
    private async Task WriteInTurn(IReadOnlyList<List<MatchKeysDue.Range>> groups, CancellationToken cancel)
    {
        var next = Begin(0);
        try
        {
            for (var i = 0; i < groups.Count; i++)
            {
                var keyed = await next;
                next = Begin(i + 1);
                await Write(groups[i], keyed, cancel);
            }
        }
        finally
        {
            // After a failure nobody asks for it any more, and it has ended all the same when this has.
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        Task<Keyed> Begin(int i) => i < groups.Count ? Task.Run(() => Read(groups[i], cancel), cancel) : Task.FromResult(Keyed.None);
    }

    private async Task Write(IReadOnlyList<MatchKeysDue.Range> ranges, Keyed keyed, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            if (await Write(keyed, cancel))
                return;
            if (tries == MostTries)
                break;
            keyed = await Read(ranges, cancel);
        }
        // Records that change all the time: a range in one commit, which nothing comes between.
        foreach (var range in ranges)
            await database.Write(
                range.Tenant,
                async session =>
                {
                    foreach (var own in await MatchKeysDue.Now(session, range.Tenant, [range], alone: true))
                        await MatchKeys.Put(session, own.Tenant, await MatchKeys.Read(session, own));
                    await MatchKeysDue.Done(session, range.Tenant, [range]);
                    return new(Applied.Done);
                }
            );
    }

    private async Task<Keyed> Read(IReadOnlyList<MatchKeysDue.Range> ranges, CancellationToken cancel)
    {
        var tenant = ranges[0].Tenant;
        List<(long Key, string Id)> keys = [];
        await using (var view = await database.Read(tenant, cancel))
            ranges = await MatchKeysDue.Now(view.Session, tenant, ranges, alone: false);
        foreach (var range in ranges)
        {
            // A view of its own: one for all would keep the log from beginning anew. What changes in between is touched, and told below.
            await using var view = await database.Read(tenant, cancel);
            keys.AddRange(await MatchKeys.Read(view.Session, range));
        }
        keys.Sort(static (one, other) => one.Key.CompareTo(other.Key));
        return new(ranges, keys);
    }

    // Whether nothing came between.
    private async Task<bool> Write(Keyed keyed, CancellationToken cancel)
    {
        var (ranges, keys) = keyed;
        if (ranges.Count == 0)
            // Another node has done it.
            return true;
        var tenant = ranges[0].Tenant;
        for (var from = 0; from == 0 || from < keys.Count; from += portion)
        {
            cancel.ThrowIfCancellationRequested();
            var part = keys.GetRange(from, Math.Min(portion, keys.Count - from));
            var isLast = from + portion >= keys.Count;
            var committed = await database.Write(
                tenant,
                async session =>
                {
                    var now = await MatchKeysDue.Now(session, tenant, ranges, alone: true);
                    if (!now.Select(r => (r.Seq, r.Touched)).SequenceEqual(ranges.Select(r => (r.Seq, r.Touched))))
                        return new(Applied.VersionChanged);
                    await MatchKeys.Put(session, tenant, part);
                    if (isLast)
                        await MatchKeysDue.Done(session, tenant, ranges);
                    return new(Applied.Done);
                }
            );
            if (committed.Applied != Applied.Done)
                return false;
        }
        return true;
    }

    // The keys of ranges, in the order in which they are written, and what the ranges were when they were read.
    private sealed record Keyed(IReadOnlyList<MatchKeysDue.Range> Ranges, List<(long Key, string Id)> Keys)
    {
        public static readonly Keyed None = new([], []);
    }
}
