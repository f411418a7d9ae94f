using System.Text;

namespace Headgate.Log.Tests;

/// <summary>A tree whose tiles are kept in memory, grown leaf by leaf.</summary>
internal sealed class GrownTree : Tiles
{
    private readonly Dictionary<(int, long), byte[]> _tiles = [];

    public Frontier Frontier { get; } = new();

    public List<TreeHash> Leaves { get; } = [];

    public static GrownTree Of(int size)
    {
        var tree = new GrownTree();
        for (var i = 0; i < size; i++)
            tree.Add(Encoding.UTF8.GetBytes($"leaf {i}"));
        tree.Keep();
        return tree;
    }

    public void Add(byte[] leaf)
    {
        Leaves.Add(Merkle.Leaf(leaf));
        Frontier.Append(Leaves[^1]);
    }

    public void Keep()
    {
        foreach (var (tile, hashes) in Frontier.TakeChanged())
            _tiles[(tile.Level, tile.Index)] = hashes;
    }

    public TiledTree At(long size) => new(this, size);

    // Straight from the definition of RFC 6962, section 2.1.
    public TreeHash RootByDefinition(int start, int end) =>
        end == start ? Merkle.Empty
        : end - start == 1 ? Leaves[start]
        : Merkle.Node(
            RootByDefinition(start, start + (int)Merkle.LeftOf(end - start)),
            RootByDefinition(start + (int)Merkle.LeftOf(end - start), end)
        );

    public override ValueTask<byte[]> Read(Tile tile) => new(_tiles[(tile.Level, tile.Index)]);
}
