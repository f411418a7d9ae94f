using System.Numerics;
using System.Security.Cryptography;

namespace Headgate.Log;

/// <summary>The hashing of RFC 6962, section 2.1: leaves and nodes are told apart by their first byte.</summary>
public static class Merkle
{
    private const int OnStack = 9 * 1024;

    /// <summary>The root of a log without leaves.</summary>
    public static readonly TreeHash Empty = new(SHA256.HashData([]));

    /// <summary>The hash of a leaf.</summary>
    public static TreeHash Leaf(ReadOnlySpan<byte> data)
    {
        var bytes = data.Length < OnStack ? stackalloc byte[data.Length + 1] : new byte[data.Length + 1];
        bytes[0] = 0;
        data.CopyTo(bytes[1..]);
        return Of(bytes);
    }

    /// <summary>The hash of a node.</summary>
    public static TreeHash Node(TreeHash left, TreeHash right)
    {
        Span<byte> bytes = stackalloc byte[1 + 2 * TreeHash.Length];
        bytes[0] = 1;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + TreeHash.Length)..]);
        return Of(bytes);
    }

    /// <summary>The root over a row of hashes, one after another: those of a tile, or of all leaves.</summary>
    public static TreeHash Root(ReadOnlySpan<byte> row)
    {
        var count = row.Length / TreeHash.Length;
        if (count < 2)
            return count == 0 ? Empty : new(row);
        var left = (int)LeftOf(count) * TreeHash.Length;
        return Node(Root(row[..left]), Root(row[left..]));
    }

    /// <summary>How many of at least two leaves stand to the left of the root: the greatest power of two below their number.</summary>
    internal static long LeftOf(long count) => 1L << BitOperations.Log2((ulong)(count - 1));

    private static TreeHash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        SHA256.HashData(bytes, hash);
        return new(hash);
    }
}
