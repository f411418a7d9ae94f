using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.OAuth;

/// <summary>The token endpoint: a code, a refresh token or the proof of a key becomes an access token (OAuth 2.1, section 3.2).</summary>
internal static class TokenEndpoint
{
    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        var rates = new Rates(600);
        app.MapPost("/oauth/token", (Delegate)((HttpContext http) => Give(http, site, rates)));
    }

    private static async Task<IResult> Give(HttpContext http, Site site, Rates rates)
    {
        OAuthDoor.Open(http);
        http.Response.Headers.CacheControl = "no-store";
        if (!rates.Lets(http))
            throw new OAuthError("temporarily_unavailable", "Too many requests. Try again in a minute.", 429);
        var form = await PostedForm.Read(http);
        return form.One("grant_type") switch
        {
            "authorization_code" => await Redeem(http, site, form),
            "refresh_token" => await Refresh(http, site, form),
            "client_credentials" => await Issue(http, site, form),
            AssertionGrant.Type => Answer(await AssertionGrant.Exchange(http, site, form)),
            _ => throw new OAuthError(
                "unsupported_grant_type",
                $"There is authorization_code, refresh_token, client_credentials and {AssertionGrant.Type}."
            ),
        };
    }

    private static async Task<IResult> Redeem(HttpContext http, Site site, IFormCollection form)
    {
        var client = ClientOf(http, form);
        var verifier = form.Need("code_verifier");
        if (verifier.Length is < 43 or > 128)
            throw new OAuthError("invalid_grant", "code_verifier must have 43 to 128 characters.");
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["client"] = client,
            ["redirect_uri"] = form.Need("redirect_uri"),
            // The verifier stays here: what is decided and recorded is what it hashes to.
            ["challenge"] = Challenge(verifier),
        };
        return await Pass(http, site, await Known(http, site, form.Need("code"), CredentialKind.Code), "clients.redeem", arguments, form);
    }

    private static async Task<IResult> Refresh(HttpContext http, Site site, IFormCollection form)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["client"] = ClientOf(http, form),
            ["scopes"] = ScopesOf(form),
        };
        var token = await Known(http, site, form.Need("refresh_token"), CredentialKind.Refresh);
        return await Pass(http, site, token, "clients.refresh", arguments, form);
    }

    private static async Task<IResult> Issue(HttpContext http, Site site, IFormCollection form)
    {
        if (form.One("client_assertion_type") != Assertion.Type || form.One("client_assertion") is not { } assertion)
            throw new OAuthError("invalid_client", "A client without a person proves itself with private_key_jwt.", 401);
        var (of, proof) = await Assertion.Verify(site, assertion, Issuer.Of(http, site), form.One("client_id"), http.RequestAborted);
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["grant_id"] = of.Grant,
            ["proof"] = proof,
            ["scopes"] = ScopesOf(form),
        };
        return await Pass(http, site, of, "clients.issue", arguments, form);
    }

    private static async Task<IResult> Pass(
        HttpContext http,
        Site site,
        Verified of,
        string action,
        Dictionary<string, object?> arguments,
        IFormCollection form
    )
    {
        if (form.One("resource") is { } resource)
            arguments["resource"] =
                ProtectedResource.Of(resource, Issuer.Of(http, site))?.Path
                ?? throw new OAuthError("invalid_target", "resource must be an address of this server.");
        var given = JsonSerializer.SerializeToElement(arguments.Where(a => a.Value is not null).ToDictionary());
        var outcome = await site.Pass(Giver(site, of), Door.Web, action, given, cancel: http.RequestAborted);
        site.Credentials.Forget();
        return Answer(outcome);
    }

    private static IResult Answer(Outcome outcome)
    {
        if (outcome.Refusal is { } refusal)
            throw OAuthError.Of(refusal);
        var answer = JsonElement.Parse(outcome.Json.Span);
        if (answer.TryGetProperty("error", out var error))
            throw error.GetString() == "access_denied"
                ? new OAuthError(
                    "access_denied",
                    "An administrator must let this client act first: headgate agents list, then agents resume NAME."
                )
                : new OAuthError(error.GetString()!, "This was used before. All that it gave is revoked; ask the person again.");
        var token = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["access_token"] = answer.GetProperty("access_token").GetString(),
            ["token_type"] = "Bearer",
            ["expires_in"] = answer.GetProperty("seconds").GetInt64(),
            ["scope"] = answer.GetProperty("scopes").GetString(),
        };
        if (answer.TryGetProperty("refresh_token", out var refresh))
            token["refresh_token"] = refresh.GetString();
        return Results.Json(token);
    }

    /// <summary>The person whose grant gives: what a client fetches was given by its person's consent, and is no doing of the agent's.</summary>
    public static Principal Giver(Site site, Verified of) =>
        of.By with
        {
            Agent = null,
            AgentName = null,
            Only = null,
            Toolsets = new HashSet<string>(),
            Scopes = Principal.CeilingOf(of.By.Role),
            Realm = Realm.Production,
            Expires = site.Time.GetUtcNow().AddMinutes(1),
            Credential = of.CredentialId,
        };

    private static async ValueTask<Verified> Known(HttpContext http, Site site, string secret, CredentialKind kind) =>
        await site.Credentials.Verify(secret, http.RequestAborted) is { } found && found.Kind == kind
            ? found
            : throw new OAuthError("invalid_grant", "It is unknown, expired or revoked. Ask the person for authorization again.");

    // A public client says who it is; one that sends a header with an empty password says the same (RFC 6749, section 2.3.1).
    private static string ClientOf(HttpContext http, IFormCollection form)
    {
        if (form.One("client_id") is { } named)
            return Client.KeyOf(named);
        if (http.Request.Headers.Authorization is [{ } header] && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            var bytes = new byte[header.Length];
            if (
                Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length)
                && Encoding.UTF8.GetString(bytes, 0, length).Split(':') is [{ Length: > 0 } id, ..]
            )
                return Client.KeyOf(Uri.UnescapeDataString(id));
        }
        throw new OAuthError("invalid_client", "client_id is missing.", 401);
    }

    internal static string[]? ScopesOf(IFormCollection form) => form.One("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Challenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
