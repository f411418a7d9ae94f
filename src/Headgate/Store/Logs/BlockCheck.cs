namespace Headgate.Store.Logs;

/// <summary>
/// Checks the blocks that searches look through: each is packed again from its events. A block that says something else would hide events from whoever
/// searches, while every proof still holds.
/// </summary>
internal sealed class BlockCheck(Session session, string tenant)
{
    private readonly List<EventColumns> _events = new(EventBlock.Full);
    private BlockEnd _end = new();
    private long? _last;

    /// <summary>Takes the events of a tile, in the order of the tree, which is that of the blocks.</summary>
    public async ValueTask Take(IReadOnlyList<EventColumns?> events, Action<string, string, string> fault)
    {
        _last ??= (await BlockEnd.Of(session, tenant)).N;
        foreach (var one in events)
        {
            // Of an event that is gone another fault tells; its block cannot be made again.
            if (one is null || _end.N >= _last)
                return;
            _events.Add(one);
            if (_events.Count == EventBlock.Full)
                await Compare(fault);
        }
    }

    private async ValueTask Compare(Action<string, string, string> fault)
    {
        _end = new()
        {
            N = _end.N + 1,
            LastXid = _events[^1].Xid,
            LastSeq = _events[^1].Seq,
        };
        var packed = EventIndexer.Row(_end, _events);
        _events.Clear();
        var kept = (
            await session.Query<Kept>(
                "SELECT b.n, b.last_xid, b.last_seq, b.min_seq, b.max_seq, b.min_at, b.max_at, b.words, b.places FROM audit_blocks b WHERE b.tenant = @tenant AND b.n = @n",
                ("tenant", tenant),
                ("n", _end.N)
            )
        ).FirstOrDefault();
        if (kept is null)
            fault("block_missing", "Searches find none of these events: a block between others is gone.", Where);
        else if (
            !kept.Numbers.SequenceEqual(packed.OfType<long>())
            || !kept.Words.AsSpan().SequenceEqual((byte[])packed[^2]!)
            || !kept.Places.AsSpan().SequenceEqual((byte[])packed[^1]!)
        )
            fault("block_differs", "What searches look through is not what the events say.", Where);
    }

    private string Where => $"entries {_end.N * EventBlock.Full} to {(_end.N + 1) * EventBlock.Full - 1}";

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
