using System.Buffers.Binary;

namespace Headgate.Store.Logs;

/// <summary>A tile as it is kept.</summary>
internal sealed class TileRow
{
    public long Level { get; init; }
    public long N { get; init; }
    public long Width { get; init; }
    public long? FirstXid { get; init; }
    public byte[] Hashes { get; init; } = [];
    public byte[]? Seqs { get; init; }

    /// <summary>The numbers of the events that a tile of level 0 is of.</summary>
    public List<long> Numbers()
    {
        var numbers = new List<long>();
        for (var at = 0; at + 8 <= Seqs?.Length; at += 8)
            numbers.Add(BinaryPrimitives.ReadInt64BigEndian(Seqs.AsSpan(at)));
        return numbers;
    }

    /// <summary>Numbers as they are kept.</summary>
    public static byte[] Packed(IReadOnlyList<long> numbers)
    {
        var bytes = new byte[numbers.Count * 8];
        for (var i = 0; i < numbers.Count; i++)
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * 8), numbers[i]);
        return bytes;
    }
}
