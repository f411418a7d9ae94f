namespace Headgate.Doors.OAuth;

/// <summary>Where a client takes its answer: an https address, this machine, or a scheme that belongs to one program.</summary>
internal static class RedirectUri
{
    // Programs whose scheme is a plain word; any other has a dot in it, being a domain turned round (RFC 8252, section 7.1).
    private static readonly HashSet<string> Programs = new(StringComparer.Ordinal)
    {
        "claude",
        "cursor",
        "vscode",
        "vscode-insiders",
        "vscodium",
        "windsurf",
        "zed",
        "chatgpt",
        "goose",
        "raycast",
        "warp",
        "postman",
    };

    /// <summary>Whether an address may be one. Never a script, a file or data, never with a fragment or a name and password in it.</summary>
    public static bool IsFit(string given) =>
        given.Length is > 0 and <= 500
        && given.All(c => c is > ' ' and <= '~' and not '\\' and not '"' and not '<' and not '>' and not '#')
        && Uri.TryCreate(given, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && given.StartsWith(uri.Scheme + ":", StringComparison.Ordinal)
        && uri.Scheme switch
        {
            "https" => uri.Host.Length > 0,
            "http" => IsLoopback(uri),
            var own => Programs.Contains(own) || own.Contains('.', StringComparison.Ordinal),
        };

    /// <summary>Whether it is on the person's own machine.</summary>
    public static bool IsLoopback(Uri uri) => uri.Scheme is "http" or "https" && uri.Host is "127.0.0.1" or "[::1]" or "localhost";

    /// <summary>Whether one that is asked for is one that is registered: character by character, but for the port on the person's own machine (RFC 8252, section 7.3).</summary>
    public static bool Fits(string registered, string asked) =>
        string.Equals(registered, asked, StringComparison.Ordinal)
        || IsFit(registered)
            && IsFit(asked)
            && IsLoopback(new(registered))
            && IsLoopback(new(asked))
            && string.Equals(WithoutPort(registered), WithoutPort(asked), StringComparison.Ordinal);

    /// <summary>The same without the port that a program on the person's machine listens on for the moment.</summary>
    public static string WithoutPort(string given)
    {
        var uri = new Uri(given);
        if (!IsLoopback(uri))
            return given;
        var begin = given.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = given.IndexOfAny(['/', '?'], begin) is >= 0 and var cut ? cut : given.Length;
        var host = given[begin..end];
        return given[..begin] + (host.LastIndexOf(':') is > 0 and var colon && !host.EndsWith(']') ? host[..colon] : host) + given[end..];
    }

    /// <summary>The host that a person is shown: the domain, this machine, or the program.</summary>
    public static string Shown(string given)
    {
        var uri = new Uri(given);
        return IsLoopback(uri) ? $"a program on this computer ({uri.Host})"
            : uri.Scheme == "https" ? uri.Host
            : $"the program that opens {uri.Scheme}: links on this computer";
    }

    /// <summary>The host of a registered party; nothing for a program on the person's machine.</summary>
    public static string? HostOf(string given)
    {
        var uri = new Uri(given);
        return uri.Scheme == "https" && !IsLoopback(uri) ? uri.Host : null;
    }

    /// <summary>What a form that ends in such an address may lead to, for a page's policy (CSP <c>form-action</c>).</summary>
    public static string Origin(string given)
    {
        var uri = new Uri(given);
        return uri.Scheme is "http" or "https" ? uri.GetLeftPart(UriPartial.Authority) : uri.Scheme + ":";
    }
}
