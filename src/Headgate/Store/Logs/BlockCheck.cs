namespace Headgate.Store.Logs;

/// <summary>
/// Checks the blocks that searches look through: each is packed again from its events. A block that says something else would hide events from whoever
/// searches, while every proof still holds.
/// </summary>
internal sealed class BlockCheck(Session session, string tenant)
{
    private readonly List<EventColumns> _events = new(EventBlock.Full);
    private long? _last;

    /// <summary>Takes the events of a tile, in the order of the tree, which is that of the blocks.</summary>
    public async ValueTask Take(long first, IReadOnlyList<EventColumns?> events, Action<string, string, string> fault)
    {
        foreach (var (i, one) in events.Index())
        {
            var entry = first + i;
            if (entry % EventBlock.Full == 0)
                _events.Clear();
            if (one is not null)
                _events.Add(one);
            // Of an event that is gone another fault tells; its block cannot be made again.
            if ((entry + 1) % EventBlock.Full == 0 && _events.Count == EventBlock.Full)
                await Compare(entry / EventBlock.Full, fault);
        }
    }

    /// <summary>A block behind the end of the log: searches would take what is new for packed, and not find it.</summary>
    public async ValueTask<LogFault?> Beyond(long size) =>
        (await Last() + 1) * EventBlock.Full > size
            ? new("block_unknown", "Searches look through a block whose events are not in the log.", $"block {await Last()}")
            : null;

    private async ValueTask Compare(long n, Action<string, string, string> fault)
    {
        // The newest are packed within a second or two.
        if (n > await Last())
            return;
        var packed = EventIndexer.Row(
            new()
            {
                N = n,
                LastXid = _events[^1].Xid,
                LastSeq = _events[^1].Seq,
            },
            _events
        );
        var where = $"entries {n * EventBlock.Full} to {(n + 1) * EventBlock.Full - 1}";
        var kept = (
            await session.Query<Kept>(
                "SELECT b.n, b.last_xid, b.last_seq, b.min_seq, b.max_seq, b.min_at, b.max_at, b.words, b.places FROM audit_blocks b WHERE b.tenant = @tenant AND b.n = @n",
                ("tenant", tenant),
                ("n", n)
            )
        ).FirstOrDefault();
        if (kept is null)
            fault("block_missing", "Searches find none of these events: a block between others is gone.", where);
        else if (
            !kept.Numbers.SequenceEqual(packed.OfType<long>())
            || !kept.Words.AsSpan().SequenceEqual((byte[])packed[^2]!)
            || !kept.Places.AsSpan().SequenceEqual((byte[])packed[^1]!)
        )
            fault("block_differs", "What searches look through is not what the events say.", where);
    }

    private async ValueTask<long> Last() => _last ??= (await BlockEnd.Of(session, tenant)).N;

    private sealed class Kept
    {
        public long N { get; init; }
        public long LastXid { get; init; }
        public long LastSeq { get; init; }
        public long MinSeq { get; init; }
        public long MaxSeq { get; init; }
        public long MinAt { get; init; }
        public long MaxAt { get; init; }
        public byte[] Words { get; init; } = [];
        public byte[] Places { get; init; } = [];

        public IEnumerable<long> Numbers => [N, LastXid, LastSeq, MinSeq, MaxSeq, MinAt, MaxAt];
    }
}
