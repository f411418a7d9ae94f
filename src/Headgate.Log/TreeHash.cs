using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Headgate.Log;

/// <summary>A SHA-256 hash of a leaf, a node or a root.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 32;

    private readonly UInt128 _high;
    private readonly UInt128 _low;

    /// <summary>Takes 32 bytes.</summary>
    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"A hash has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        _high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>Reads standard base 64; nothing when it is anything else, trailing bits included.</summary>
    public static TreeHash? Read(string text) => Base64.Read(text) is { Length: Length } bytes ? new(bytes) : null;

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128BigEndian(target, _high);
        BinaryPrimitives.WriteUInt128BigEndian(target[16..], _low);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(TreeHash other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _low.GetHashCode();

    /// <summary>Standard base 64.</summary>
    public override string ToString() => Convert.ToBase64String(ToBytes());

    /// <summary>Whether both are the same.</summary>
    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);
}
