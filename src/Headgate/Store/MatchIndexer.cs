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
            var next = due.Where(d => d.Tenant == due[0].Tenant && d.Kind == due[0].Kind).ToList();
            await Write([.. Up(next, enough)], cancel);
        }
    }

    private static IEnumerable<MatchKeysDue.Range> Up(IEnumerable<MatchKeysDue.Range> ranges, long most)
    {
        foreach (var range in ranges)
        {
            yield return range;
            if ((most -= range.Records) <= 0)
                yield break;
        }
    }

    private async Task Write(IReadOnlyList<MatchKeysDue.Range> ranges, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
            if (await WriteAll(ranges, cancel))
                return;
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

    // Whether nothing came between.
    private async Task<bool> WriteAll(IReadOnlyList<MatchKeysDue.Range> ranges, CancellationToken cancel)
    {
        var tenant = ranges[0].Tenant;
        List<(long Key, string Id)> keys = [];
        await using (var view = await database.Read(tenant, cancel))
            ranges = await MatchKeysDue.Now(view.Session, tenant, ranges, alone: false);
        if (ranges.Count == 0)
            // Another node has done it.
            return true;
        foreach (var range in ranges)
        {
            // A view of its own: one for all would keep the log from beginning anew. What changes in between is touched, and told below.
            await using var view = await database.Read(tenant, cancel);
            keys.AddRange(await MatchKeys.Read(view.Session, range));
        }
        keys.Sort(static (one, other) => one.Key.CompareTo(other.Key));
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
}
