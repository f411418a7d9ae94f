using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>An organisation's log as the store keeps it.</summary>
internal sealed class StoredLog(Session session, string tenant)
{
    /// <summary>How far it is; nothing before the first event is integrated.</summary>
    public async ValueTask<LogState?> State() =>
        (
            await session.Query<LogState>(
                "SELECT s.size, s.root, s.vkey, s.cursor_xid, s.cursor_seq FROM log_states s WHERE s.tenant = @tenant",
                ("tenant", tenant)
            )
        ).FirstOrDefault();

    /// <summary>A tile.</summary>
    public async ValueTask<TileRow?> TileAt(long level, long n) =>
        (
            await session.Query<TileRow>(
                "SELECT t.level, t.n, t.width, t.first_xid, t.hashes, t.seqs FROM log_tiles t WHERE t.tenant = @tenant AND t.level = @level AND t.n = @n",
                ("tenant", tenant),
                ("level", level),
                ("n", n)
            )
        ).FirstOrDefault();

    /// <summary>The newest checkpoint, or the one of a size.</summary>
    public async ValueTask<string?> Head(long? size = null) =>
        (string?)
            await session.Scalar(
                "SELECT h.note FROM log_heads h WHERE h.tenant = @tenant AND (h.size = @size OR @size = -1) ORDER BY h.size DESC LIMIT 1",
                ("tenant", tenant),
                ("size", size ?? -1)
            );

    /// <summary>The checkpoints of trees larger than a size, the smallest first.</summary>
    public ValueTask<List<string>> HeadsAbove(long size, int most) =>
        session.Query<string>(
            "SELECT h.note FROM log_heads h WHERE h.tenant = @tenant AND h.size > @size ORDER BY h.size LIMIT @most",
            ("tenant", tenant),
            ("size", size),
            ("most", most)
        );

    /// <summary>The checkpoint of a size with what witnesses signed of it; nothing when there is none.</summary>
    public async ValueTask<SignedNote?> Cosigned(long size)
    {
        if (await Head(size) is not { } head)
            return null;
        var note = SignedNote.Read(head);
        var lines = await session.Query<string>(
            "SELECT a.line FROM log_anchors a WHERE a.tenant = @tenant AND a.size = @size AND a.line IS NOT NULL ORDER BY a.anchor",
            ("tenant", tenant),
            ("size", size)
        );
        return note with { Signatures = [.. note.Signatures, .. lines.Select(NoteSignature.Read).OfType<NoteSignature>()] };
    }

    /// <summary>The sizes of the checkpoints that witnesses signed, the smallest first.</summary>
    public ValueTask<List<long>> CosignedSizes() =>
        session.Query<long>(
            "SELECT DISTINCT a.size FROM log_anchors a WHERE a.tenant = @tenant AND a.line IS NOT NULL ORDER BY a.size",
            ("tenant", tenant)
        );

    /// <summary>The checkpoint over an entry that most witnesses signed, the newest of those; the log's newest when none did. Nothing before the first.</summary>
    public async ValueTask<SignedHead?> HeadOver(long index)
    {
        var rows = await session.Query<HeadRow>(
            """
            SELECT h.size, s.vkey, h.note, a.line FROM log_states s
            JOIN log_heads h ON h.tenant = s.tenant AND h.size = COALESCE(
              (
                SELECT w.size FROM log_anchors w WHERE w.tenant = @tenant AND w.size > @index AND w.line IS NOT NULL
                GROUP BY w.size ORDER BY COUNT(*) DESC, w.size DESC LIMIT 1
              ), s.size)
            LEFT JOIN log_anchors a ON a.tenant = h.tenant AND a.size = h.size AND a.line IS NOT NULL
            WHERE s.tenant = @tenant ORDER BY a.anchor
            """,
            ("tenant", tenant),
            ("index", index)
        );
        if (rows is not [var head, ..])
            return null;
        var note = SignedNote.Read(head.Note);
        var lines = rows.Select(r => r.Line).OfType<string>().Select(NoteSignature.Read).OfType<NoteSignature>();
        return new(head.Size, head.Vkey, note with { Signatures = [.. note.Signatures, .. lines] });
    }

    /// <summary>The tree as it was at a size.</summary>
    public TiledTree Tree(long size) => new(new StoredTiles(this, []), size);

