using System.Globalization;
using System.Text.Json;
using Headgate.Hosting;

namespace Headgate.Doors.Web;

/// <summary>The cookie of a session: no script reads it, no other site's form brings it, and where the site has https no other host name can set it.</summary>
internal static class SessionCookie
{
    private const string Plain = "headgate_session";

    /// <summary>What the request carries.</summary>
    public static string? Of(HttpContext http, Site site) =>
        http.Request.Cookies.TryGetValue(Name(http, site), out var session) ? session : null;

    /// <summary>Hands out a new session, whatever the browser had before.</summary>
    public static void Give(HttpContext http, Site site, JsonElement opened) =>
        http.Response.Cookies.Append(
            Name(http, site),
            opened.GetProperty("session").GetString()!,
            Options(http, site, DateTimeOffset.Parse(opened.GetProperty("expires").GetString()!, CultureInfo.InvariantCulture))
        );

    /// <summary>Takes it back.</summary>
    public static void Drop(HttpContext http, Site site) => http.Response.Cookies.Delete(Name(http, site), Options(http, site, null));

    private static string Name(HttpContext http, Site site) => IsSecure(http, site) ? "__Host-" + Plain : Plain;

    private static bool IsSecure(HttpContext http, Site site) =>
        http.Request.IsHttps || site.Settings.Url?.StartsWith("https:", StringComparison.Ordinal) == true;

    private static CookieOptions Options(HttpContext http, Site site, DateTimeOffset? expires) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = IsSecure(http, site),
            Path = "/",
            Expires = expires,
        };
}
