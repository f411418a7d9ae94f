using System.Security.Cryptography;
using System.Text;

namespace Headgate.Log.Notes;

/// <summary>Signs notes under a name with ECDSA over P-256.</summary>
public sealed class NoteSigner(string name, ECDsa key)
{
    /// <summary>What its signatures are checked with.</summary>
    public NoteKey Key { get; } = NoteKey.Of(name, key.ExportSubjectPublicKeyInfo());

    /// <summary>Signs a text, which ends with a newline.</summary>
    public NoteSignature Sign(string text) =>
        new(Key.Name, Key.Id, key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    /// <summary>The same key under another name.</summary>
    public NoteSigner Named(string other) => new(other, key);
}
