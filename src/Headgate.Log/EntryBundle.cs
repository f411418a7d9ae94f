using System.Buffers.Binary;

namespace Headgate.Log;

/// <summary>The leaves of a tile of level 0, each after its length in two bytes (c2sp.org/tlog-tiles).</summary>
public static class EntryBundle
{
    /// <summary>Writes leaves; each has at most 65,535 bytes.</summary>
    public static byte[] Write(IEnumerable<byte[]> leaves)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[2];
        foreach (var leaf in leaves)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)leaf.Length));
            bytes.Write(length);
            bytes.Write(leaf);
        }
        return bytes.ToArray();
    }

    /// <summary>Reads leaves.</summary>
    /// <exception cref="LogException">It ends inside one.</exception>
    public static IReadOnlyList<byte[]> Read(ReadOnlySpan<byte> bytes)
    {
        List<byte[]> leaves = [];
        while (bytes.Length > 0)
        {
            var length = bytes.Length < 2 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(bytes);
            if (length > bytes.Length - 2)
                throw new LogException($"The bundle ends inside its entry {leaves.Count}.");
            leaves.Add(bytes.Slice(2, length).ToArray());
            bytes = bytes[(2 + length)..];
        }
        return leaves;
    }
}
