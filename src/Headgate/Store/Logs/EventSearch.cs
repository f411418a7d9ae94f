namespace Headgate.Store.Logs;

/// <summary>
/// Finds events, newest first, whatever is asked for together: through the packed blocks, and one by one through those that no block has yet. What it costs is
/// bounded by the number of blocks, not by how rare the event is.
/// </summary>
internal sealed class EventSearch(Reader reader)
{
    // Blocks are looked through a few at first, since most questions are answered by the newest.
    private const int FirstStride = 4;
    private const int LastStride = 128;
    private const int Page = 512;

    /// <summary>Finds events.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">With smaller numbers than this.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>Their numbers, the newest first.</returns>
    public async ValueTask<List<long>> Find(EventFilter filter, long before, int most)
    {
        var fresh = await (await BlockEnd.Of(reader.Session, reader.By.Tenant)).FirstBehind(reader.Session, reader.By.Tenant);
        var ofRecords = filter.Records.Count == 0 ? null : await Numbers(filter, before, most);
        var numbers = await Unpacked(filter, ofRecords, fresh, before, most);
        if (numbers.Count < most)
            numbers.AddRange(
                filter.IsOfOneRecord
                    ? ofRecords!.Where(n => n < fresh).OrderDescending().Take(most - numbers.Count)
                    : await Packed(filter, ofRecords, Math.Min(before, fresh), most - numbers.Count)
            );
        return numbers;
    }

    /// <summary>The next events in the order of their commits, and only of those behind which none can commit any more.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="after">The end of what was read before.</param>
    /// <param name="most">How many to look at.</param>
    /// <returns>Their bodies, the end of what was looked at, and whether there is more.</returns>
    public async ValueTask<(List<byte[]> Events, (long Xid, long Seq) End, bool More)> Next(
        EventFilter filter,
        (long Xid, long Seq) after,
        int most
    )
    {
        var settled = reader.Dialect == Dialect.Sqlite ? "" : " AND e.xid < pg_snapshot_xmin(pg_current_snapshot())";
        var rows = await reader.All<EventColumns>(
            $"{EventColumns.Select(reader.Dialect)}{settled}{BlockEnd.Behind(reader.Dialect)} LIMIT {most}",
            ("xid", after.Xid),
            ("seq", after.Seq)
        );
        if (rows.Count == 0)
            return ([], after, false);
        HashSet<long>? concerned = null;
        foreach (var record in filter.Records)
        {
            var its = await reader.All<long>(
                "SELECT r.seq FROM audit_refs r WHERE r.tenant = @tenant AND r.record_id = @record AND r.seq >= @least AND r.seq <= @last",
                ("record", record),
                ("least", rows.Min(r => r.Seq)),
                ("last", rows.Max(r => r.Seq))
            );
            if (concerned is null)
                concerned = [.. its];
            else
                concerned.IntersectWith(its);
        }
        var taken = rows.Where(r => filter.Takes(r.At) && concerned?.Contains(r.Seq) != false && filter.Takes(Searched.Of(r)));
        return ([.. taken.Select(r => r.Body)], (rows[^1].Xid, rows[^1].Seq), rows.Count == most);
    }

    // Those that no block has yet, a page at a time.
    private async ValueTask<List<long>> Unpacked(EventFilter filter, HashSet<long>? ofRecords, long fresh, long before, int most)
    {
        var taken = new List<long>();
        var until = before;
        while (taken.Count < most && until > fresh)
        {
            var rows = await reader.All<EventColumns>(
                $"{EventColumns.Select(reader.Dialect)} AND e.seq >= @fresh AND e.seq < @until ORDER BY e.seq DESC LIMIT {Page}",
                ("fresh", fresh),
                ("until", until)
            );
            taken.AddRange(
                rows.Where(r => ofRecords?.Contains(r.Seq) != false && filter.Takes(r.At) && filter.Takes(Searched.Of(r)))
                    .Select(r => r.Seq)
                    .Take(most - taken.Count)
            );
            if (rows.Count < Page)
                break;
            until = rows[^1].Seq;
        }
        return taken;
    }

