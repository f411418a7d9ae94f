using System.Collections.Frozen;

namespace Headgate.Gate.Matching;

/// <summary>Domains that give an address to anybody for an hour: disposable-domains.txt, which says where it is from.</summary>
public static class Disposable
{
    private static readonly Lazy<FrozenSet<string>> Domains = new(Read);

    /// <summary>Whether a normalised domain, or one above it, is on the list.</summary>
    public static bool Has(string domain)
    {
        for (var rest = domain; rest.Contains('.'); rest = rest[(rest.IndexOf('.') + 1)..])
            if (Domains.Value.Contains(rest))
                return true;
        return false;
    }

    private static FrozenSet<string> Read()
    {
        using var list = new StreamReader(typeof(Disposable).Assembly.GetManifestResourceStream("disposable-domains.txt")!);
        return list.ReadToEnd()
            .Split('\n', StringSplitOptions.TrimEntries)
            .Where(l => l.Length > 0 && l[0] != '#')
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
