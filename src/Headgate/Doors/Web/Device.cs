using System.Net;
using Headgate.Hosting;

namespace Headgate.Doors.Web;

/// <summary>From where somebody signs in: the browser in a few words, and the address.</summary>
internal static class Device
{
    private static readonly (string Sign, string Says)[] Browsers =
    [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Says)[] Systems =
    [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    /// <summary>The words.</summary>
    public static string Of(HttpContext http, Site site)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        var browser = Browsers.FirstOrDefault(b => agent.Contains(b.Sign, StringComparison.Ordinal)).Says ?? "A program";
        var system = Systems.FirstOrDefault(s => agent.Contains(s.Sign, StringComparison.Ordinal)).Says;
        return browser + (system is null ? "" : $" on {system}") + (Address(http, site) is { } address ? $", {address}" : "");
    }

    /// <summary>
    /// The address that a request comes from; nothing when a proxy stands in front and does not say. The server listens on loopback alone, so that whoever speaks to
    /// it is that proxy, and the last address that it names is the one it saw.
    /// </summary>
    public static IPAddress? Address(HttpContext http, Site site)
    {
        if (site.Settings.Url is null)
            return http.Connection.RemoteIpAddress;
        var named = http.Request.Headers["X-Forwarded-For"].ToString();
        return IPAddress.TryParse(named[(named.LastIndexOf(',') + 1)..].Trim(), out var address) ? address : null;
    }
}
