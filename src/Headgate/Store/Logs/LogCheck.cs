using Headgate.Log;
using Headgate.Log.Notes;

namespace Headgate.Store.Logs;

/// <summary>
/// Checks a stored log against everything beside it: each event against its leaf and its own columns, each tile, every checkpoint that was ever signed, in
/// the database and in the file outside it, whether an event is in no tree, and what searches look through.
/// </summary>
internal sealed class LogCheck(Session session, string tenant, LogKey key, CheckpointFile file, IReadOnlyList<NoteKey>? witnesses = null)
{
    private const int Most = 1000;
    private const int Page = 4096;

    // A call may take a while from its beginning, which its event says, to its commit.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly StoredLog _log = new(session, tenant);
    private readonly List<LogFault> _faults = [];
    private readonly HashSet<long> _seen = [];
    private readonly SealedCheck _sealed = new();
    private readonly BlockCheck _blocks = new(session, tenant);
    private Queue<(long Size, TreeHash Root, string Where)> _heads = [];
    private long _checkpoints;

    /// <summary>Checks.</summary>
    public async ValueTask<LogReport> Run(DateTimeOffset now)
    {
        // Before the first look at the database, which then has all that the file has, however fast it grows.
        var outside = file.Read().ToList();
        var state = await _log.State() ?? new() { Root = Merkle.Empty.ToString() };
        await ReadHeads(outside);
        var root = await Grow(state.Size);
        if (root is { } known && known.ToString() != state.Root)
            Fault("root_differs", "The tree's root is not the one that is kept.", "root");
        foreach (var (size, _, where) in _heads)
            Fault("rolled_back", $"The log had {size} entries once and has {state.Size} now.", where);
        var waiting = await FindStray(now);
        _faults.AddRange(_sealed.Unexplained());
        _faults.AddRange(await new CosignatureCheck(_log, witnesses ?? []).Faults());
        if (await _blocks.Beyond(state.Size) is { } beyond)
            _faults.Add(beyond);
        return new(state.Size, _checkpoints, waiting, state.Root, [.. _faults.Take(Most)]);
    }

    // All by their sizes, those of the file among those of the database; a signature is asked about once.
    private async ValueTask ReadHeads(IReadOnlyList<(string Text, SignedNote? Note)> outside)
    {
        var own = key.SignerOf(tenant).Key;
        var found = new List<(long Size, TreeHash Root, string Where)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        void Take(SignedNote? note, string text, string where)
        {
            if (note is null)
                Fault("head_form", "This is no signed checkpoint.", where);
            else if (note.Text.StartsWith(own.Name + "\n", StringComparison.Ordinal) && known.Add(text))
            {
                var head = Checkpoint.Read(note.Text);
                if (!note.IsSignedBy(own))
                    Fault("head_signature", "The checkpoint is not signed by the key of this data folder.", where);
                else
                    found.Add((head.Size, head.Root, where));
            }
        }
        for (var size = -1L; ; )
        {
            var notes = await _log.HeadsAbove(size, Page);
            foreach (var note in notes)
                Take(Read(note), note, "checkpoint in the database");
            if (notes.Count < Page || found.Count == 0)
                break;
            size = found[^1].Size;
        }
        foreach (var (place, (text, note)) in outside.Index())
            Take(note, text, $"{Path.GetFileName(file.Path)} {place + 1}");
        _checkpoints = found.Count;
        _heads = new(found.OrderBy(h => h.Size));
    }

    private static SignedNote? Read(string note)
    {
        try
        {
            return SignedNote.Read(note);
        }
        catch (LogException)
        {
            return null;
        }
    }

