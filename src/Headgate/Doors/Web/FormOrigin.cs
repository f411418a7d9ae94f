using Headgate.Doors.OAuth;
using Headgate.Hosting;

namespace Headgate.Doors.Web;

/// <summary>
/// Takes forms of our own pages and nobody else's. The cookie is SameSite=Lax, so that another site's form comes without it; where signing in is what the form
/// does there is no cookie yet, and what the browser says of the form's origin decides.
/// </summary>
internal static class FormOrigin
{
    /// <summary>Maps the answer to a form. What a page of another site sends is refused before anything reads it, and what is no form with a page that says so.</summary>
    public static void MapForm(this IEndpointRouteBuilder app, Site site, string path, Func<HttpContext, Task<IResult>> answer) =>
        app.MapPost(
            path,
            (RequestDelegate)(
                async http =>
                {
                    Page.Guard(http);
                    var page = IsForeign(http, site)
                        ? Said("Refused", "This form came from another site.", 403)
                        : await Readable(http, answer);
                    await page.ExecuteAsync(http);
                }
            )
        );

    private static async Task<IResult> Readable(HttpContext http, Func<HttpContext, Task<IResult>> answer)
    {
        try
        {
            return await answer(http);
        }
        catch (BadHttpRequestException bad)
        {
            return Said(
                "Not understood",
                $"{bad.Message} Nothing was changed. Go back to the page and send its form again.",
                bad.StatusCode
            );
        }
    }

    private static IResult Said(string title, string why, int status) =>
        Page.Html(
            title,
            $"<main class=\"card\"><h1>{title}</h1><p>{Page.Text(why)}</p><p><a href=\"/\">To the first page</a></p></main>",
            status
        );

    // Whether the browser says so; one that says nothing is no browser of today.
    private static bool IsForeign(HttpContext http, Site site) =>
        http.Request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } from] && from is not ("same-origin" or "none")
        || http.Request.Headers.Origin is [{ Length: > 0 } origin] && origin != "null" && origin != Issuer.Of(http, site);
}