    // The numbers of the events that concern every one of the records.
    private async ValueTask<HashSet<long>> Numbers(EventFilter filter, long before, int most)
    {
        HashSet<long>? numbers = null;
        foreach (var record in filter.Records)
        {
            var its = await reader.All<long>(
                "SELECT r.seq FROM audit_refs r WHERE r.tenant = @tenant AND r.record_id = @record AND r.seq < @before ORDER BY r.seq DESC"
                    + (filter.IsOfOneRecord ? $" LIMIT {most}" : ""),
                ("record", record),
                ("before", before)
            );
            if (numbers is null)
                numbers = [.. its];
            else
                numbers.IntersectWith(its);
        }
        return numbers!;
    }

    private async ValueTask<List<long>> Packed(EventFilter filter, HashSet<long>? ofRecords, long before, int most)
    {
        var blocks = await Blocks(filter, ofRecords, before);
        var numbers = new List<long>();
        var stride = FirstStride;
        for (var first = 0; first < blocks.Count; first += stride, stride = Math.Min(stride * 2, LastStride))
        {
            // Blocks may overlap by a little: what the next has may still be newer.
            if (numbers.Count >= most && numbers.OrderDescending().ElementAt(most - 1) > blocks[first].MaxSeq)
                break;
            var some = blocks.Skip(first).Take(stride).ToDictionary(b => b.N);
            var answers = new Dictionary<long, BlockAnswer>();
            foreach (var block in await Read("b.words AS bytes", some.Keys))
                if (EventBlock.Ask(block.Bytes, filter) is { } answer)
                    answers[block.N] = answer;
            if (answers.Count == 0)
                continue;
            foreach (var block in await Read("b.places AS bytes", answers.Keys))
                EventBlock.Add(
                    numbers,
                    block.Bytes,
                    answers[block.N],
                    some[block.N].MinSeq,
                    some[block.N].MinAt,
                    (seq, at) => seq < before && filter.Takes(at) && ofRecords?.Contains(seq) != false
                );
        }
        return [.. numbers.OrderDescending().Take(most)];
    }

    private async ValueTask<List<Block>> Blocks(EventFilter filter, HashSet<long>? ofRecords, long before)
    {
        var blocks = await reader.All<Block>(
            "SELECT b.n, b.min_seq, b.max_seq, b.min_at FROM audit_blocks b WHERE b.tenant = @tenant AND b.min_seq < @before "
                + "AND b.max_at >= @since AND b.min_at < @until",
            ("before", before),
            ("since", filter.Since ?? long.MinValue),
            ("until", filter.Until ?? long.MaxValue)
        );
        blocks.Sort((a, b) => b.MaxSeq.CompareTo(a.MaxSeq));
        if (ofRecords is null)
            return blocks;
        long[] sorted = [.. ofRecords.Order()];
        return [.. blocks.Where(b => First(sorted, b.MinSeq) is { } least && least <= b.MaxSeq)];
    }

    private static long? First(long[] sorted, long from)
    {
        var at = Array.BinarySearch(sorted, from);
        at = at < 0 ? ~at : at;
        return at < sorted.Length ? sorted[at] : null;
    }

    private ValueTask<List<Block>> Read(string column, IReadOnlyCollection<long> numbers) =>
        reader.All<Block>(
            $"SELECT b.n, {column} FROM audit_blocks b WHERE b.tenant = @tenant AND {reader.Dialect.In("b.n", "@ns")}",
            ("ns", numbers)
        );

    private sealed class Block
    {
        public long N { get; init; }
        public long MinSeq { get; init; }
        public long MaxSeq { get; init; }
        public long MinAt { get; init; }
        public byte[] Bytes { get; init; } = [];
    }
}
