using Headgate.Gate;
using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>A tree while leaves are added: read from the store, grown outside it, written back in one go.</summary>
internal sealed class Growth
{
    private static readonly Bulk Tiles = Bulk.Insert(
        "log_tiles",
        "ON CONFLICT (tenant, level, n) DO UPDATE SET width = excluded.width, hashes = excluded.hashes, seqs = excluded.seqs",
        ("level", Holds.Whole),
        ("n", Holds.Whole),
        ("width", Holds.Whole),
        ("first_xid", Holds.Whole),
        ("first_seq", Holds.Whole),
        ("hashes", Holds.Bytes),
        ("seqs", Holds.Bytes)
    );

    private readonly string _tenant;
    private readonly LogState _before;
    private readonly Frontier _frontier;
    private readonly long _first;
    private readonly List<long> _seqs;
    private readonly List<long> _xids;
    private List<object?[]>? _rows;

    private Growth(string tenant, LogState before, Frontier frontier, TileRow? last)
    {
        (_tenant, _before, _frontier) = (tenant, before, frontier);
        _first = before.Size / Tile.Full * Tile.Full;
        _seqs = last?.Numbers() ?? [];
        // Of those that are there only the first is asked for.
        _xids = [.. _seqs.Select(_ => last!.FirstXid ?? 0)];
    }

    /// <summary>How many leaves it has.</summary>
    public long Size => _frontier.Size;

    /// <summary>Reads a tree's right edge.</summary>
    public static async ValueTask<Growth> Open(Session session, string tenant)
    {
        var log = new StoredLog(session, tenant);
        var state = await log.State() ?? new() { Root = Merkle.Empty.ToString() };
        var edge = new Dictionary<int, TileRow>();
        for (var (level, count) = (0, state.Size); count > 0; level++, count /= Tile.Full)
            if (count % Tile.Full > 0)
                edge[level] =
                    await log.TileAt(level, count / Tile.Full)
                    ?? throw new StoreException($"The log of {tenant} lacks a tile of level {level}. Run: headgate audit verify");
        return new(tenant, state, Frontier.At(state.Size, t => edge[t.Level].Hashes), edge.GetValueOrDefault(0));
    }

    /// <summary>Adds an event, or a checkpoint.</summary>
    public void Add(byte[] leaf, long xid, long seq)
    {
        _frontier.Append(Merkle.Leaf(leaf));
        _seqs.Add(seq);
        _xids.Add(xid);
    }

    /// <summary>Signs what it is now.</summary>
    public SignedNote Sign(NoteSigner signer) => new Checkpoint(signer.Key.Name, Size, _frontier.Root()).Sign(signer);

    /// <summary>Writes it back, unless somebody else did so in the meantime. Work on the store may be done twice: what is written stays the same.</summary>
    /// <param name="session">The writer.</param>
    /// <param name="signer">Who signs for it.</param>
    /// <param name="note">Its checkpoint.</param>
    /// <param name="place">Where the checkpoint stands in the tree over all, if it does.</param>
    /// <param name="at">When.</param>
    /// <param name="cursor">How far events were taken; of the tree over all.</param>
    /// <returns>Whether nobody did.</returns>
    public async ValueTask<bool> Write(
        Session session,
        NoteSigner signer,
        SignedNote note,
        long? place,
        DateTimeOffset at,
        (long Xid, long Seq) cursor
    )
    {
        var moved = await session.Execute(
            """
            INSERT INTO log_states (tenant, size, root, vkey, cursor_xid, cursor_seq) VALUES (@tenant, @size, @root, @vkey, @xid, @seq)
            ON CONFLICT (tenant) DO UPDATE SET
              size = excluded.size, root = excluded.root, vkey = excluded.vkey, cursor_xid = excluded.cursor_xid, cursor_seq = excluded.cursor_seq
            WHERE log_states.size = @before AND log_states.cursor_seq = @before_seq AND log_states.cursor_xid = @before_xid
            """,
            ("tenant", _tenant),
            ("size", Size),
            ("root", _frontier.Root().ToString()),
            ("vkey", signer.Key.ToString()),
            ("xid", cursor.Xid),
            ("seq", cursor.Seq),
            ("before", _before.Size),
            ("before_seq", _before.CursorSeq),
            ("before_xid", _before.CursorXid)
        );
        if (moved != 1)
            return false;
        _rows ??= [.. _frontier.TakeChanged().Select(t => Row(t.Tile, t.Hashes))];
        await session.Run(Tiles, _tenant, _rows);
        await session.Execute(
            "INSERT INTO log_heads (tenant, size, at, place, note) VALUES (@tenant, @size, @at, @place, @note)",
            ("tenant", _tenant),
            ("size", Size),
            ("at", at),
            ("place", place),
            ("note", note.ToString())
        );
        return true;
    }

    private object?[] Row(Tile tile, byte[] hashes)
    {
        if (tile.Level > 0)
            return [(long)tile.Level, tile.Index, (long)tile.Width, null, null, hashes, null];
        var start = (int)(tile.Index * Tile.Full - _first);
        return [0L, tile.Index, (long)tile.Width, _xids[start], _seqs[start], hashes, TileRow.Packed(_seqs.GetRange(start, tile.Width))];
    }
}
