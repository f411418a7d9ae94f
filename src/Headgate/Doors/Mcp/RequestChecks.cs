using Microsoft.AspNetCore.Http.Features;

namespace Headgate.Doors.Mcp;

/// <summary>What a request must be before its body is looked at.</summary>
internal static class RequestChecks
{
    public const string VersionHeader = "MCP-Protocol-Version";
    public const string SessionHeader = "Mcp-Session-Id";
    public const string Modern = "2026-07-28";

    /// <summary>Whether a version has no sessions. Versions are dates, so they compare as texts.</summary>
    public static bool IsModern(string version) => string.CompareOrdinal(version, Modern) >= 0;

    /// <summary>Host and Origin: a page of another site must not reach a server on this machine (DNS rebinding).</summary>
    /// <returns>Why it is refused, or nothing.</returns>
    public static string? Origin(HttpContext http, McpOptions options)
    {
        if (!Allowed(http.Request.Host.Host, options))
            return "This host name is not served here.";
        foreach (var origin in http.Request.Headers.Origin)
            if (!string.IsNullOrEmpty(origin) && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && Allowed(from.Host, options)))
                return "Calls from pages of this origin are not allowed.";
        return null;
    }

    /// <summary>Media types and size.</summary>
    /// <returns>A status and why, or 0.</returns>
    public static (int Status, string Why) Form(HttpContext http, McpOptions options)
    {
        if (!http.Request.HasJsonContentType())
            return (415, "Content-Type must be application/json.");
        if (!Accepts(http, "application/json") || !Accepts(http, "text/event-stream"))
            return (406, "Accept must list application/json and text/event-stream.");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.MaxBody;
        return (0, "");
    }

    /// <summary>Whether the client takes a media type.</summary>
    public static bool Accepts(HttpContext http, string type)
    {
        foreach (var header in http.Request.Headers.Accept)
        foreach (var range in header.AsSpan().Split(','))
        {
            var part = header.AsSpan()[range];
            var offered = (part.IndexOf(';') is >= 0 and var cut ? part[..cut] : part).Trim();
            if (offered is "*/*" || offered.Equals(type, StringComparison.OrdinalIgnoreCase))
                return true;
            if (offered.EndsWith("/*") && type.AsSpan().StartsWith(offered[..^1], StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool Allowed(string host, McpOptions options) =>
        host is "localhost" or "127.0.0.1" or "[::1]" or "::1" || options.AllowedHosts?.Contains(host) == true;
}
