using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors;

/// <summary>
/// Recognises a bearer token (RFC 6750, section 2.1: the header only) for one realm. A token of the other realm is as unknown as any other.
/// </summary>
internal static class Bearer
{
    /// <summary>Who calls, or nothing when the request was answered with a 401 and its challenge.</summary>
    public static async ValueTask<Verified?> Demand(HttpContext http, Site site, Realm realm, bool agentsOnly)
    {
        var headers = http.Request.Headers.Authorization;
        if (headers.Count == 0)
            return await Challenge(http, null, "A bearer token is required.");
        var token =
            headers.Count == 1 && headers[0] is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? header[7..].Trim()
                : null;
        if (token is null)
            return await Challenge(http, "invalid_request", "Authorization must be one bearer token.");
        var found = await site.Credentials.Verify(token, http.RequestAborted);
        if (found is null || found.By.Realm != realm || found.Kind is CredentialKind.Session or CredentialKind.Link)
            return await Challenge(http, "invalid_token", "The token is unknown, expired, revoked, or made for another environment.");
        if (agentsOnly && found.By.IsPerson)
            return await Challenge(http, "invalid_token", "This door is for agents: use a token made by 'agents create'.");
        return found;
    }

    private static async ValueTask<Verified?> Challenge(HttpContext http, string? error, string why)
    {
        http.Response.StatusCode = 401;
        http.Response.Headers.WWWAuthenticate = error is null
            ? "Bearer realm=\"headgate\", scope=\"mcp:read\""
            : $"Bearer realm=\"headgate\", error=\"{error}\", error_description=\"{why}\", scope=\"mcp:read\"";
        await http.Response.WriteAsJsonAsync(
            new
            {
                code = "auth." + (error ?? "required"),
                why,
                @do = "Make a token with: headgate agents create NAME --scopes mcp:read",
            },
            http.RequestAborted
        );
        return null;
    }
}
