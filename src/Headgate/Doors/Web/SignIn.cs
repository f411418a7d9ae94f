using System.Text.Json;
using Headgate.Doors.OAuth;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Web;

/// <summary>Who is signed in; and the one-time link that signs in.</summary>
internal static class SignIn
{
    // A session that is used says so this often: less would end it while it is in use, more would fill the audit.
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(10);

    /// <summary>The person whose session the request carries, or nothing.</summary>
    public static async ValueTask<Verified?> Person(HttpContext http, Site site)
    {
        if (SessionCookie.Of(http, site) is not { } session)
            return null;
        if (await site.Credentials.Verify(session, http.RequestAborted) is not { Kind: CredentialKind.Session } found)
            return null;
        if (found.Times.Seen + Noted < site.Time.GetUtcNow())
        {
            await site.Pass(found.By, Door.Web, "users.touch_session", JsonElement.Parse("{}"u8), cancel: http.RequestAborted);
            site.Credentials.Forget();
        }
        return found;
    }

    public static void Map(IEndpointRouteBuilder app, Site site)
    {
        // A preview of the link by a mail or chat program must not use it up, so that the link only shows a button.
        app.MapGet(
            "/sign-in/{link}",
            (HttpContext http, string link) =>
            {
                Page.Guard(http);
                return Results.Content(SignInPage.Ask(), "text/html; charset=utf-8");
            }
        );
        app.MapForm(site, "/sign-in/{link}", http => Enter(http, site, Page.Named(http, "link"), byLinkAlone: true));
        app.MapForm(site, "/sign-out", http => Close(http, site));
    }

    /// <summary>Uses a sign-in link up for a session of this browser. Whoever calls has made sure that this browser asked for it.</summary>
    /// <param name="http">The browser's request.</param>
    /// <param name="site">The site.</param>
    /// <param name="link">The link.</param>
    /// <param name="byLinkAlone">Whether nothing else lets this person in the next time.</param>
    public static async Task<IResult> Enter(HttpContext http, Site site, string link, bool byLinkAlone)
    {
        var found = await site.Credentials.Verify(link, http.RequestAborted);
        if (found is not { Kind: CredentialKind.Link })
            return Results.Content(SignInPage.Stale(), "text/html; charset=utf-8", statusCode: 410);
        var outcome = await site.Pass(
            found.By,
            Door.Web,
            "users.open_session",
            JsonSerializer.SerializeToElement(new { device = Device.Of(http, site) }),
            cancel: http.RequestAborted
        );
        site.Credentials.Forget();
        if (outcome.Refusal is { } refusal)
            return Results.Content(
                refusal.Code == "auth.factor_needed" ? SignInPage.NotThisWay(refusal) : SignInPage.Stale(),
                "text/html; charset=utf-8",
                statusCode: 410
            );
        SessionCookie.Give(http, site, JsonElement.Parse(outcome.Json.Span));
        var next = Returning.Take(http, site);
        // Who came in by a link alone is shown what would stand in its place; going on is a click.
        return Results.Redirect(
            byLinkAlone && next == "/" && await site.SignIns.ById(found.By.Person, http.RequestAborted) is { Factors.Count: 0 }
                ? "/account?new=1"
                : next
        );
    }

    private static async Task<IResult> Close(HttpContext http, Site site)
    {
        if (await Person(http, site) is { } found)
        {
            await site.Pass(found.By, Door.Web, "users.close_session", JsonElement.Parse("{}"u8), cancel: http.RequestAborted);
            site.Credentials.Forget();
        }
        SessionCookie.Drop(http, site);
        return Results.Redirect("/");
    }
}
