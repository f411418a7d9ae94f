using System.Security.Cryptography;

namespace Headgate.Verify;

/// <summary>RFC 6962, section 2.1, on bytes.</summary>
internal static class Hashing
{
    public const int Size = 32;

    public static void Leaf(ReadOnlySpan<byte> entry, Span<byte> target)
    {
        Span<byte> input = entry.Length < 9000 ? stackalloc byte[9001] : new byte[entry.Length + 1];
        input = input[..(entry.Length + 1)];
        input[0] = 0;
        entry.CopyTo(input[1..]);
        SHA256.HashData(input, target);
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([1, .. left, .. right]);

    // The root over 2^n hashes that stand side by side.
    public static byte[] Whole(ReadOnlySpan<byte> hashes)
    {
        Span<byte> row = stackalloc byte[hashes.Length];
        Span<byte> pair = stackalloc byte[1 + 2 * Size];
        hashes.CopyTo(row);
        pair[0] = 1;
        for (var count = hashes.Length / Size; count > 1; count /= 2)
        for (var i = 0; i < count / 2; i++)
        {
            row.Slice(2 * i * Size, 2 * Size).CopyTo(pair[1..]);
            SHA256.HashData(pair, row.Slice(i * Size, Size));
        }
        return row[..Size].ToArray();
    }
}
