using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.OAuth;

/// <summary>Revocation (RFC 7009): whoever has a token may end it, and with it the whole grant, so that neither half outlives the other.</summary>
internal static class Revocation
{
    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        var rates = new Rates(600);
        app.MapPost("/oauth/revoke", (Delegate)((HttpContext http) => Revoke(http, site, rates)));
    }

    private static async Task<IResult> Revoke(HttpContext http, Site site, Rates rates)
    {
        OAuthDoor.Open(http);
        if (!rates.Lets(http))
            throw new OAuthError("temporarily_unavailable", "Too many requests. Try again in a minute.", 429);
        var token = (await PostedForm.Read(http)).Need("token");
        // A token that is unknown or ended already is as good as revoked (section 2.2).
        if (
            await site.Credentials.Verify(token, http.RequestAborted) is
            { Kind: CredentialKind.Agent or CredentialKind.Refresh, Grant: { } grant } found
        )
        {
            var arguments = JsonSerializer.SerializeToElement(new { grant_id = grant });
            await site.Pass(TokenEndpoint.Giver(site, found), Door.Web, "clients.revoke", arguments, cancel: http.RequestAborted);
            site.Credentials.Forget();
        }
        return Results.Ok();
    }
}
