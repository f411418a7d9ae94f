using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Doors.OAuth;

/// <summary>What a client reads that knows the address alone: of each protected resource (RFC 9728), and of the authorization server (RFC 8414).</summary>
internal static class Discovery
{
    private static readonly string[] Scopes = [.. Gate.Scopes.Named.Select(n => n.Name)];

    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        app.MapGet("/.well-known/oauth-protected-resource", (HttpContext http) => Protected(http, site, ProtectedResource.All[0]));
        foreach (var resource in ProtectedResource.All)
        {
            app.MapGet(
                $"/.well-known/oauth-protected-resource{resource.Path}",
                (Delegate)((HttpContext http) => Protected(http, site, resource))
            );
            // Clients of 2025-03-26 and some of today look beside the address for what is said once for the whole server.
            app.MapGet($"/.well-known/oauth-authorization-server{resource.Path}", (Delegate)((HttpContext http) => Server(http, site)));
        }
        app.MapGet("/.well-known/oauth-authorization-server", (Delegate)((HttpContext http) => Server(http, site)));
    }

    private static IResult Protected(HttpContext http, Site site, ProtectedResource resource)
    {
        var issuer = Issuer.Of(http, site);
        return Told(
            http,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["resource"] = resource.Identifier(issuer),
                ["authorization_servers"] = new[] { issuer },
                // The least that is of use: more is asked for by a challenge when it is needed, and offered to the person.
                ["scopes_supported"] = new[] { resource.First.Text() },
                ["bearer_methods_supported"] = new[] { "header" },
                ["resource_name"] = resource.Realm == Realm.Sandbox ? "Headgate CRM (sandbox)" : "Headgate CRM",
            }
        );
    }

    private static IResult Server(HttpContext http, Site site)
    {
        var issuer = Issuer.Of(http, site);
        return Told(
            http,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["issuer"] = issuer,
                ["authorization_endpoint"] = issuer + "/oauth/authorize",
                ["token_endpoint"] = issuer + "/oauth/token",
                ["registration_endpoint"] = issuer + "/oauth/register",
                ["revocation_endpoint"] = issuer + "/oauth/revoke",
                ["introspection_endpoint"] = issuer + "/oauth/introspect",
                ["scopes_supported"] = Scopes,
                ["response_types_supported"] = new[] { "code" },
                ["response_modes_supported"] = new[] { "query" },
                ["grant_types_supported"] = new[] { "authorization_code", "refresh_token", "client_credentials", AssertionGrant.Type },
                ["authorization_grant_profiles_supported"] = new[] { "urn:ietf:params:oauth:grant-profile:id-jag" },
                ["token_endpoint_auth_methods_supported"] = new[] { "none", "private_key_jwt" },
                ["token_endpoint_auth_signing_alg_values_supported"] = new[] { "ES256", "RS256", "PS256" },
                ["revocation_endpoint_auth_methods_supported"] = new[] { "none" },
                ["code_challenge_methods_supported"] = new[] { "S256" },
                ["authorization_response_iss_parameter_supported"] = true,
                ["client_id_metadata_document_supported"] = true,
            }
        );
    }

    private static IResult Told(HttpContext http, Dictionary<string, object> document)
    {
        OAuthDoor.Open(http);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(document);
    }
}
