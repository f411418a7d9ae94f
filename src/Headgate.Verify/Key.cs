using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Headgate.Verify;

/// <summary>A verifier key (c2sp.org/signed-note, type 0x02): ECDSA over P-256 with SHA-256.</summary>
internal sealed class Key
{
    // What stands before the point in every SubjectPublicKeyInfo of P-256.
    private static readonly byte[] Prefix = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private readonly byte[] _spki;

    private Key(string name, byte[] spki) => (Name, _spki) = (name, spki);

    public string Name { get; }

    /// <summary>As it is written down.</summary>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([2, .. _spki])}";

    private uint Id => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(_spki));

    /// <summary>Reads <c>name+id+key</c>; nothing when it is none of this type.</summary>
    public static Key? Read(string text)
    {
        var parts = text.Split('+', 3);
        if (
            parts.Length < 3
            || parts[0].Length == 0
            || parts[0].Any(char.IsWhiteSpace)
            || Note.Base64(parts[2]) is not { Length: 92 } bytes
        )
            return null;
        var key = new Key(parts[0], bytes[1..]);
        return bytes[0] == 2 && bytes.AsSpan(1).StartsWith(Prefix) && parts[1] == $"{key.Id:x8}" ? key : null;
    }

    /// <summary>Whether a note has a signature under its name, right or wrong.</summary>
    public bool IsNamed(Note note) => note.Signatures.Any(IsOwn);

    private bool IsOwn((string Name, byte[] Bytes) signature) =>
        signature.Name == Name && BinaryPrimitives.ReadUInt32BigEndian(signature.Bytes) == Id;

    /// <summary>Whether it signed a note, and no signature under its name is wrong.</summary>
    public bool Signed(Note note)
    {
        var own = note.Signatures.Where(IsOwn).ToList();
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(_spki, out _);
            return own.Count > 0
                && own.All(s =>
                    key.VerifyData(
                        Encoding.UTF8.GetBytes(note.Text),
                        s.Bytes.AsSpan(4),
                        HashAlgorithmName.SHA256,
                        DSASignatureFormat.Rfc3279DerSequence
                    )
                );
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
