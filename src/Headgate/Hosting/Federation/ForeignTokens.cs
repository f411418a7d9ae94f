using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.RateLimiting;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting.Federation;

/// <summary>
/// Access tokens of providers (RFC 9068) and identity assertions (ID-JAG). A token is judged once and remembered by its hash; what its client may do for its
/// person is read anew each second, as for every other credential. Tokens are kept nowhere and given to nobody.
/// </summary>
internal sealed class ForeignTokens(Site site, Federated federated) : IDisposable
{
    private static readonly string[] AccessTypes = ["at+jwt", "application/at+jwt", "JWT"];
    private static readonly string[] AssertionTypes = ["oauth-id-jag+jwt"];
    private static readonly TimeSpan LongestAssertion = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Refused = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, IReadOnlyList<JudgedToken>> _judged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _refused = new(StringComparer.Ordinal);
    private readonly FixedWindowRateLimiter _rate = new(
        new()
        {
            PermitLimit = 600,
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }
    );

    /// <summary>Who comes with an access token, or nothing.</summary>
    /// <param name="token">The token.</param>
    /// <param name="asked">The address of MCP that is asked for, as a path; nothing at the other doors.</param>
    /// <param name="pathOf">The address of this server that an audience is, as a path; nothing when it is none.</param>
    /// <param name="cancel">Gives up.</param>
    public async ValueTask<Verified?> Accept(string token, string? asked, Func<string, string?> pathOf, CancellationToken cancel)
    {
        if (TokenJudge.IssuerOf(token) is not { } issuer)
            return null;
        var providers = (await federated.All(cancel)).Where(p => p.Issues(issuer) && p.Uses.Contains("tokens")).ToList();
        if (providers.Count == 0)
            return null;
        var hash = Federated.HashOf(token);
        List<Verified> found = [];
        foreach (var judged in await Judged(providers, token, hash, cancel))
            if (await Standing(judged, hash, asked, pathOf, cancel) is { } known)
                found.Add(known);
        // Of two organisations that trust the same issuer for the same audience neither is meant more than the other.
        return found is [var one] ? one : null;
    }

    /// <summary>Judges an assertion for a client of an organisation.</summary>
    /// <exception cref="FederationException">It is not good.</exception>
    public async ValueTask<JudgedToken> Assertion(string assertion, string tenant, string client, string issuer, CancellationToken cancel)
    {
        var named = TokenJudge.IssuerOf(assertion);
        var provider =
            (await federated.All(cancel)).FirstOrDefault(p => p.Tenant == tenant && p.Issues(named) && p.Uses.Contains("assertions"))
            ?? throw new FederationException("Its issuer is not trusted for assertions.");
        var judged = await federated.Judge.Judge(provider, assertion, [issuer], AssertionTypes, LongestAssertion, cancel);
        if (judged.Audiences.Length != 1)
            throw new FederationException("aud must be this server alone.");
        if (judged.Claims.Word("client_id") != client)
            throw new FederationException("It was made for another client.");
        if (judged.Expires > site.Time.GetUtcNow() + LongestAssertion + TokenJudge.Skew)
            throw new FederationException("exp must be within ten minutes.");
        return judged.Claims.Word("jti") is { Length: > 0 and <= 256 } && judged.Person.Subject is not null
            ? judged
            : throw new FederationException("jti or its subject is missing.");
    }

    /// <summary>What an action is told of a token's person and client.</summary>
    public static Dictionary<string, object?> Told(JudgedToken judged, string client, string resource) =>
        new(StringComparer.Ordinal)
        {
            ["provider_id"] = judged.Provider.Id,
            ["identity_subject"] = judged.Person.Subject,
            ["email"] = judged.Person.Email,
            ["verified"] = judged.Person.Verified,
            ["person_name"] = judged.Person.Name,
            ["groups"] = judged.Person.Groups,
            ["client"] = client,
            ["resource"] = resource,
            ["issued_at"] = judged.Issued.ToUnixTimeSeconds(),
        };

    /// <inheritdoc/>
    public void Dispose() => _rate.Dispose();

