using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Hosting.Federation;

namespace Headgate.Doors.OAuth;

/// <summary>
/// Enterprise-managed authorization: a client brings what its person's identity provider says instead of the person's consent (RFC 7523, section 2.1, as
/// draft-ietf-oauth-identity-assertion-authz-grant profiles it). The client proves its own key besides: whoever finds an assertion can do nothing with it.
/// </summary>
internal static class AssertionGrant
{
    public const string Type = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>What the action says.</summary>
    /// <exception cref="OAuthError">Client or assertion is not good.</exception>
    public static async Task<Outcome> Exchange(HttpContext http, Site site, IFormCollection form)
    {
        if (form.One("client_assertion_type") != Assertion.Type || form.One("client_assertion") is not { } proves)
            throw new OAuthError("invalid_client", "A client that brings an assertion proves itself with private_key_jwt.", 401);
        var issuer = Issuer.Of(http, site);
        var (client, proof) = await Assertion.Verify(site, proves, issuer, form.One("client_id"), http.RequestAborted);
        var judged = await Judge(http, site, form.Need("assertion"), client.By.Tenant, client.Grant!, issuer);
        var resource = ResourceOf(form, judged, issuer);
        var told = ForeignTokens.Told(judged, client.Grant!, resource.Path);
        told["client_name"] = client.By.AgentName;
        told["scopes"] = ScopesOf(form, judged, resource);
        told["proof"] = Federated.HashOf(judged.Provider.Issuer, judged.Claims.Word("jti")!);
        told["client_proof"] = proof;
        var outcome = await site.Federation.Pass(judged.Provider, "providers.exchange", told, http.RequestAborted);
        // Whoever the person is that may not come in: the assertion is not good for anything here.
        return outcome.Refusal is { } refusal && !refusal.Code.StartsWith("oauth.", StringComparison.Ordinal)
            ? throw new OAuthError("invalid_grant", $"{refusal.Why} {refusal.Do}")
            : outcome;
    }

    private static async Task<JudgedToken> Judge(HttpContext http, Site site, string assertion, string tenant, string client, string issuer)
    {
        try
        {
            return await site.Federation.Tokens.Assertion(assertion, tenant, client, issuer, http.RequestAborted);
        }
        catch (FederationException why)
        {
            throw new OAuthError("invalid_grant", $"The assertion is not good. {why.Message}");
        }
    }

    // Where the provider names an address, it is that one and no other.
    private static ProtectedResource ResourceOf(IFormCollection form, JudgedToken judged, string issuer)
    {
        List<string> named = [.. judged.Claims.Words("resource"), .. form.One("resource") is { } asked ? [asked] : (string[])[]];
        List<ProtectedResource?> all = [.. named.Select(n => ProtectedResource.Of(n, issuer)).Distinct()];
        return all switch
        {
            [] => ProtectedResource.All[0],
            [{ } one] => one,
            _ => throw new OAuthError("invalid_target", "resource must be the one address of this server that the assertion names."),
        };
    }

    private static string[] ScopesOf(IFormCollection form, JudgedToken judged, ProtectedResource resource)
    {
        var scopes = judged.Claims.Has("scope") ? judged.Scopes : resource.First;
        if (TokenEndpoint.ScopesOf(form) is { Length: > 0 } asked)
            scopes = Scopes.TryParse(string.Join(' ', asked), out var wanted, out _)
                ? scopes & wanted
                : throw new OAuthError("invalid_scope", $"There are {Scope.All.Text()}.");
        scopes &= resource.Within;
        return scopes == Scope.None
            ? throw new OAuthError("invalid_scope", "The assertion has none of these scopes.")
            : scopes.Text().Split(' ');
    }
}
