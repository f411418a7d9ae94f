using System.Security.Cryptography;
using System.Text.Json;

namespace Headgate.Gate;

/// <summary>
/// The key under which an organisation's audit commits to what it does not show. Whoever has the key and the text can check one against the other; once the
/// key is destroyed nobody can, and nobody can guess either.
/// </summary>
/// <param name="Id">Its name in the leaf, <c>key_…</c>.</param>
/// <param name="Key">32 bytes.</param>
public readonly record struct CommitmentKey(string Id, ReadOnlyMemory<byte> Key)
{
    /// <summary>The commitment to a text, by its SHA-256: HMAC-SHA-256 in lower-case hex.</summary>
    public string To(ReadOnlySpan<byte> sha256) => Convert.ToHexStringLower(HMACSHA256.HashData(Key.Span, sha256));

    /// <summary>Writes it as a member of that name.</summary>
    internal void Write(Utf8JsonWriter json, string name, ReadOnlySpan<byte> sha256)
    {
        Span<byte> mac = stackalloc byte[32];
        Span<char> hex = stackalloc char[64];
        HMACSHA256.HashData(Key.Span, sha256, mac);
        Convert.TryToHexStringLower(mac, hex, out _);
        json.WriteString(name, hex);
    }
}
