using System.Buffers.Binary;
using System.Numerics;

namespace Headgate.Store;

/// <summary>
/// Which of 16,384 records in a row hold a word: one bit each. Kept as places of two bytes while they are few and as the bits themselves when they are not, so
/// that no word takes more than 2 KiB of a block, and two words are compared in a few hundred steps however common they are.
/// </summary>
internal sealed class Members
{
    /// <summary>How many sequence numbers one block covers, as a power of two.</summary>
    public const int Shift = 14;

    private const int Whole = 1 << Shift >> 3;
    private const int Places = 1 << Shift;

    private readonly ulong[] _bits = new ulong[Places >> 6];

    /// <summary>Whether nobody is in it.</summary>
    public bool IsEmpty => !_bits.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>The block of a sequence number.</summary>
    public static long BlockOf(long seq) => seq >> Shift;

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static Members From(ReadOnlySpan<byte> bytes)
    {
        var members = new Members();
        members.Add(bytes);
        return members;
    }

    /// <summary>Adds those that <see cref="ToBytes"/> wrote.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == Whole)
            for (var i = 0; i < _bits.Length; i++)
                _bits[i] |= BinaryPrimitives.ReadUInt64LittleEndian(bytes[(i * 8)..]);
        else
            for (; bytes.Length >= 2; bytes = bytes[2..])
                Add(BinaryPrimitives.ReadUInt16LittleEndian(bytes) & (Places - 1));
    }

    /// <summary>Adds a record.</summary>
    public void Add(long seq) => _bits[(seq & (Places - 1)) >> 6] |= 1UL << (int)(seq & 63);

    /// <summary>Takes a record out.</summary>
    public void Remove(long seq) => _bits[(seq & (Places - 1)) >> 6] &= ~(1UL << (int)(seq & 63));

    /// <summary>Adds those of another.</summary>
    public void Add(Members other)
    {
        for (var i = 0; i < _bits.Length; i++)
            _bits[i] |= other._bits[i];
    }

    /// <summary>Keeps those that are in another too.</summary>
    public void Keep(Members other)
    {
        for (var i = 0; i < _bits.Length; i++)
            _bits[i] &= other._bits[i];
    }

    /// <summary>Sequence numbers of a block, newest first.</summary>
    public IEnumerable<long> Newest(long block)
    {
        for (var i = _bits.Length - 1; i >= 0; i--)
        {
            for (var left = _bits[i]; left != 0; )
            {
                var bit = 63 - BitOperations.LeadingZeroCount(left);
                left &= ~(1UL << bit);
                yield return (block << Shift) + (i << 6) + bit;
            }
        }
    }

    /// <summary>The bytes of a few records, when nobody else is in the set: as <see cref="ToBytes"/> has them, without the bits.</summary>
    public static byte[] Few(IReadOnlyList<long> seqs)
    {
        var bytes = new byte[seqs.Count * 2];
        for (var i = 0; i < seqs.Count; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), (ushort)(seqs[i] & (Places - 1)));
        return bytes;
    }

    /// <summary>The bytes that a block keeps.</summary>
    public byte[] ToBytes()
    {
        var count = 0;
        foreach (var word in _bits)
            count += BitOperations.PopCount(word);
        if (count >= Whole / 2)
        {
            var whole = new byte[Whole];
            for (var i = 0; i < _bits.Length; i++)
                BinaryPrimitives.WriteUInt64LittleEndian(whole.AsSpan(i * 8), _bits[i]);
            return whole;
        }
        var bytes = new byte[count * 2];
        var at = 0;
        for (var i = 0; i < _bits.Length; i++)
        {
            for (var left = _bits[i]; left != 0; left &= left - 1, at += 2)
                BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)((i << 6) + BitOperations.TrailingZeroCount(left)));
        }
        return bytes;
    }
}
