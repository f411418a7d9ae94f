using System.Collections.Concurrent;
using Headgate.Gate;

namespace Headgate.Store.Logs;

/// <summary>Packs what is in the log into blocks that are searched, 1,024 events of an organisation at a time. Of several nodes any may do it: a block is the same.</summary>
internal sealed class EventIndexer(Database database)
{
    // Of a log that grew before there were blocks, so many in one commit.
    private const int Together = 16;

    private static readonly Bulk Blocks = Bulk.Insert(
        "audit_blocks",
        "ON CONFLICT DO NOTHING",
        ("n", Holds.Whole),
        ("last_xid", Holds.Whole),
        ("last_seq", Holds.Whole),
        ("min_seq", Holds.Whole),
        ("max_seq", Holds.Whole),
        ("min_at", Holds.Whole),
        ("max_at", Holds.Whole),
        ("words", Holds.Bytes),
        ("places", Holds.Bytes)
    );

    private readonly ConcurrentDictionary<string, BlockEnd> _ends = new(StringComparer.Ordinal);

    /// <summary>Packs what is in the log and not packed yet.</summary>
    public async Task Run(CancellationToken cancel)
    {
        List<Grown> logs;
        await using (var view = await database.Read(Database.Everyone, cancel))
            logs = await view.Session.Query<Grown>(
                "SELECT s.tenant, s.size FROM log_states s WHERE (s.tenant = @tenant OR @tenant = '*') AND s.tenant <> '*' AND s.size >= @least",
                ("tenant", Database.Everyone),
                ("least", EventBlock.Full)
            );
        foreach (var log in logs)
            while (!_ends.TryGetValue(log.Tenant, out var end) || end.IsBefore(log.Size))
                if (!await Grow(log.Tenant, log.Size, cancel))
                    break;
    }

    // Whether there is perhaps more.
    private async Task<bool> Grow(string tenant, long size, CancellationToken cancel)
    {
        var rows = new List<object?[]>();
        BlockEnd end;
        await using (var view = await database.Read(tenant, cancel))
        {
            end = await BlockEnd.Of(view.Session, tenant);
            while (rows.Count < Together && end.IsBefore(size))
            {
                var events = await view.Session.Query<EventColumns>(
                    EventColumns.Select(view.Session.Dialect) + BlockEnd.Behind(view.Session.Dialect) + $" LIMIT {EventBlock.Full}",
                    ("tenant", tenant),
                    ("xid", end.LastXid),
                    ("seq", end.LastSeq)
                );
                if (events.Count < EventBlock.Full)
                    break;
                end = new()
                {
                    N = end.N + 1,
                    LastXid = events[^1].Xid,
                    LastSeq = events[^1].Seq,
                };
                rows.Add(Row(end, events));
            }
        }
        if (rows.Count > 0)
            await database.Write(
                tenant,
                async session =>
                {
                    await session.Run(Blocks, tenant, rows);
                    return new(Applied.Done);
                }
            );
        _ends[tenant] = end;
        return rows.Count == Together;
    }

    /// <summary>A block as it is kept.</summary>
    public static object?[] Row(BlockEnd end, List<EventColumns> events)
    {
        var (words, places, minSeq, minAt) = EventBlock.Pack([.. events.Select(e => (Searched.Of(e), e.Seq, e.At))]);
        return [end.N, end.LastXid, end.LastSeq, minSeq, events.Max(e => e.Seq), minAt, events.Max(e => e.At), words, places];
    }

    private sealed class Grown
    {
        public string Tenant { get; init; } = "";
        public long Size { get; init; }
    }
}
