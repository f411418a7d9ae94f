using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Connectors;
using Headgate.Gate;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Headgate.Hosting.Federation;

/// <summary>Signing people in with a provider (OpenID Connect Core, section 3.1, with PKCE): where the browser goes, and what a code is worth.</summary>
internal sealed class SignIns(Site site, ProviderDocuments documents, TokenJudge judge, Secrets secrets)
{
    private const string Basic = "client_secret_basic";
    private const int MostBytes = 64 << 10;
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(10);

    /// <summary>The provider's address for a browser, with what is asked.</summary>
    /// <exception cref="FederationException">The provider cannot be asked.</exception>
    public async ValueTask<string> AddressFor(TrustedProvider provider, Attempt attempt, CancellationToken cancel)
    {
        var published = await documents.Of(provider, null, cancel);
        var address = Need(provider, published.AuthorizationEndpoint);
        (string Name, string Value)[] asks =
        [
            ("response_type", "code"),
            ("client_id", provider.Client),
            ("redirect_uri", attempt.Redirect),
            ("scope", string.Join(' ', (string[])["openid", "email", "profile", .. provider.Rules.Asks])),
            ("state", attempt.State),
            ("nonce", attempt.Nonce),
            ("code_challenge", Base64(SHA256.HashData(Encoding.ASCII.GetBytes(attempt.Verifier)))),
            ("code_challenge_method", "S256"),
        ];
        return address
            + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?')
            + string.Join('&', asks.Select(a => $"{a.Name}={Uri.EscapeDataString(a.Value)}"));
    }

    /// <summary>Refuses an answer of another issuer than the one that was asked (RFC 9207): a provider that says that it names itself always does.</summary>
    /// <exception cref="FederationException">It is another's.</exception>
    public async ValueTask NeedIssuer(TrustedProvider provider, string? issuer, CancellationToken cancel)
    {
        var published = await documents.Of(provider, null, cancel);
        if (issuer is null ? published.AuthorizationResponseIssParameterSupported : issuer != provider.Issuer)
            throw new FederationException("Another provider answered than the one that was asked.");
    }

    /// <summary>Turns the code into a sign-in link for whoever it names, once.</summary>
    /// <exception cref="FederationException">It names nobody who may come in.</exception>
    public async ValueTask<string> LinkFor(TrustedProvider provider, Attempt attempt, string code, CancellationToken cancel)
    {
        var published = await documents.Of(provider, null, cancel);
        var answer = await Redeem(provider, published, attempt, code, cancel);
        if (answer.Word("id_token") is not { } token)
            throw new FederationException($"{provider.Name} sent no id token.");
        var judged = await judge.Judge(provider, token, [provider.Client], null, Oldest, cancel);
        NeedOurs(provider, attempt, judged.Claims, token, answer.Word("access_token"));
        var person = await PersonOf(provider, published, judged, answer.Word("access_token"), cancel);
        var outcome = await site.Federation.Pass(
            provider,
            "providers.arrive",
            new
            {
                provider_id = provider.Id,
                identity_subject = person.Subject ?? throw new FederationException("The token has no subject."),
                email = person.Email,
                verified = person.Verified,
                person_name = person.Name,
                groups = person.Groups,
                attempt = Federated.HashOf(attempt.State),
            },
            cancel
        );
        if (outcome.Refusal is { } refusal)
            throw new FederationException($"{refusal.Why} {refusal.Do}");
        return JsonElement.Parse(outcome.Json.Span).GetProperty("sign_in_link").GetString()!;
    }

    private async ValueTask<TokenClaims> Redeem(
        TrustedProvider provider,
        OpenIdConnectConfiguration published,
        Attempt attempt,
        string code,
        CancellationToken cancel
    )
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = attempt.Redirect,
            ["code_verifier"] = attempt.Verifier,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, Need(provider, published.TokenEndpoint));
        var secret = provider.Secret is { } kept
            ? secrets.Open(provider.Tenant, kept)
                ?? throw new FederationException("The secret of this server at the provider cannot be read.")
            : null;
        // What the provider names first of the two; basic where it names none (OpenID Connect Discovery, section 3).
        var method = published.TokenEndpointAuthMethodsSupported.FirstOrDefault(m => m is Basic or "client_secret_post") ?? Basic;
        if (secret is not null && method == Basic)
            request.Headers.Authorization = new(
                "Basic",
                Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(provider.Client)}:{Uri.EscapeDataString(secret)}"))
            );
        else
        {
            form["client_id"] = provider.Client;
            if (secret is not null)
                form["client_secret"] = secret;
        }
        request.Content = new FormUrlEncodedContent(form);
        return await Fetch(request, provider, cancel);
    }

    // What is about the attempt: a token of another attempt, for another client or beside another access token is somebody else's.
    private static void NeedOurs(TrustedProvider provider, Attempt attempt, TokenClaims claims, string token, string? access)
    {
        if (claims.Word("nonce") is not { } nonce || !IsSame(nonce, attempt.Nonce))
            throw new FederationException("The token was not made for this sign-in.");
        if (claims.Word("azp") is { } party ? party != provider.Client : claims.Words("aud").Length > 1)
            throw new FederationException("The token was made for another client.");
        if (
            claims.Word("at_hash") is { } half
            && (access is null || !IsSame(half, TokenJudge.HalfHash(TokenJudge.AlgorithmOf(token), access)))
        )
            throw new FederationException("The token belongs to another access token.");
    }

    // Some providers keep the address out of the id token and tell it when they are asked with the access token, for the same subject.
    private async ValueTask<TokenClaims.Person> PersonOf(
        TrustedProvider provider,
        OpenIdConnectConfiguration published,
        JudgedToken judged,
        string? access,
        CancellationToken cancel
    )
    {
        if (judged.Person.Email is not null || access is null || published.UserInfoEndpoint is not { Length: > 0 } endpoint)
            return judged.Person;
        using var request = new HttpRequestMessage(HttpMethod.Get, Need(provider, endpoint));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
        var told = await Fetch(request, provider, cancel);
        if (told.Word("sub") is not { } subject || subject != judged.Claims.Word("sub"))
            throw new FederationException($"{provider.Name} told of somebody else.");
        var more = told.PersonOf(provider.Rules);
        return judged.Person with
        {
            Email = more.Email,
            Verified = more.Verified,
            Name = judged.Person.Name ?? more.Name,
            Groups = judged.Person.Groups.Length > 0 ? judged.Person.Groups : more.Groups,
        };
    }

    private async ValueTask<TokenClaims> Fetch(HttpRequestMessage request, TrustedProvider provider, CancellationToken cancel)
    {
        try
        {
            var answer = JsonElement.Parse(await documents.Egress.Ask(request, MostBytes, provider.Loopback, cancel));
            if (answer.ValueKind == JsonValueKind.Object)
                return new(answer);
        }
        catch (Exception failure) when (failure is EgressException or JsonException)
        {
            throw new FederationException($"{provider.Name} refused, or cannot be asked. {(failure as EgressException)?.Message}", failure);
        }
        throw new FederationException($"{provider.Name} sent no answer that can be read.");
    }

    private static string Need(TrustedProvider provider, string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || provider.Loopback && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)
            ? address!
            : throw new FederationException($"{provider.Name} publishes no address that is safe to use.");

    private static bool IsSame(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
