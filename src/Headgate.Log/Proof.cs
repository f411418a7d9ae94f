namespace Headgate.Log;

/// <summary>Checks proofs against roots (RFC 9162, sections 2.1.3.2 and 2.1.4.2, which say it for the trees of RFC 6962).</summary>
public static class Proof
{
    /// <summary>Whether a leaf stands at an index of the tree that a root is of.</summary>
    public static bool IsIncluded(TreeHash leaf, long index, long size, IReadOnlyList<TreeHash> path, TreeHash root)
    {
        if (index < 0 || index >= size)
            return false;
        var (place, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0)
                return false;
            if ((place & 1) == 1 || place == last)
            {
                hash = Merkle.Node(sibling, hash);
                // Where there was no sibling to the right, the levels without one are passed over.
                while ((place & 1) == 0 && place != 0)
                    (place, last) = (place >> 1, last >> 1);
            }
            else
            {
                hash = Merkle.Node(hash, sibling);
            }
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && hash == root;
    }

    /// <summary>Whether a tree only adds to an earlier one.</summary>
    public static bool IsConsistent(long from, TreeHash earlier, long size, TreeHash root, IReadOnlyList<TreeHash> proof)
    {
        if (from < 0 || from > size)
            return false;
        if (from == size)
            return proof.Count == 0 && earlier == root;
        if (from == 0)
            return proof.Count == 0 && earlier == Merkle.Empty;
        var isWhole = (from & (from - 1)) == 0;
        if (proof.Count == 0 && !isWhole)
            return false;
        var (place, last) = (from - 1, size - 1);
        while ((place & 1) == 1)
            (place, last) = (place >> 1, last >> 1);
        var first = isWhole ? earlier : proof[0];
        var (old, now) = (first, first);
        foreach (var hash in proof.Skip(isWhole ? 0 : 1))
        {
            if (last == 0)
                return false;
            if ((place & 1) == 1 || place == last)
            {
                (old, now) = (Merkle.Node(hash, old), Merkle.Node(hash, now));
                while ((place & 1) == 0 && place != 0)
                    (place, last) = (place >> 1, last >> 1);
            }
            else
            {
                now = Merkle.Node(now, hash);
            }
            (place, last) = (place >> 1, last >> 1);
        }
        return last == 0 && old == earlier && now == root;
    }
}
