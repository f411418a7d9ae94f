using Headgate.Hosting;

namespace Headgate.Doors.OAuth;

/// <summary>
/// The authorization server (OAuth 2.1 as MCP 2026-07-28 has it). It translates: what changes anything is a call through the gate, as at every other door.
/// </summary>
internal static class OAuthDoor
{
    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        var door = app.MapGroup("").AddEndpointFilter(async (context, next) => await Guarded(context, next, site));
        Discovery.Map(door, site);
        Registration.Map(door, site);
        Authorization.Map(door, site);
        TokenEndpoint.Map(door, site);
        Revocation.Map(door, site);
        Introspection.Map(door, site);
        // Clients that run in a page ask the machine addresses from there; nothing of theirs is read from a cookie.
        foreach (var path in (string[])["/.well-known/{**any}", "/oauth/token", "/oauth/register", "/oauth/revoke"])
            door.MapMethods(
                path,
                ["OPTIONS"],
                (HttpContext http) =>
                {
                    Open(http);
                    http.Response.Headers.AccessControlAllowMethods = "GET, POST";
                    http.Response.Headers.AccessControlAllowHeaders = "Content-Type, Authorization, MCP-Protocol-Version";
                    return Results.NoContent();
                }
            );
    }

    /// <summary>Lets pages of any site read the answer.</summary>
    public static void Open(HttpContext http) => http.Response.Headers.AccessControlAllowOrigin = "*";

    private static async ValueTask<object?> Guarded(EndpointFilterInvocationContext context, EndpointFilterDelegate next, Site site)
    {
        if (!Issuer.Serves(context.HttpContext, site))
            return Results.Text("This host name is not served here.", statusCode: 421);
        try
        {
            return await next(context);
        }
        catch (OAuthError error)
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return error.Json();
        }
    }
}
