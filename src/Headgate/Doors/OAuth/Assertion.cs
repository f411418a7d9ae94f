using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.OAuth;

/// <summary>
/// A client's proof of its key: a JWT signed with ES256, RS256 or PS256 (RFC 7523, section 3), for this server, at most ten minutes long. There is no other
/// algorithm, so that no proof can choose a weaker one.
/// </summary>
internal static class Assertion
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const int Longest = 4096;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Whose proof it is, and the hash of its number.</summary>
    /// <exception cref="OAuthError">It proves nothing.</exception>
    public static async ValueTask<(Verified Of, string Proof)> Verify(
        Site site,
        string assertion,
        string issuer,
        string? client,
        CancellationToken cancel
    )
    {
        if (assertion.Length > Longest || assertion.Split('.') is not [var head, var body, var signature])
            throw No("It is no signed JWT.");
        JsonElement header,
            claims;
        byte[] signed;
        try
        {
            header = JsonElement.Parse(Base64Url.DecodeFromChars(head));
            claims = JsonElement.Parse(Base64Url.DecodeFromChars(body));
            signed = Base64Url.DecodeFromChars(signature);
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            throw No("It is no signed JWT.");
        }
        var id = Word(claims, "sub");
        if (id is null || Word(claims, "iss") != id || client is not null && client != id)
            throw No("iss and sub must both be the client_id.");
        if (await site.Credentials.Verify(id, cancel) is not { Kind: CredentialKind.Key, Keys: { } keys } known)
            throw No("There is no such client.");
        var text = Encoding.ASCII.GetBytes($"{head}.{body}");
        if (!Keys(keys, Word(header, "kid")).Any(k => IsSignedBy(k, Word(header, "alg"), text, signed)))
            throw No("No key of the client made this signature.");
        NeedTimely(site, claims);
        if (!Audiences(claims).Any(a => a == issuer || a == issuer + "/oauth/token"))
            throw No($"aud must be {issuer}.");
        return Word(claims, "jti") is { Length: > 0 and <= 256 } number
            ? (known, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}\n{number}"))))
            : throw No("jti is missing.");
    }

    private static void NeedTimely(Site site, JsonElement claims)
    {
        var now = site.Time.GetUtcNow();
        if (Instant(claims, "exp") is not { } until || until <= now - Skew || until > now + Life + Skew)
            throw No("exp must be within ten minutes.");
        if (Instant(claims, "nbf") > now + Skew || Instant(claims, "iat") > now + Skew)
            throw No("It is from the future.");
    }

    private static IEnumerable<JsonElement> Keys(string kept, string? kid)
    {
        var all = JsonElement.Parse(Encoding.UTF8.GetBytes(kept)).GetProperty("keys").EnumerateArray();
        return kid is null ? all : all.Where(k => Word(k, "kid") is not { } named || named == kid);
    }

    private static bool IsSignedBy(JsonElement key, string? algorithm, byte[] text, byte[] signature)
    {
        byte[] Part(string name) => Base64Url.DecodeFromChars(Word(key, name) ?? "");
        try
        {
            switch (Word(key, "kty"), algorithm)
            {
                case ("EC", "ES256"):
                    using (
                        var ec = ECDsa.Create(
                            new ECParameters
                            {
                                Curve = ECCurve.NamedCurves.nistP256,
                                Q = new() { X = Part("x"), Y = Part("y") },
                            }
                        )
                    )
                        return ec.VerifyData(text, signature, HashAlgorithmName.SHA256);
                case ("RSA", "RS256" or "PS256"):
                    using (var rsa = RSA.Create(new RSAParameters { Modulus = Part("n"), Exponent = Part("e") }))
                        return rsa.VerifyData(
                            text,
                            signature,
                            HashAlgorithmName.SHA256,
                            algorithm == "RS256" ? RSASignaturePadding.Pkcs1 : RSASignaturePadding.Pss
                        );
                default:
                    return false;
            }
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<string?> Audiences(JsonElement claims) =>
        !claims.TryGetProperty("aud", out var aud) ? []
        : aud.ValueKind == JsonValueKind.Array
            ? aud.EnumerateArray().Select(a => a.ValueKind == JsonValueKind.String ? a.GetString() : null)
        : [Word(claims, "aud")];

    private static DateTimeOffset? Instant(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
        && seconds is > 0 and < 1L << 40
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string? Word(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static OAuthError No(string why) => new("invalid_client", $"The client's proof is not good. {why}", 401);
}
