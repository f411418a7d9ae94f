using System.Numerics;

namespace Headgate.Log;

/// <summary>
/// The right edge of a growing tree: its unfinished tiles. It takes leaf hashes one by one, knows the root at every size, and gives the tiles that changed.
/// </summary>
public sealed class Frontier
{
    private readonly List<Edge> _edges = [];
    private readonly List<(Tile Tile, byte[] Hashes)> _finished = [];

    private sealed class Edge
    {
        public byte[] Hashes { get; set; } = new byte[Tile.Full * TreeHash.Length];
        public long Index { get; set; }
        public int Width { get; set; }
        public bool HasChanged { get; set; }

        public ReadOnlySpan<byte> Row => Hashes.AsSpan(0, Width * TreeHash.Length);
    }

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>Goes on from a tree of a size; the unfinished tiles come from where they are kept.</summary>
    /// <param name="size">The size.</param>
    /// <param name="tile">The hashes of a tile, at least as many as its width.</param>
    public static Frontier At(long size, Func<Tile, byte[]> tile)
    {
        var frontier = new Frontier { Size = size };
        for (var count = size; count > 0; count /= Tile.Full)
        {
            var edge = new Edge { Index = count / Tile.Full, Width = (int)(count % Tile.Full) };
            if (edge.Width > 0)
                tile(new(frontier._edges.Count, edge.Index, edge.Width)).AsSpan(0, edge.Width * TreeHash.Length).CopyTo(edge.Hashes);
            frontier._edges.Add(edge);
        }
        return frontier;
    }

    /// <summary>Adds a leaf by its hash.</summary>
    public void Append(TreeHash leaf)
    {
        Push(0, leaf);
        Size++;
    }

    /// <summary>The root of the tree as it is.</summary>
    public TreeHash Root()
    {
        TreeHash? root = null;
        foreach (var edge in _edges)
        {
            // From the right: the whole subtrees of an edge are as wide as the bits of its width say.
            for (var rest = edge.Width; rest > 0; rest &= rest - 1)
            {
                var peak = Merkle.Root(
                    edge.Hashes.AsSpan(
                        (rest & (rest - 1)) * TreeHash.Length,
                        (1 << BitOperations.TrailingZeroCount(rest)) * TreeHash.Length
                    )
                );
                root = root is { } right ? Merkle.Node(peak, right) : peak;
            }
        }
        return root ?? Merkle.Empty;
    }

    /// <summary>The tiles that came or grew since it was last asked: finished ones first, in order.</summary>
    public IReadOnlyList<(Tile Tile, byte[] Hashes)> TakeChanged()
    {
        List<(Tile, byte[])> changed = [.. _finished];
        _finished.Clear();
        foreach (var (level, edge) in _edges.Index())
        {
            if (edge.HasChanged && edge.Width > 0)
                changed.Add((new(level, edge.Index, edge.Width), edge.Row.ToArray()));
            edge.HasChanged = false;
        }
        return changed;
    }

    private void Push(int level, TreeHash hash)
    {
        if (level == _edges.Count)
            _edges.Add(new());
        var edge = _edges[level];
        hash.CopyTo(edge.Hashes.AsSpan(edge.Width * TreeHash.Length));
        edge.HasChanged = true;
        if (++edge.Width < Tile.Full)
            return;
        _finished.Add((new(level, edge.Index, Tile.Full), edge.Hashes));
        var root = Merkle.Root(edge.Hashes);
        (edge.Hashes, edge.Index, edge.Width) = (new byte[Tile.Full * TreeHash.Length], edge.Index + 1, 0);
        Push(level + 1, root);
    }
}
