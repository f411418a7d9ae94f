using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Doors.OAuth;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Hosting.Federation;

namespace Headgate.Doors.Oidc;

/// <summary>
/// The attempt of a browser, sealed in its cookie: nothing is kept here for somebody who has not signed in yet, and no other browser can end what this one
/// began. That it ends once is seen to in the commit that makes the session.
/// </summary>
internal static class Attempts
{
    private const string Cookie = "headgate_attempt";
    private const string Purpose = "oidc.attempt";
    private const string Path = "/sign-in/with";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Begins one.</summary>
    public static Attempt Begin(HttpContext http, Site site, TrustedProvider provider)
    {
        var until = site.Time.GetUtcNow() + Life;
        var attempt = new Attempt(
            provider.Id,
            Random(),
            Random(),
            Random(),
            $"{Issuer.Of(http, site)}{Path}/{provider.Id}/callback",
            until.ToUnixTimeMilliseconds()
        );
        http.Response.Cookies.Append(Cookie, site.Seal(JsonSerializer.Serialize(attempt), Purpose), Options(http, site, until));
        return attempt;
    }

    /// <summary>The one that this browser began with that provider, and whose state came back; nothing when there is none.</summary>
    public static Attempt? Take(HttpContext http, Site site, string provider, string state)
    {
        if (!http.Request.Cookies.TryGetValue(Cookie, out var text) || site.Unseal(text, Purpose) is not { } known)
            return null;
        var attempt = JsonSerializer.Deserialize<Attempt>(known)!;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(attempt.State)))
            return null;
        // Whatever comes of it, it came back.
        http.Response.Cookies.Delete(Cookie, new() { Path = Path });
        return attempt.Provider == provider && attempt.Until > site.Time.GetUtcNow().ToUnixTimeMilliseconds() ? attempt : null;
    }

    private static string Random() => Base64Url.EncodeToString(Randomness.Bytes(32));

    private static CookieOptions Options(HttpContext http, Site site, DateTimeOffset until) =>
        new()
        {
            HttpOnly = true,
            // The answer is a link that another site leads to; no form and no frame of another site carries this.
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps || site.Settings.Url?.StartsWith("https:", StringComparison.Ordinal) == true,
            Path = Path,
            Expires = until,
        };
}
