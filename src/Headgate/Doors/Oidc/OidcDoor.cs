using Headgate.Doors.OAuth;
using Headgate.Doors.Web;
using Headgate.Hosting;
using Headgate.Hosting.Federation;

namespace Headgate.Doors.Oidc;

/// <summary>
/// People sign in with an identity provider that their organisation trusts. The provider's answer comes to an address of its own, in the browser that asked,
/// within ten minutes and once; what it is worth is judged by the host, and who comes in is decided by an action. The session begins as every other does.
/// </summary>
internal static class OidcDoor
{
    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        var rates = new Rates(300);
        var door = app.MapGroup("/sign-in/with").AddEndpointFilter(async (context, next) => await Guarded(context, next, site, rates));
        door.MapGet("", (Delegate)((HttpContext http) => Choose(http, site)));
        door.MapGet("/{id}", (HttpContext http, string id) => Begin(http, site, id));
        door.MapGet("/{id}/callback", (HttpContext http, string id) => Finish(http, site, id));
    }

    private static async Task<IResult> Choose(HttpContext http, Site site)
    {
        var all = (await site.Federation.All(http.RequestAborted)).Where(p => p.Uses.Contains("sign_in")).ToList();
        var org = http.Request.Query["org"].ToString();
        // Which providers an organisation has is for whoever knows the organisation, where there are several.
        var shown =
            org.Length > 0 || all.Select(p => p.Tenant).Distinct(StringComparer.Ordinal).Count() > 1
                ? all.Where(p => p.Tenant == org).ToList()
                : all;
        return OidcPage.Choose(shown, isAlone: all.Count == 0);
    }

    private static async Task<IResult> Begin(HttpContext http, Site site, string id)
    {
        if (await site.Federation.Of(id, "sign_in", http.RequestAborted) is not { } provider)
            return OidcPage.Stopped("This is no provider that your organisation signs in with.", 404);
        var attempt = Attempts.Begin(http, site, provider);
        http.Response.Headers.Location = await site.Federation.SignIns.AddressFor(provider, attempt, http.RequestAborted);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.StatusCode(303);
    }

    private static async Task<IResult> Finish(HttpContext http, Site site, string id)
    {
        var query = http.Request.Query;
        if (query.Any(p => p.Value.Count > 1))
            return OidcPage.Stopped("The provider's answer says something twice.");
        if (Attempts.Take(http, site, id, query["state"].ToString()) is not { } attempt)
            return OidcPage.Stopped("This answer is older than ten minutes, was used before, or belongs to another browser or provider.");
        if (await site.Federation.Of(id, "sign_in", http.RequestAborted) is not { } provider)
            return OidcPage.Stopped("This is no provider that your organisation signs in with.", 404);
        await site.Federation.SignIns.NeedIssuer(provider, query["iss"] is [{ } issuer] ? issuer : null, http.RequestAborted);
        if (query["code"] is not [{ Length: > 0 and <= 4096 } code])
            return OidcPage.Stopped($"{provider.Name} did not let you in.");
        var link = await site.Federation.SignIns.LinkFor(provider, attempt, code, http.RequestAborted);
        // The provider sends the browser here from its own site; that it began here is what the attempt's cookie says.
        return await SignIn.Enter(http, site, link, byLinkAlone: false);
    }

    private static async ValueTask<object?> Guarded(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next,
        Site site,
        Rates rates
    )
    {
        var http = context.HttpContext;
        Page.Guard(http);
        if (!Issuer.Serves(http, site))
            return Results.Text("This host name is not served here.", statusCode: 421);
        if (!rates.Lets(http))
            return OidcPage.Stopped("Too many attempts. Try again in a minute.", 429);
        try
        {
            return await next(context);
        }
        catch (FederationException why)
        {
            return OidcPage.Stopped(why.Message, 403);
        }
    }
}
