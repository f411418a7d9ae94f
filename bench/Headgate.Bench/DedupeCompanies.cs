using Headgate.Gate.Matching;

namespace Headgate.Bench;

/// <summary>Names of companies, each written in several ways: which ways are refused, which are grey, and which other companies are taken for one.</summary>
internal static class DedupeCompanies
{
    private static readonly IReadOnlyList<(string Name, Func<string, Random, string> Write)> Ways =
    [
        (
            "legal form",
            (n, r) => $"{n} {Pick(r, "Inc.", "Corp", "Corporation", "Ltd.", "GmbH", "S.A.", "LLC", "plc", "B.V.", "Co., Ltd.")}"
        ),
        ("case", (n, r) => r.Next(2) == 0 ? n.ToUpperInvariant() : n.ToLowerInvariant()),
        ("punctuation", (n, _) => n.Replace(".", "").Replace("&", "and").Replace("'", "").Replace(" ", "  ").Replace("-", " ")),
        ("the", (n, _) => n.StartsWith("The ", StringComparison.Ordinal) ? n[4..] : "The " + n),
        ("accents", (n, _) => n.Replace('e', 'é').Replace('o', 'ö').Replace('a', 'à')),
        ("typo", Typo),
        ("abbreviation", (n, _) => Shortened(n)),
    ];

    public static int Run(string file)
    {
        if (!File.Exists(file))
        {
            Console.Error.WriteLine($"There is no file {file}.");
            return 2;
        }
        string[] names = [.. Table.Read(file).Select(r => r["name"]).Distinct(StringComparer.Ordinal)];
        var random = new Random(7);
        Dictionary<string, List<int>> keys = new(StringComparer.Ordinal);
        Company[] known = [.. names.Select(Of)];
        foreach (var (i, company) in known.Index())
        foreach (var key in company.Keys)
            (keys.TryGetValue(key, out var holders) ? holders : keys[key] = []).Add(i);
        int[] total = new int[6];
        foreach (var (way, write) in Ways)
        {
            int[] counts = new int[6];
            foreach (var (i, name) in names.Index())
            {
                var written = write(name, random);
                if (written == name || written.Length == 0)
                    continue;
                Count(counts, known, i, Of(written), keys);
            }
            Tell(way, counts);
            for (var c = 0; c < counts.Length; c++)
                total[c] += counts[c];
        }
        Tell("all", total);
        return 0;
    }

    // Variants; right and wrong companies that are the same; right and wrong that are similar.
    private static void Count(int[] counts, Company[] known, int right, Company written, Dictionary<string, List<int>> keys)
    {
        counts[0]++;
        foreach (var at in written.Keys.SelectMany(k => keys.TryGetValue(k, out var h) ? h : []).Distinct())
            switch (known[at].Against(written).Grade)
            {
                case Grade.Same:
                    counts[at == right ? 1 : 2]++;
                    break;
                case Grade.Similar:
                    counts[at == right ? 3 : 4]++;
                    break;
            }
    }

    private static void Tell(string way, int[] c) =>
        Console.WriteLine(
            $"{way, -14} {c[0], 5} variants; refused: precision {(double)c[1] / Math.Max(1, c[1] + c[2]):f4}, recall {(double)c[1] / c[0]:f4}; "
                + $"with the grey zone: precision {(double)(c[1] + c[3]) / Math.Max(1, c[1] + c[2] + c[3] + c[4]):f4}, recall {(double)(c[1] + c[3]) / c[0]:f4}"
        );

    private static Company Of(string name) => Company.Of(f => f == "name" ? name : null);

    private static string Typo(string name, Random random)
    {
        if (name.Length < 5)
            return name;
        var at = random.Next(1, name.Length - 1);
        return random.Next(3) switch
        {
            0 => name.Remove(at, 1),
            1 => name.Insert(at, ((char)('a' + random.Next(26))).ToString()),
            _ => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
        };
    }

    private static string Shortened(string name)
    {
        var full = name.Replace("International", "Intl").Replace("Technologies", "Tech").Replace("Group", "Grp").Replace(" and ", " & ");
        full = full.Replace("Brothers", "Bros.")
            .Replace("Services", "Svcs")
            .Replace("Industries", "Ind.")
            .Replace("Pharmaceuticals", "Pharma");
        return full;
    }

    private static string Pick(Random random, params string[] forms) => forms[random.Next(forms.Length)];
}
