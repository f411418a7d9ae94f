namespace Headgate.Verify;

/// <summary>Goes through a bundle from its first entry to its last, a few tiles ahead on other threads, and never holds more than those.</summary>
internal sealed class Walk(Files files, Note checkpoint, string tenant, Key key, Witnesses witnesses, Verdict verdict)
{
    private const int MostMissing = 100;
    private static readonly int Ahead = 4 * Environment.ProcessorCount;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _payloads = new(StringComparer.Ordinal);
    private readonly List<(long Entry, string Before)> _aged = [];
    private readonly List<(long Entry, string At)> _absent = [];
    private readonly Heads _heads = new();
    private bool _knowsPayloads = true;
    private long _kept;

    public void Go((string Name, byte[] Bytes)? kept)
    {
        // What a log of that size must have; a size beyond all reason is not counted to its end.
        var expected = Paths.All(checkpoint.Size).Take(files.Names.Count + MostMissing).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in expected.Except(files.Names))
            verdict.Add("file_missing", "The file is not there.", missing);
        if (files.Read("heads") is { } own)
            _heads.AddOwn(own, checkpoint.Origin, key, verdict);
        if (kept is { } given)
            _heads.AddKept(given.Bytes, given.Name, checkpoint.Origin, verdict);
        _heads.Sort();
        var root = Grow();
        if (root is not null && !root.AsSpan().SequenceEqual(checkpoint.Root))
            verdict.Add("root_differs", "The entries do not hash to the root that was signed.", "checkpoint");
        foreach (var (entry, at) in _absent)
            // Instants are written in one form, which sorts as they do.
            if (!_aged.Exists(a => a.Entry > entry && string.CompareOrdinal(at, a.Before) < 0))
                verdict.Add(
                    "payload_missing",
                    "What was sealed is not kept, and no later entry says that its time was up.",
                    $"entry {entry}"
                );
        expected.UnionWith(_payloads);
        foreach (var name in files.Names.Where(n => !expected.Remove(n)))
            if (_knowsPayloads || !name.StartsWith("payload/", StringComparison.Ordinal))
                verdict.Add("file_unknown", "The file belongs to no log of this size and entries.", name);
        if (root is not null)
            _heads.Judge(checkpoint.Size, key, verdict);
        witnesses.Judge([checkpoint, .. _heads.Notes], checkpoint.Size, "checkpoint", verdict);
        verdict.Said.Add(
            $"{checkpoint.Size} entries of {tenant}, {_kept} payloads kept, {_absent.Count} entries whose payloads aged away, {_heads.Count} earlier checkpoints, root {Convert.ToBase64String(checkpoint.Root)}"
        );
    }

    // The root, or nothing when not all entries can be read.
    private byte[]? Grow()
    {
        var tree = new Tree(CheckTile);
        var last = Array.Empty<byte>();
        _heads.Meet(0, _ => tree.Root([]));
        foreach (var bundle in Bundles())
        {
            foreach (var finding in bundle.Findings)
                verdict.Add(finding);
            if (bundle.Hashes is not { } hashes)
            {
                _knowsPayloads = false;
                return null;
            }
            Take(bundle);
            var start = bundle.Index * 256;
            _heads.Meet(
                start + bundle.Width - (bundle.Width == 256 ? 1 : 0),
                size => tree.Root(hashes.AsSpan(0, (int)(size - start) * Hashing.Size))
            );
            if (bundle.Width == 256)
                tree.Add(hashes);
            else
                last = hashes;
            if (bundle.Width == 256)
                _heads.Meet(start + 256, _ => tree.Root([]));
        }
        tree.Finish();
        return tree.Root(last);
    }

    private void Take(Bundle bundle)
    {
        foreach (var (i, leaf) in bundle.Leaves.Index())
        {
            if (leaf?.Id is { } id && !_ids.Add(id))
                verdict.Add("leaf_twice", "An earlier entry has the same id.", $"entry {bundle.Index * 256 + i}");
            if (leaf?.PayloadsBefore is { } before)
                _aged.Add((bundle.Index * 256 + i, before));
        }
        _absent.AddRange(bundle.Absent);
        _kept += bundle.Kept;
        _knowsPayloads &= bundle.KnowsPayloads;
        if (bundle.Payload is { } payload)
            _payloads.Add(payload);
    }

    private IEnumerable<Bundle> Bundles()
    {
        var running = new Queue<Task<Bundle>>();
        for (var index = 0L; index * 256 < checkpoint.Size || running.Count > 0; index++)
        {
            if (index * 256 < checkpoint.Size)
            {
                var (at, width) = (index, (int)Math.Min(256, checkpoint.Size - index * 256));
                running.Enqueue(Task.Run(() => Bundle.Read(files, tenant, at, width)));
            }
            if (running.Count > Ahead || index * 256 >= checkpoint.Size)
                yield return running.Dequeue().GetAwaiter().GetResult();
        }
    }

    private void CheckTile(int level, long index, ReadOnlySpan<byte> hashes)
    {
        var path = Paths.Tile(level, index, hashes.Length / Hashing.Size);
        if (files.Read(path) is { } tile && !tile.AsSpan().SequenceEqual(hashes))
            verdict.Add("tile_differs", "The tile is not what the tiles below it hash to.", path);
    }
}
