using System.Numerics;

namespace Headgate.Log;

/// <summary>A tree of a size over its stored tiles: its root and its proofs (RFC 6962, section 2.1), each from a few tiles.</summary>
public sealed class TiledTree(Tiles tiles, long size)
{
    private readonly Dictionary<(int Level, long Index), byte[]> _read = [];

    /// <summary>How many leaves it has.</summary>
    public long Size => size;

    /// <summary>Its root.</summary>
    public ValueTask<TreeHash> Root() => Range(0, size);

    /// <summary>The hash of a leaf.</summary>
    public ValueTask<TreeHash> Leaf(long index) => Range(index, index + 1);

    /// <summary>The path from a leaf to the root: the hash of each sibling, from below.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public async ValueTask<IReadOnlyList<TreeHash>> Inclusion(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<TreeHash>();
        for (var (start, end) = (0L, size); end - start > 1; )
        {
            var middle = start + Merkle.LeftOf(end - start);
            path.Add(index < middle ? await Range(middle, end) : await Range(start, middle));
            (start, end) = index < middle ? (start, middle) : (middle, end);
        }
        path.Reverse();
        return path;
    }

    /// <summary>The proof that this tree only adds to an earlier one.</summary>
    /// <param name="from">The size of the earlier tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">It was larger than this one.</exception>
    public async ValueTask<IReadOnlyList<TreeHash>> Consistency(long from)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, size);
        var proof = new List<TreeHash>();
        if (from == 0 || from == size)
            return proof;
        // Down to where the earlier tree ends; while it has been whole on the left, whoever checks knows its root already.
        var (start, end, isWhole) = (0L, size, true);
        while (end != from)
        {
            var middle = start + Merkle.LeftOf(end - start);
            if (from <= middle)
            {
                proof.Add(await Range(middle, end));
                end = middle;
            }
            else
            {
                proof.Add(await Range(start, middle));
                (start, isWhole) = (middle, false);
            }
        }
        if (!isWhole)
            proof.Add(await Range(start, end));
        proof.Reverse();
        return proof;
    }

    private async ValueTask<TreeHash> Range(long start, long end)
    {
        var count = end - start;
        if (count == 0)
            return Merkle.Empty;
        if (BitOperations.IsPow2(count) && start % count == 0)
            return await Subtree(start, BitOperations.Log2((ulong)count));
        var middle = start + Merkle.LeftOf(count);
        return Merkle.Node(await Range(start, middle), await Range(middle, end));
    }

    // The whole subtree of 2^height leaves stands in one tile, as a run of hashes.
    private async ValueTask<TreeHash> Subtree(long start, int height)
    {
        var level = height / 8;
        var (first, count) = (start >> (8 * level), 1 << (height % 8));
        var (index, place) = (first / Tile.Full, (int)(first % Tile.Full));
        if (!_read.TryGetValue((level, index), out var hashes))
        {
            var width = (int)Math.Min(Tile.Full, (size >> (8 * level)) - index * Tile.Full);
            _read[(level, index)] = hashes = await tiles.Read(new(level, index, width));
        }
        if (hashes.Length < (place + count) * TreeHash.Length)
            throw new LogException($"The tile {index} of level {level} is too short.");
        return Merkle.Root(hashes.AsSpan(place * TreeHash.Length, count * TreeHash.Length));
    }
}
