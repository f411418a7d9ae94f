using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.OAuth;

/// <summary>Introspection (RFC 7662), for an administrator's own token: whether another token of the organisation is good, and what it may do.</summary>
internal static class Introspection
{
    public static void Map(IEndpointRouteBuilder app, Site site) =>
        app.MapPost("/oauth/introspect", (Delegate)((HttpContext http) => Inspect(http, site)));

    private static async Task<IResult> Inspect(HttpContext http, Site site)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await Bearer.Demand(http, site, Realm.Production) is not { } found)
            return Results.Empty;
        var token = (await PostedForm.Read(http)).Need("token");
        var arguments = JsonSerializer.SerializeToElement(new { hash = Credentials.HashOf(token) });
        var outcome = await site.Pass(found.By, Door.Web, "clients.inspect", arguments, cancel: http.RequestAborted);
        if (outcome.Refusal is { } refusal)
            throw new OAuthError("access_denied", $"{refusal.Why} {refusal.Do}", 403);
        return Results.Json(Told(JsonElement.Parse(outcome.Json.Span), Issuer.Of(http, site)));
    }

    private static Dictionary<string, object> Told(JsonElement answer, string issuer)
    {
        var told = new Dictionary<string, object>(StringComparer.Ordinal) { ["active"] = answer.GetProperty("active").GetBoolean() };
        if (told["active"] is false)
            return told;
        told["iss"] = issuer;
        told["token_type"] = answer.GetProperty("kind").GetString() == "refresh" ? "refresh_token" : "Bearer";
        foreach (
            var (name, from) in ((string, string)[])
                [
                    ("scope", "scopes"),
                    ("client_id", "client"),
                    ("sub", "person"),
                    ("username", "agent"),
                    ("iat", "issued_at"),
                    ("exp", "expires_at"),
                ]
        )
            if (answer.TryGetProperty(from, out var value))
                told[name] = value;
        if (answer.TryGetProperty("resource", out var resource))
            told["aud"] = issuer + resource.GetString();
        return told;
    }
}
