using System.Security.Cryptography;

namespace Headgate.Gate;

/// <summary>What a commit sealed beside its event, as the leaf tells it.</summary>
/// <param name="Count">How many sealed texts.</param>
/// <param name="Sha256">SHA-256 over their SHA-256 one after another, in lower-case hex.</param>
public readonly record struct SealedPayloads(int Count, string Sha256)
{
    /// <summary>Of ciphertexts in their order.</summary>
    public static SealedPayloads Of(IReadOnlyCollection<byte[]> ciphertexts)
    {
        if (ciphertexts.Count == 0)
            return default;
        var hashes = new byte[32 * ciphertexts.Count];
        foreach (var (place, bytes) in ciphertexts.Index())
            SHA256.HashData(bytes, hashes.AsSpan(32 * place));
        return new(ciphertexts.Count, CanonicalJson.Hash(hashes));
    }
}
