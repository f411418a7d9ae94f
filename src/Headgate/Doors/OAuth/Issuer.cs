using Headgate.Hosting;

namespace Headgate.Doors.OAuth;

/// <summary>Under which address a request finds this server; tokens, metadata and <c>iss</c> speak of it.</summary>
internal static class Issuer
{
    /// <summary>The configured address; without one the loopback name that was asked for, since clients compare what they read with what they typed.</summary>
    public static string Of(HttpContext http, Site site) =>
        site.Settings.Url?.TrimEnd('/') ?? (IsLoopback(http.Request.Host.Host) ? $"http://{http.Request.Host}" : site.Address ?? "");

    /// <summary>Whether the host that was asked for is served here: a page of another site must not reach this machine under a name of its own.</summary>
    public static bool Serves(HttpContext http, Site site) =>
        IsLoopback(http.Request.Host.Host)
        || site.Settings.Url is { } url && string.Equals(new Uri(url).Host, http.Request.Host.Host, StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]";
}
