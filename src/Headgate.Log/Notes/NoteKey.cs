using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Headgate.Log.Notes;

/// <summary>
/// A key that signatures of notes are checked with (a vkey of c2sp.org/signed-note). Every assigned type is read; signatures are checked for ECDSA over
/// P-256 alone, since the platform has no Ed25519.
/// </summary>
public sealed record NoteKey
{
    private NoteKey(string name, uint id, byte type, byte[] material) => (Name, Id, Type, Material) = (name, id, type, material);

    /// <summary>The key's name.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of a hash: they tell keys apart and prove nothing.</summary>
    public uint Id { get; }

    /// <summary>The signature type.</summary>
    public byte Type { get; }

    /// <summary>The public key, encoded as its type says.</summary>
    public IReadOnlyList<byte> Material { get; }

    /// <summary>ECDSA: a SubjectPublicKeyInfo in DER, SHA-256, signatures in DER.</summary>
    public const byte Ecdsa = 2;

    /// <summary>Makes one of a public key for ECDSA over P-256.</summary>
    /// <param name="name">The key's name: no spaces and no plus.</param>
    /// <param name="publicKey">The SubjectPublicKeyInfo.</param>
    /// <exception cref="LogException">The name cannot be one.</exception>
    public static NoteKey Of(string name, byte[] publicKey) =>
        IsName(name)
            ? new(name, IdOf(name, Ecdsa, publicKey), Ecdsa, publicKey)
            : throw new LogException("A key's name has no spaces and no plus.");

    /// <summary>Reads <c>name+id+key</c>.</summary>
    /// <exception cref="LogException">It is none.</exception>
    public static NoteKey Read(string text)
    {
        var parts = text.Split('+', 3);
        if (
            parts.Length < 3
            || !IsName(parts[0])
            || parts[1].Length != 8
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || parts[1] != id.ToString("x8", CultureInfo.InvariantCulture)
            || Base64.Read(parts[2]) is not { Length: > 1 } bytes
        )
            throw new LogException("A verifier key is a name, eight hexadecimal digits and base 64 with plus signs between them.");
        if (id != IdOf(parts[0], bytes[0], bytes[1..]))
            throw new LogException("The verifier key's id is not that of its key.");
        return new(parts[0], id, bytes[0], bytes[1..]);
    }

    /// <summary>Whether a signature is this key's over a text.</summary>
    public bool Signed(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        if (Type != Ecdsa)
            return false;
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo([.. Material], out _);
            return key.KeySize == 256 && key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The same key under another name: one signer of several logs.</summary>
    public NoteKey Named(string name) => Of(name, [.. Material]);

    /// <summary><c>name+id+key</c>.</summary>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([Type, .. Material])}";

    /// <inheritdoc/>
    public bool Equals(NoteKey? other) => other is not null && other.ToString() == ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    internal static bool IsName(string name) => name.Length > 0 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c));

    // The id of an ECDSA key hashes the key alone; all others hash name and type too.
    private static uint IdOf(string name, byte type, byte[] material) =>
        BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData(type == Ecdsa ? material : [.. Encoding.UTF8.GetBytes(name), (byte)'\n', type, .. material])
        );
}
