using System.Globalization;
using Headgate.Gate;
using Headgate.Gate.Matching;

namespace Headgate.Features.Accounts;

/// <summary>A company's domain in the one form in which domains are compared: lower case, ASCII, without scheme, <c>www.</c>, port and path.</summary>
public static class WebDomain
{
    /// <summary>The domain that an argument means, be it written as an address of a page.</summary>
    /// <exception cref="RefusedException">It is no domain.</exception>
    public static string Need(string field, string given) =>
        Of(given) ?? throw new RefusedException(Refusal.Input(field, "a domain such as acme.com", Text.Shown(given)));

    /// <summary>The domain of a website, unless anybody may have a page there.</summary>
    public static string? OfWebsite(string? website) =>
        website is not null && Of(website) is { } domain && !FreeMail.HasPages(domain) ? domain : null;

    /// <summary>The domain of an e-mail address, unless anybody may have an address there.</summary>
    public static string? OfEmail(string? email) =>
        email is not null && Of(EmailForm.DomainOf(email)) is { } domain && !FreeMail.Has(domain) ? domain : null;

    /// <summary>Whether a domain can be the unique key of one account.</summary>
    public static bool IsKey(string? domain) => domain is not null && !FreeMail.Has(domain);

    /// <summary>The domain in a text, or nothing.</summary>
    public static string? Of(string given)
    {
        var host = given.Trim();
        if (host.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
            host = host[(scheme + 3)..];
        if (host.IndexOfAny(['/', '?', '#']) is >= 0 and var end)
            host = host[..end];
        if (host.LastIndexOf('@') is >= 0 and var at)
            host = host[(at + 1)..];
        if (host.IndexOf(':') is >= 0 and var port)
            host = host[..port];
        host = host.TrimEnd('.').Normalize().ToLowerInvariant();
        if (host.StartsWith("www.", StringComparison.Ordinal) && host.AsSpan(4).Contains('.'))
            host = host[4..];
        return EmailForm.IsDomain(host) ? Ascii(host) : null;
    }

    // Both spellings of an international domain are one domain.
    private static string? Ascii(string host)
    {
        try
        {
            return new IdnMapping().GetAscii(host);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
