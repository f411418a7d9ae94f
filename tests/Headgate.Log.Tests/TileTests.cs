namespace Headgate.Log.Tests;

/// <summary>The examples of c2sp.org/tlog-tiles.</summary>
public sealed class TileTests
{
    [Fact]
    public void Paths_are_in_threes() =>
        Assert.Equal(
            ["tile/0/x001/x234/067", "tile/1/000.p/17", "tile/entries/x001/000", "tile/63/999"],
            [new Tile(0, 1_234_067, 256).Path, new Tile(1, 0, 17).Path, Tile.EntriesPath(1000, 256), new Tile(63, 999, 256).Path]
        );

    [Fact]
    public void A_tree_of_70000_has_the_tiles_that_the_specification_counts()
    {
        var tiles = Tile.Of(70_000).ToList();
        Assert.Equal(273, tiles.Count(t => t is { Level: 0, Width: 256 }));
        Assert.Equal([112], tiles.Where(t => t is { Level: 0, Width: < 256 }).Select(t => t.Width));
        Assert.Equal([256, 17], tiles.Where(t => t.Level == 1).Select(t => t.Width));
        Assert.Equal([1], tiles.Where(t => t.Level == 2).Select(t => t.Width));
        Assert.Equal(277, tiles.Count);
    }

    [Fact]
    public void A_tree_of_256_has_a_full_tile_and_one_hash_above_it() =>
        Assert.Equal([new Tile(0, 0, 256), new Tile(1, 0, 1)], Tile.Of(256));

    [Fact]
    public void Only_what_changed_is_written_again()
    {
        var tree = GrownTree.Of(300);
        tree.Add([1]);
        Assert.Equal([new Tile(0, 1, 45)], tree.Frontier.TakeChanged().Select(t => t.Tile));
        for (var i = 0; i < 256; i++)
            tree.Add([2]);
        Assert.Equal([new Tile(0, 1, 256), new Tile(0, 2, 45), new Tile(1, 0, 2)], tree.Frontier.TakeChanged().Select(t => t.Tile));
        Assert.Empty(tree.Frontier.TakeChanged());
    }

    [Fact]
    public void A_bundle_says_the_length_of_each_entry()
    {
        var bytes = EntryBundle.Write([
            [1, 2, 3],
            [],
            [4],
        ]);
        Assert.Equal([0, 3, 1, 2, 3, 0, 0, 0, 1, 4], bytes);
        Assert.Equal(
            [
                [1, 2, 3],
                [],
                [4],
            ],
            EntryBundle.Read(bytes)
        );
        Assert.Throws<LogException>(() => EntryBundle.Read(bytes.AsSpan()[..^1]));
        Assert.Throws<LogException>(() => EntryBundle.Read([0]));
    }
}
