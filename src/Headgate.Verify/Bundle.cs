using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headgate.Verify;

/// <summary>256 entries of a log, or what its end has of them: read, hashed and checked by themselves, on any thread.</summary>
internal sealed class Bundle
{
    private const uint Gone = 0xFFFFFFFF;

    private Bundle(long index, int width) => (Index, Width) = (index, width);

    public long Index { get; }
    public int Width { get; }

    /// <summary>The leaf hashes; nothing when the entries cannot be read.</summary>
    public byte[]? Hashes { get; private set; }

    public List<Leaf?> Leaves { get; } = [];
    public List<Finding> Findings { get; } = [];

    /// <summary>Entries of which a payload is not there, and when their calls came.</summary>
    public List<(long Entry, string At)> Absent { get; } = [];

    public int Kept { get; private set; }

    /// <summary>The payload file that it must have.</summary>
    public string? Payload { get; private set; }

    /// <summary>Whether it could be told which payloads there are.</summary>
    public bool KnowsPayloads => Hashes is not null && !Leaves.Contains(null);

    public static Bundle Read(Files files, string tenant, long index, int width)
    {
        var bundle = new Bundle(index, width);
        bundle.ReadEntries(files, tenant);
        if (bundle.Hashes is null)
            return bundle;
        var path = Paths.Tile(0, index, width);
        if (files.Read(path) is { } tile && !tile.AsSpan().SequenceEqual(bundle.Hashes))
            bundle.Findings.Add(new("tile_differs", "The tile is not what its entries hash to.", path));
        if (bundle.KnowsPayloads && bundle.Leaves.Any(l => l!.Sealed is not null))
            bundle.ReadPayloads(files);
        return bundle;
    }

    private void ReadEntries(Files files, string tenant)
    {
        var path = Paths.Entries(Index, Width);
        if (files.Read(path) is not { } bytes)
            return;
        if (Split(bytes, Width, 2) is not { } entries)
        {
            Findings.Add(new("entries_form", $"The file is not {Width} entries.", path));
            return;
        }
        Hashes = new byte[Width * Hashing.Size];
        for (var i = 0; i < Width; i++)
        {
            var entry = bytes.AsSpan(entries[i]!.Value);
            Hashing.Leaf(entry, Hashes.AsSpan(i * Hashing.Size, Hashing.Size));
            Leaves.Add(Check(entry, tenant, $"entry {Index * 256 + i}"));
        }
    }

    private Leaf? Check(ReadOnlySpan<byte> entry, string tenant, string where)
    {
        var leaf = Leaf.Read(entry);
        if (leaf is null)
            Findings.Add(new("leaf_form", "The entry is not canonical JSON of an event of at most 8 KiB.", where));
        else if (leaf.Tenant != tenant)
            Findings.Add(new("leaf_tenant", "The entry is another organisation's.", where));
        return leaf;
    }

    private void ReadPayloads(Files files)
    {
        Payload = Paths.Payload(Index, Width);
        if (files.Read(Payload) is not { } bytes)
        {
            Findings.Add(new("file_missing", "The payloads of its entries are missing.", Payload));
            return;
        }
        var count = Leaves.Sum(l => l!.Sealed?.Count ?? 0);
        if (Split(bytes, count, 4) is not { } payloads)
        {
            Findings.Add(new("payload_form", $"The file is not {count} payloads.", Payload));
            return;
        }
        var next = 0;
        foreach (var (i, leaf) in Leaves.Index().Where(l => l.Item!.Sealed is not null))
        {
            var parts = payloads.GetRange(next, leaf!.Sealed!.Count);
            next += parts.Count;
            if (parts.TrueForAll(p => p is null))
                Absent.Add((Index * 256 + i, leaf.At));
            else if (parts.Contains(null))
                Findings.Add(new("payload_form", "Of what was sealed some is there and some is not.", $"entry {Index * 256 + i}"));
            else if (
                !SHA256
                    .HashData(parts.SelectMany(p => SHA256.HashData(bytes.AsSpan(p!.Value))).ToArray())
                    .AsSpan()
                    .SequenceEqual(leaf.Sealed.Sha256)
            )
                Findings.Add(new("payload_differs", "What was sealed is not what the entry's hash is of.", $"entry {Index * 256 + i}"));
            else
                Kept += parts.Count;
        }
    }

    // Pieces that stand each after its length; nothing where they are not as many.
    private static List<Range?>? Split(byte[] bytes, int count, int prefix)
    {
        var pieces = new List<Range?>(count);
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            if (at + prefix > bytes.Length)
                return null;
            var length =
                prefix == 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at))
                    : BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
            at += prefix;
            var isGone = prefix == 4 && length == Gone;
            if (!isGone && length > bytes.Length - at)
                return null;
            pieces.Add(isGone ? null : at..(at + (int)length));
            at += isGone ? 0 : (int)length;
        }
        return at == bytes.Length ? pieces : null;
    }
}