    private async ValueTask<IReadOnlyList<JudgedToken>> Judged(
        List<TrustedProvider> providers,
        string token,
        string hash,
        CancellationToken cancel
    )
    {
        if (_judged.TryGetValue(hash, out var known) && known.Count == providers.Count)
        {
            List<JudgedToken> standing = [];
            foreach (var judged in known)
                if (providers.FirstOrDefault(p => p.Id == judged.Provider.Id) is { } present && await IsStanding(judged, present, cancel))
                    standing.Add(judged);
            if (standing.Count == known.Count)
                return known;
        }
        List<JudgedToken> found = [];
        foreach (var provider in providers)
            if (await Judged(provider, token, cancel) is { } judged)
                found.Add(judged);
        if (_judged.Count > 10_000)
            _judged.Clear();
        if (found.Count > 0)
            _judged[hash] = found;
        else
            _judged.TryRemove(hash, out _);
        return found;
    }

    private async ValueTask<bool> IsStanding(JudgedToken judged, TrustedProvider present, CancellationToken cancel)
    {
        try
        {
            return await federated.Judge.Stands(judged, present, TimeSpan.FromSeconds(present.Rules.MaxAge), cancel);
        }
        catch (FederationException)
        {
            return false;
        }
    }

    private async ValueTask<JudgedToken?> Judged(TrustedProvider provider, string token, CancellationToken cancel)
    {
        try
        {
            var judged = await federated.Judge.Judge(
                provider,
                token,
                provider.Rules.Audiences,
                AccessTypes,
                TimeSpan.FromSeconds(provider.Rules.MaxAge),
                cancel
            );
            // An id token is for whoever signs in, and says so: it is no key to anything.
            var isIdentity = judged.Claims.Has("nonce") || judged.Claims.Has("at_hash") || judged.Claims.Has("c_hash");
            return
                isIdentity || judged.Scopes == Scope.None || judged.Person.Subject is null || judged.Claims.Client is not { Length: <= 255 }
                ? null
                : judged;
        }
        catch (FederationException)
        {
            return null;
        }
    }

    private async ValueTask<Verified?> Standing(
        JudgedToken judged,
        string hash,
        string? asked,
        Func<string, string?> pathOf,
        CancellationToken cancel
    )
    {
        var ours = judged.Audiences.Where(a => judged.Provider.Rules.Audiences.Contains(a, StringComparer.Ordinal)).ToList();
        // An audience that is an address opens that one; any other name is of the whole server, and of production alone.
        var path = asked is not null && ours.Any(a => pathOf(a) == asked) ? asked : null;
        if (path is null && !ours.Any(a => pathOf(a) is null))
            return null;
        var (resource, client) = (path ?? "/mcp", judged.Claims.Client!);
        var standing = Federated.HashOf("standing", judged.Provider.Id, judged.Person.Subject!, client, resource);
        var found = await site.Credentials.Verify(standing, cancel);
        if (found is null && await Admit(judged, client, resource, standing, hash, cancel))
            found = await site.Credentials.Verify(standing, cancel);
        if (found is not { Kind: CredentialKind.Standing, Grant: { } grant })
            return null;
        var most = Scopes.TryParse(judged.Provider.Rules.Scopes, out var scopes, out _) ? scopes : Scope.None;
        return found with
        {
            Kind = CredentialKind.Agent,
            Resource = path,
            By = found.By with
            {
                Scopes = found.By.Scopes & judged.Scopes & most,
                Expires = judged.Expires + TokenJudge.Skew is var until && until < found.By.Expires ? until : found.By.Expires,
                Credential = grant,
            },
        };
    }

    // Whoever may not come in is not asked about again with every request.
    private async ValueTask<bool> Admit(
        JudgedToken judged,
        string client,
        string resource,
        string standing,
        string hash,
        CancellationToken cancel
    )
    {
        var (key, now) = ($"{hash} {standing}", site.Time.GetUtcNow());
        if (_refused.TryGetValue(key, out var until) && until > now)
            return false;
        using var lease = _rate.AttemptAcquire();
        if (!lease.IsAcquired)
            return false;
        var told = Told(judged, client, resource);
        told["standing"] = standing;
        var outcome = await federated.Pass(judged.Provider, "providers.admit", told, cancel);
        if (outcome.Refusal is null && JsonElement.Parse(outcome.Json.Span).GetProperty("status").GetString() == "active")
            return true;
        if (_refused.Count > 10_000)
            _refused.Clear();
        _refused[key] = now + Refused;
        return false;
    }
}
