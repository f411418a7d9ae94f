using System.Security.Cryptography;
using System.Text;
using Headgate.Gate;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Headgate.Hosting.Federation;

/// <summary>
/// Judges a signed token of a provider: its type, algorithm, key, issuer, audience, tenant and times. There is no token without a key id, none that is bound
/// to a key of its client, which nobody here checks, and none with an extension that must be understood.
/// </summary>
internal sealed class TokenJudge(ProviderDocuments documents, TimeProvider time)
{
    /// <summary>The most that clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    private const int Longest = 16 << 10;
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = Longest };

    /// <summary>The issuer that a token names, before anything is believed; nothing when it is no signed token.</summary>
    public static string? IssuerOf(string token) =>
        token.Length <= Longest && token.Split('.') is [_, var body, { Length: > 0 }] ? TokenClaims.Of(body)?.Word("iss") : null;

    /// <summary>Judges it.</summary>
    /// <param name="provider">Whose it must be.</param>
    /// <param name="token">The token.</param>
    /// <param name="audiences">For whom it may be.</param>
    /// <param name="types">Of which types it may be; nothing for any.</param>
    /// <param name="longest">How old it may be.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="FederationException">It is not good.</exception>
    public async ValueTask<JudgedToken> Judge(
        TrustedProvider provider,
        string token,
        IReadOnlyList<string> audiences,
        string[]? types,
        TimeSpan longest,
        CancellationToken cancel
    )
    {
        if (token.Length > Longest || token.Split('.') is not [var head, var body, { Length: > 0 }])
            throw new FederationException("It is no signed token.");
        if (TokenClaims.Of(head) is not { } header || TokenClaims.Of(body) is not { } claims)
            throw new FederationException("It is no signed token.");
        if (header.Word("kid") is not { Length: > 0 } kid || header.Has("crit"))
            throw new FederationException("Its header names no key, or an extension that must be understood.");
        var published = await documents.Of(provider, kid, cancel);
        if (ProviderDocuments.KeyOf(published, kid) is not { } key)
            throw new FederationException("Its key is not one of the issuer's.");
        var result = await Handler.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuers = [provider.Issuer, .. provider.Rules.Spellings],
                ValidAudiences = audiences,
                ValidAlgorithms = provider.Rules.Algorithms,
                ValidTypes = types,
                IssuerSigningKey = key,
                TryAllIssuerSigningKeys = false,
                RequireSignedTokens = true,
                LifetimeValidator = (_, expires, _, _) => expires is not null,
            }
        );
        if (!result.IsValid)
            throw new FederationException("It is not signed by its issuer, or it is for somebody else.", result.Exception);
        return Timely(new(provider, kid, claims, claims.Instant("exp") ?? default, claims.Instant("iat") ?? default), longest);
    }

    /// <summary>Whether a token that was judged before is good still: its provider unchanged, its key published, its time not over.</summary>
    public async ValueTask<bool> Stands(JudgedToken judged, TrustedProvider? present, TimeSpan longest, CancellationToken cancel)
    {
        if (present?.Version != judged.Provider.Version || !IsTimely(judged, longest))
            return false;
        return ProviderDocuments.KeyOf(await documents.Of(present, judged.Key, cancel), judged.Key) is not null;
    }

    private JudgedToken Timely(JudgedToken judged, TimeSpan longest)
    {
        if (!IsTimely(judged, longest))
            throw new FederationException("It is too old, or from the future.");
        var rules = judged.Provider.Rules;
        if (rules.TenantClaim is { } tenant && rules.Tenant is { } ours && judged.Claims.Word(tenant) != ours)
            throw new FederationException("It is of another tenant of its issuer.");
        // Whoever stole such a token could not use it where its client's key is asked for, and must not be able to use it here.
        return judged.Claims.Has("cnf") ? throw new FederationException("It is bound to a key of its client.") : judged;
    }

    private bool IsTimely(JudgedToken judged, TimeSpan longest)
    {
        var now = time.GetUtcNow();
        return judged.Expires > now - Skew
            && judged.Issued <= now + Skew
            && judged.Issued > now - longest - Skew
            && !(judged.Claims.Instant("nbf") > now + Skew);
    }

    /// <summary>The left half of a hash in base64url, by which an id token names an access token (OpenID Connect Core, section 3.1.3.6).</summary>
    public static string HalfHash(string algorithm, string token)
    {
        var bytes = Encoding.ASCII.GetBytes(token);
        var hash = algorithm[2..] switch
        {
            "384" => SHA384.HashData(bytes),
            "512" => SHA512.HashData(bytes),
            _ => SHA256.HashData(bytes),
        };
        return System.Buffers.Text.Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }

    /// <summary>The algorithm that a token's header names.</summary>
    public static string AlgorithmOf(string token) => TokenClaims.Of(token.Split('.')[0])?.Word("alg") ?? "";
}