    // The root of what the tiles of level 0 say, or nothing when one is missing.
    private async ValueTask<TreeHash?> Grow(long size)
    {
        var frontier = new Frontier();
        Meet(frontier);
        for (var n = 0L; n * Tile.Full < size; n++)
        {
            var width = Math.Min(Tile.Full, size - n * Tile.Full);
            if (await _log.TileAt(0, n) is not { } row || row.Width != width || row.Hashes.Length != width * TreeHash.Length)
            {
                Fault("tile_missing", "The tile is missing, or not as wide as the tree is.", new Tile(0, n, (int)width).Path);
                return null;
            }
            var events = await _log.Events(row);
            await CheckLeaves(row, events);
            for (var i = 0; i < width; i++)
            {
                frontier.Append(new(row.Hashes.AsSpan(i * TreeHash.Length, TreeHash.Length)));
                Meet(frontier);
            }
            if (n * Tile.Full + width == size || width == Tile.Full)
                await CheckTiles(frontier);
        }
        return frontier.Root();
    }

    private async ValueTask CheckTiles(Frontier frontier)
    {
        foreach (var (tile, hashes) in frontier.TakeChanged().Where(t => t.Tile.Level > 0))
        {
            // What is unfinished here may have grown in the store; what is there begins the same.
            var kept = await _log.TileAt(tile.Level, tile.Index);
            if (kept is null || kept.Hashes.Length < hashes.Length || !kept.Hashes.AsSpan(0, hashes.Length).SequenceEqual(hashes))
                Fault("tile_differs", "The tile is not what the tiles below it hash to.", tile.Path);
        }
    }

    private async ValueTask CheckLeaves(TileRow row, IReadOnlyList<EventColumns?> events)
    {
        foreach (var number in row.Numbers())
            if (!_seen.Add(number))
                Fault("leaf_twice", "An event is in the tree twice.", $"event number {number}");
        if (events.Count != row.Width)
            Fault("leaf_missing", "The tile does not name its events.", new Tile(0, row.N, (int)row.Width).Path);
        foreach (var (i, one) in events.Index().Where(e => e.Index < row.Width))
        {
            var where = $"entry {row.N * Tile.Full + i}";
            if (one is null)
                Fault("leaf_missing", "The event is gone from the database.", where);
            else if (Merkle.Leaf(one.Body) != new TreeHash(row.Hashes.AsSpan(i * TreeHash.Length, TreeHash.Length)))
                Fault("leaf_differs", $"The event {one.Id} is not what was put into the tree.", where);
            else if (EventBody.Disagrees(one, tenant) is { } column)
                Fault("column_differs", $"The column {column} of {one.Id} is not what its entry says.", where);
        }
        await _sealed.Take(_log, row.N * Tile.Full, events, Fault);
        await _blocks.Take(row.N * Tile.Full, events, Fault);
    }

    private void Meet(Frontier frontier)
    {
        TreeHash? root = null;
        while (_heads.TryPeek(out var head) && head.Size == frontier.Size)
        {
            _heads.Dequeue();
            if (head.Root != (root ??= frontier.Root()))
                Fault("forked", $"The first {head.Size} entries are not those of a checkpoint that was signed.", head.Where);
        }
    }

    // Events that no tree has: new ones wait a second, an old one was slipped in, or the log stands still.
    private async ValueTask<long> FindStray(DateTimeOffset now)
    {
        var waiting = 0L;
        for (var after = long.MinValue; ; )
        {
            var rows = await session.Query<EventColumns>(
                "SELECT e.seq, e.id, e.at FROM audit_events e WHERE e.tenant = @tenant AND e.seq > @after ORDER BY e.seq LIMIT @most",
                ("tenant", tenant),
                ("after", after),
                ("most", Page)
            );
            foreach (var row in rows.Where(r => !_seen.Contains(r.Seq)))
                if (row.At < (now - Grace).ToUnixTimeMilliseconds())
                    Fault("not_integrated", $"The event {row.Id} was committed and is not in the log.", row.Id);
                else
                    waiting++;
            if (rows.Count < Page)
                return waiting;
            after = rows[^1].Seq;
        }
    }

    private void Fault(string code, string what, string where)
    {
        if (_faults.Count < Most)
            _faults.Add(new(code, what, where));
    }
}
