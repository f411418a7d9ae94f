using System.Collections.Frozen;

namespace Headgate.Gate.Matching;

/// <summary>
/// An e-mail address as one mailbox. Dots and what follows a plus sign are dropped only where the provider says that they make no difference; everywhere
/// else they may be another person's.
/// </summary>
/// <param name="Local">The part before the sign.</param>
/// <param name="Domain">The domain.</param>
public readonly record struct Mailbox(string Local, string Domain)
{
    private const string OneProvider =
        "googlemail.com gmail.com me.com icloud.com mac.com icloud.com pm.me proton.me protonmail.com proton.me";

    private const string WithoutPlus = "gmail.com outlook.com hotmail.com live.com icloud.com proton.me fastmail.com hey.com";
    private const string WithoutDots = "gmail.com proton.me";

    private static readonly FrozenDictionary<string, string> Same = OneProvider
        .Split(' ')
        .Chunk(2)
        .ToFrozenDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Plus = WithoutPlus.Split(' ').ToFrozenSet();
    private static readonly FrozenSet<string> Dots = WithoutDots.Split(' ').ToFrozenSet();

    /// <summary>The mailbox of an address; nothing when it is none.</summary>
    public static Mailbox? Of(string? address)
    {
        if (address is null)
            return null;
        var normal = EmailForm.Normal(address);
        var at = normal.LastIndexOf('@');
        if (at < 1 || at == normal.Length - 1)
            return null;
        var (local, domain) = (normal[..at], normal[(at + 1)..]);
        domain = Same.GetValueOrDefault(domain, domain);
        if (Plus.Contains(domain) && local.IndexOf('+') is > 0 and var plus)
            local = local[..plus];
        return new(Dots.Contains(domain) ? local.Replace(".", "", StringComparison.Ordinal) : local, domain);
    }

    /// <summary>The letters of the local part: what is left when numbers and separators are slips.</summary>
    public string Letters => string.Concat(Local.Where(char.IsAsciiLetter));
}
