using Headgate.Doors.OAuth;
using Headgate.Hosting;

namespace Headgate.Doors.Web;

/// <summary>
/// Whether a form came from a page of another site. The cookie is SameSite=Lax, so that such a form comes without it; where signing in is what the form does there
/// is no cookie yet, and what the browser says of the form's origin decides.
/// </summary>
internal static class FormOrigin
{
    /// <summary>Whether the browser says so; one that says nothing is no browser of today.</summary>
    public static bool IsForeign(HttpContext http, Site site) =>
        ApprovalPages.IsForeign(http)
        || http.Request.Headers.Origin is [{ Length: > 0 } origin] && origin != "null" && origin != Issuer.Of(http, site);

    /// <summary>The answer to such a form.</summary>
    public static IResult Refused() => Page.Html("Refused", "<p>This form came from another site.</p>", 403);
}
