using System.Text.Json;
using Headgate.Doors.OAuth;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Web;

/// <summary>A one-time link opens a browser session; the session is a cookie that scripts cannot read.</summary>
internal static class SignIn
{
    private const string Cookie = "headgate_session";

    /// <summary>The person whose session the request carries, or nothing.</summary>
    public static async ValueTask<Verified?> Person(HttpContext http, Site site)
    {
        if (!http.Request.Cookies.TryGetValue(Cookie, out var session) || session is null)
            return null;
        return await site.Credentials.Verify(session, http.RequestAborted) is { Kind: CredentialKind.Session } found ? found : null;
    }

    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        // A preview of the link by a mail or chat program must not use it up, so that the link only shows a button.
        app.MapGet("/sign-in/{link}", (string link) => Results.Content(SignInPage.Ask(), "text/html; charset=utf-8"));
        app.MapPost("/sign-in/{link}", (HttpContext http, string link) => Open(http, site, link));
        app.MapPost("/sign-out", (Delegate)((HttpContext http) => Close(http, site)));
    }

    private static async Task<IResult> Open(HttpContext http, Site site, string link)
    {
        var found = await site.Credentials.Verify(link, http.RequestAborted);
        if (found is not { Kind: CredentialKind.Link })
            return Results.Content(SignInPage.Stale(), "text/html; charset=utf-8", statusCode: 410);
        var outcome = await site.Pass(found.By, Door.Web, "users.open_session", JsonElement.Parse("{}"u8), cancel: http.RequestAborted);
        site.Credentials.Forget();
        if (outcome.Refusal is not null)
            return Results.Content(SignInPage.Stale(), "text/html; charset=utf-8", statusCode: 410);
        var answer = JsonElement.Parse(outcome.Json.Span);
        http.Response.Cookies.Append(
            Cookie,
            answer.GetProperty("session").GetString()!,
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps || site.Settings.Url?.StartsWith("https:", StringComparison.Ordinal) == true,
                Path = "/",
                Expires = DateTimeOffset.Parse(answer.GetProperty("expires").GetString()!),
            }
        );
        return Results.Redirect(Returning.Take(http, site));
    }

    private static async Task<IResult> Close(HttpContext http, Site site)
    {
        if (await Person(http, site) is { } found)
        {
            await site.Pass(found.By, Door.Web, "users.close_session", JsonElement.Parse("{}"u8), cancel: http.RequestAborted);
            site.Credentials.Forget();
        }
        http.Response.Cookies.Delete(Cookie);
        return Results.Redirect("/");
    }
}
