namespace Headgate.Log.Tests;

/// <summary>Every proof of every tree up to 257 leaves, and that what is not so is never proven.</summary>
public sealed class ProofTests
{
    private const int Largest = 257;
    private static readonly GrownTree Tree = GrownTree.Of(Largest);
    private static readonly TreeHash[] Roots = [.. Enumerable.Range(0, Largest + 1).Select(n => Tree.RootByDefinition(0, n))];

    [Fact]
    public void The_frontier_knows_the_root_at_every_size()
    {
        var frontier = new Frontier();
        for (var size = 0; size <= Largest; size++)
        {
            Assert.Equal(Roots[size], frontier.Root());
            if (size < Largest)
                frontier.Append(Tree.Leaves[size]);
        }
    }

    [Fact]
    public async Task Every_leaf_of_every_tree_is_proven_and_no_other()
    {
        for (var size = 1; size <= Largest; size++)
        for (var index = 0; index < size; index++)
        {
            var path = await Tree.At(size).Inclusion(index);
            Assert.True(Proof.IsIncluded(Tree.Leaves[index], index, size, path, Roots[size]), $"{index} of {size}");
            // What is not so is tried at every seventh, and at the edges, where proofs are odd.
            if (index > 1 && index < size - 2 && (index + size) % 7 > 0)
                continue;
            Assert.False(Proof.IsIncluded(Tree.Leaves[index], index, size, path, Roots[size - 1]));
            Assert.False(Proof.IsIncluded(Tree.Leaves[(index + 1) % Largest], index, size, path, Roots[size]));
            Assert.False(Proof.IsIncluded(Tree.Leaves[index], index, size, [.. path, Roots[1]], Roots[size]));
            if (path.Count > 0)
                Assert.False(Proof.IsIncluded(Tree.Leaves[index], index, size, [.. path.Skip(1)], Roots[size]));
            if (size > 1)
                Assert.False(Proof.IsIncluded(Tree.Leaves[index], index == 0 ? 1 : index - 1, size, path, Roots[size]));
        }
    }

    [Fact]
    public async Task Every_tree_adds_to_every_earlier_one_and_to_no_other()
    {
        for (var size = 0; size <= Largest; size++)
        for (var from = 0; from <= size; from++)
        {
            var proof = await Tree.At(size).Consistency(from);
            Assert.True(Proof.IsConsistent(from, Roots[from], size, Roots[size], proof), $"{from} to {size}");
            if (from > 1 && from < size - 2 && (from + size) % 7 > 0)
                continue;
            Assert.False(Proof.IsConsistent(from, Merkle.Node(Roots[from], Roots[from]), size, Roots[size], proof));
            if (from > 0)
                Assert.False(Proof.IsConsistent(from, Roots[from], size, Merkle.Node(Roots[size], Roots[size]), proof));
            Assert.False(Proof.IsConsistent(from, Roots[from], size, Roots[size], [.. proof, Roots[0]]));
            if (proof.Count > 0)
                Assert.False(Proof.IsConsistent(from, Roots[from], size, Roots[size], [.. proof.SkipLast(1)]));
        }
    }

    [Fact]
    public async Task A_larger_tree_is_read_from_its_tiles()
    {
        var tree = GrownTree.Of(70_000);
        var root = tree.RootByDefinition(0, 70_000);
        Assert.Equal(root, tree.Frontier.Root());
        foreach (var index in (long[])[0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999])
            Assert.True(Proof.IsIncluded(tree.Leaves[(int)index], index, 70_000, await tree.At(70_000).Inclusion(index), root));
        foreach (var from in (int[])[1, 256, 257, 65_536, 65_537, 69_888, 69_999])
            Assert.True(Proof.IsConsistent(from, tree.RootByDefinition(0, from), 70_000, root, await tree.At(70_000).Consistency(from)));
    }

    [Fact]
    public async Task A_frontier_goes_on_where_another_ended()
    {
        foreach (var size in (int[])[0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537])
        {
            var tree = GrownTree.Of(size);
            var later = Frontier.At(size, t => tree.Read(t).AsTask().GetAwaiter().GetResult());
            Assert.Equal(tree.Frontier.Root(), later.Root());
            for (var i = 0; i < 300; i++)
            {
                tree.Add([(byte)i]);
                later.Append(tree.Leaves[^1]);
            }
            tree.Keep();
            Assert.Equal(tree.Frontier.Root(), later.Root());
            Assert.Equal(later.Root(), await tree.At(size + 300).Root());
        }
    }
}
