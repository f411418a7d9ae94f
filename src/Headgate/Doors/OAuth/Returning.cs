using System.Globalization;
using Headgate.Hosting;

namespace Headgate.Doors.OAuth;

/// <summary>Where a browser was going when it had to sign in first: sealed in a cookie, for ten minutes, for addresses of this server that ask a person.</summary>
internal static class Returning
{
    private const string Cookie = "headgate_return";
    private const string Purpose = "oauth.return";
    private static readonly string[] Only = ["/oauth/authorize?", "/account"];
    private const int LongestCookie = 3800;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Remembers it.</summary>
    public static void Remember(HttpContext http, Site site, string path)
    {
        var until = site.Time.GetUtcNow() + Life;
        var text = site.Seal($"{until.ToUnixTimeMilliseconds()} {path}", Purpose);
        // Where a browser would drop it, the person begins again in the client after signing in.
        if (text.Length < LongestCookie)
            http.Response.Cookies.Append(Cookie, text, SameSite(http, site, until));
    }

    /// <summary>Where to go after signing in; the first page when nothing is remembered.</summary>
    public static string Take(HttpContext http, Site site)
    {
        if (!http.Request.Cookies.TryGetValue(Cookie, out var text) || site.Unseal(text, Purpose) is not { } known)
            return "/";
        http.Response.Cookies.Delete(Cookie);
        var cut = known.IndexOf(' ', StringComparison.Ordinal);
        return
            long.Parse(known[..cut], CultureInfo.InvariantCulture) > site.Time.GetUtcNow().ToUnixTimeMilliseconds()
            && known[(cut + 1)..] is var path
            && Only.Any(o => path.StartsWith(o, StringComparison.Ordinal))
            ? path
            : "/";
    }

    private static CookieOptions SameSite(HttpContext http, Site site, DateTimeOffset until) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps || site.Settings.Url?.StartsWith("https:", StringComparison.Ordinal) == true,
            Path = "/",
            Expires = until,
        };
}
