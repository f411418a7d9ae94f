namespace Headgate.Verify;

/// <summary>The tree above the tiles of level 0, as it grows: what its tiles must be, and its root at any size.</summary>
internal sealed class Tree(Action<int, long, ReadOnlySpan<byte>> finished)
{
    private const int Full = 256 * Hashing.Size;

    private readonly List<(byte[] Hashes, int Bytes, long Index)> _rows = [];

    /// <summary>Takes a full tile of level 0.</summary>
    public void Add(ReadOnlySpan<byte> leafHashes) => Push(0, Hashing.Whole(leafHashes));

    /// <summary>The root, with the hashes of the last, unfinished tile of level 0.</summary>
    public byte[] Root(ReadOnlySpan<byte> last)
    {
        var root = Fold(last, null);
        foreach (var (hashes, bytes, _) in _rows)
            root = Fold(hashes.AsSpan(0, bytes), root);
        return root ?? System.Security.Cryptography.SHA256.HashData([]);
    }

    /// <summary>Gives the tiles that end unfinished.</summary>
    public void Finish()
    {
        for (var level = 0; level < _rows.Count; level++)
            if (_rows[level] is { Bytes: > 0 } row)
                finished(level + 1, row.Index, row.Hashes.AsSpan(0, row.Bytes));
    }

    // From the right: what is whole on the left of what is there already.
    private static byte[]? Fold(ReadOnlySpan<byte> hashes, byte[]? right)
    {
        for (var count = hashes.Length / Hashing.Size; count > 0; count &= count - 1)
        {
            var start = count & (count - 1);
            var left = Hashing.Whole(hashes[(start * Hashing.Size)..(count * Hashing.Size)]);
            right = right is null ? left : Hashing.Node(left, right);
        }
        return right;
    }

    private void Push(int row, byte[] hash)
    {
        if (row == _rows.Count)
            _rows.Add((new byte[Full], 0, 0));
        var (hashes, bytes, index) = _rows[row];
        hash.CopyTo(hashes, bytes);
        bytes += Hashing.Size;
        if (bytes < Full)
        {
            _rows[row] = (hashes, bytes, index);
            return;
        }
        finished(row + 1, index, hashes);
        _rows[row] = (hashes, 0, index + 1);
        Push(row + 1, Hashing.Whole(hashes));
    }
}
