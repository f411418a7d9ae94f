using Headgate.Doors.OAuth;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors;

/// <summary>
/// Recognises a bearer token (RFC 6750, section 2.1: the header only) for one realm, and at an address of MCP for that address. A token of another realm or
/// address is as unknown as any other.
/// </summary>
internal static class Bearer
{
    /// <summary>Who calls, or nothing when the request was answered with a 401 and its challenge.</summary>
    /// <param name="http">The request.</param>
    /// <param name="site">The site.</param>
    /// <param name="realm">The environment that is asked for.</param>
    /// <param name="resource">The address of MCP that is asked for, which is for agents; none for the other doors, which clients' tokens do not open.</param>
    public static async ValueTask<Verified?> Demand(HttpContext http, Site site, Realm realm, ProtectedResource? resource = null)
    {
        var headers = http.Request.Headers.Authorization;
        if (headers.Count == 0)
            return await Challenge(http, site, resource, null, "A bearer token is required.");
        var token =
            headers.Count == 1 && headers[0] is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? header[7..].Trim()
                : null;
        if (token is null)
            return await Challenge(http, site, resource, "invalid_request", "Authorization must be one bearer token.");
        // Nothing of ours has a dot in it, and every signed token of an identity provider has two.
        var found = token.Contains('.', StringComparison.Ordinal)
            ? await Foreign(http, site, token, resource)
            : await site.Credentials.Verify(token, http.RequestAborted);
        if (found is not { Kind: CredentialKind.Agent or CredentialKind.Person } || found.By.Realm != realm || !Opens(found, resource))
            return await Challenge(
                http,
                site,
                resource,
                "invalid_token",
                "The token is unknown, expired, revoked, or made for another environment or address."
            );
        if (resource is not null && found.By.IsPerson)
            return await Challenge(http, site, resource, "invalid_token", "This door is for agents: use a token made by 'agents create'.");
        return found;
    }

    private static ValueTask<Verified?> Foreign(HttpContext http, Site site, string token, ProtectedResource? resource)
    {
        var issuer = Issuer.Of(http, site);
        return site.Federation.Tokens.Accept(token, resource?.Path, a => ProtectedResource.Of(a, issuer)?.Path, http.RequestAborted);
    }

    // A client's token opens the address that it was made for (RFC 8707); the tokens of scripts and of people open what their realm has.
    private static bool Opens(Verified found, ProtectedResource? resource) => found.Resource is null || found.Resource == resource?.Path;

    private static async ValueTask<Verified?> Challenge(HttpContext http, Site site, ProtectedResource? resource, string? error, string why)
    {
        var scope = (resource?.First ?? Scope.Read).Text();
        List<string> parts = ["realm=\"headgate\""];
        if (error is not null)
            parts.AddRange([$"error=\"{error}\"", $"error_description=\"{why}\""]);
        if (resource is not null)
            parts.Add($"resource_metadata=\"{resource.Metadata(Issuer.Of(http, site))}\"");
        parts.Add($"scope=\"{scope}\"");
        http.Response.StatusCode = 401;
        http.Response.Headers.WWWAuthenticate = "Bearer " + string.Join(", ", parts);
        await http.Response.WriteAsJsonAsync(
            new
            {
                code = "auth." + (error ?? "required"),
                why,
                @do = $"Connect with OAuth from the address alone, or make a token with: headgate agents create NAME --scopes {scope}",
            },
            http.RequestAborted
        );
        return null;
    }
}
