using System.Globalization;

namespace Headgate.Gate;

/// <summary>
/// The form of an e-mail address (RFC 5321, section 4.1.2, and RFC 6531 for Unicode), as far as a CRM must know it: one address, no display name, no comment,
/// no quoting. Whether it exists, only a delivery tells.
/// </summary>
public static class EmailForm
{
    /// <summary>Whether the text could be an address.</summary>
    public static bool IsPlausible(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64 || text.Length > 254 || at == text.Length - 1)
            return false;
        var local = text.AsSpan(0, at);
        var domain = text.AsSpan(at + 1);
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return false;
        foreach (var c in text)
            if (
                char.IsWhiteSpace(c)
                || char.IsControl(c)
                || char.GetUnicodeCategory(c) == UnicodeCategory.Format
                || "()<>[]:;,\\\"".Contains(c, StringComparison.Ordinal)
            )
                return false;
        return !local.Contains('@') && IsDomain(domain);
    }

    /// <summary>The form in which two addresses are compared: Unicode folded to lower case in form C. The local part is kept as it is otherwise.</summary>
    public static string Normal(string address) => address.Trim().Normalize().ToLowerInvariant();

    /// <summary>The domain of an address, lower case.</summary>
    public static string DomainOf(string address) => Normal(address)[(Normal(address).LastIndexOf('@') + 1)..];

    /// <summary>Whether the text could be a domain of at least two labels.</summary>
    public static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.Length is 0 or > 253 || !domain.Contains('.'))
            return false;
        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var c in label)
                if (!char.IsLetterOrDigit(c) && c != '-' && c < 0x80 || char.IsWhiteSpace(c))
                    return false;
        }
        return true;
    }
}