    /// <summary>The tree as it was at a size, with the tiles that a leaf's proof is made of read at once: those over the leaf, and the right edge.</summary>
    public async ValueTask<TiledTree> TreeAround(long index, long size)
    {
        List<string> wanted = [];
        List<(string, object?)> values = [("tenant", tenant)];
        for (var (level, left) = (0, size); left > 0; level++, left /= Tile.Full)
        {
            // A part for each level: of one condition with alternatives SQLite makes a walk through all tiles.
            wanted.Add(
                $"SELECT t.level, t.n, t.hashes FROM log_tiles t WHERE t.tenant = @tenant AND t.level = {level} AND t.n IN (@over{level}, @edge{level})"
            );
            values.Add(($"over{level}", index >> (8 * (level + 1))));
            values.Add(($"edge{level}", left / Tile.Full));
        }
        var tiles = await session.Query<TileRow>(string.Join(" UNION ALL ", wanted), [.. values]);
        return new(new StoredTiles(this, tiles.ToDictionary(t => (t.Level, t.N), t => t.Hashes)), size);
    }

    /// <summary>Where an event stands in the tree; nothing when it is not integrated yet.</summary>
    public async ValueTask<long?> IndexOf(long xid, long seq)
    {
        var tile = (
            await session.Query<TileRow>(
                """
                SELECT t.n, t.seqs FROM log_tiles t WHERE t.tenant = @tenant AND t.level = 0 AND (t.first_xid, t.first_seq) <= (@xid, @seq)
                ORDER BY t.first_xid DESC, t.first_seq DESC LIMIT 1
                """,
                ("tenant", tenant),
                ("xid", xid),
                ("seq", seq)
            )
        ).FirstOrDefault();
        return tile?.Numbers().IndexOf(seq) is >= 0 and var place ? tile.N * Tile.Full + place : null;
    }

    /// <summary>An event by its id.</summary>
    public async ValueTask<EventColumns?> Event(string id) =>
        (
            await session.Query<EventColumns>(EventColumns.Select(session.Dialect) + " AND e.id = @id", ("tenant", tenant), ("id", id))
        ).FirstOrDefault();

    /// <summary>The events of a tile of level 0, in its order; nothing for one that is gone.</summary>
    public async ValueTask<IReadOnlyList<EventColumns?>> Events(TileRow tile)
    {
        var numbers = tile.Numbers();
        var rows = await session.Query<EventColumns>(
            $"{EventColumns.Select(session.Dialect)} AND {session.Dialect.In("e.seq", "@seqs")}",
            ("tenant", tenant),
            ("seqs", numbers)
        );
        var found = rows.ToDictionary(r => r.Seq);
        return [.. numbers.Select(n => found.GetValueOrDefault(n))];
    }

    /// <summary>
    /// What was sealed beside events, by their ids: what policies saw of the call, if it is still kept, then what records were before it, in the order of the
    /// changes.
    /// </summary>
    public async ValueTask<ILookup<string, byte[]>> Payloads(IReadOnlyList<EventColumns> events)
    {
        var ids = events.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var calls = await session.Query<PayloadRow>(
            $"SELECT p.event_id, p.sealed FROM recorded_calls p WHERE p.tenant = @tenant AND {session.Dialect.In("p.at", "@ats")} ORDER BY p.at, p.seq",
            ("tenant", tenant),
            ("ats", events.Select(e => e.At).Distinct().ToList())
        );
        var images = await session.Query<PayloadRow>(
            $"SELECT p.event_id, p.sealed FROM before_images p WHERE p.tenant = @tenant AND {session.Dialect.In("p.event_id", "@events")} ORDER BY p.event_id, p.ordinal",
            ("tenant", tenant),
            ("events", ids)
        );
        return calls.Where(c => ids.Contains(c.EventId)).Concat(images).ToLookup(r => r.EventId, r => r.Sealed, StringComparer.Ordinal);
    }

    private sealed class HeadRow
    {
        public long Size { get; init; }
        public string Vkey { get; init; } = "";
        public string Note { get; init; } = "";
        public string? Line { get; init; }
    }

    private sealed class PayloadRow
    {
        public string EventId { get; init; } = "";
        public byte[] Sealed { get; init; } = [];
    }

    private sealed class StoredTiles(StoredLog log, Dictionary<(long Level, long N), byte[]> read) : Tiles
    {
        public override async ValueTask<byte[]> Read(Tile tile) =>
            read.TryGetValue((tile.Level, tile.Index), out var hashes)
                ? hashes
                : (await log.TileAt(tile.Level, tile.Index))?.Hashes ?? throw new LogException($"The tile {tile.Path} is missing.");
    }
}
