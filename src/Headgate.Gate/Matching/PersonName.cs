using System.Collections.Frozen;

namespace Headgate.Gate.Matching;

/// <summary>A person's name taken apart: titles and suffixes off, the given name first whatever the order in which it was written.</summary>
/// <param name="Given">The first given name, or its initial; empty when unknown.</param>
/// <param name="Family">The family name; empty when unknown.</param>
/// <param name="Numbers">Digits in the name: "Sample 1" and "Sample 2" are two.</param>
public readonly record struct PersonName(string Given, string Family, string Numbers)
{
    private const string Ranks =
        "mr mrs ms miss mx dr prof professor sir madam dame lord lady rev hon herr frau fraulein dipl ing mag dott dottssa sig "
        + "signora sra srta monsieur madame mme mlle mevr dhr pan pani jr sr junior senior ii iii iv phd md mba msc bsc ma ba esq "
        + "cpa";

    // They belong to the family name that follows, and are often left out or written together.
    private const string Links = "von van der den de da di del della la le du dos das zu zur ter ten bin al el";

    private static readonly FrozenSet<string> Titles = Ranks.Split(' ').ToFrozenSet();
    private static readonly FrozenSet<string> Particles = Links.Split(' ').ToFrozenSet();

    /// <summary>The name from its parts, where they are known, or from the whole.</summary>
    public static PersonName Of(string? name, string? first, string? last)
    {
        if (first is not null || last is not null)
            return Made(Bare(first), Bare(last));
        var comma = name?.IndexOf(',') ?? -1;
        if (comma > 0 && Bare(name![(comma + 1)..]) is { Length: > 0 } after)
            return Made(after, Bare(name[..comma]));
        var words = Bare(name);
        if (words.Length == 0)
            return new("", "", "");
        var family = words.Length - 1;
        while (family > 1 && Particles.Contains(words[family - 1]))
            family--;
        return words.Length == 1 ? Made(words, []) : Made(words[..family], words[family..]);
    }

    /// <summary>The other way round; no property, since a record shows all of these, and this one for ever.</summary>
    public PersonName Turned() => new(Family, Given, Numbers);

    private static PersonName Made(string[] given, string[] family) =>
        new(
            given.FirstOrDefault(w => !IsNumber(w)) ?? "",
            string.Concat(
                family.Where(w => !Particles.Contains(w) && !IsNumber(w)).DefaultIfEmpty(family.LastOrDefault(w => !IsNumber(w)) ?? "")
            ),
            string.Concat(given.Concat(family).SelectMany(w => w).Where(char.IsDigit))
        );

    private static bool IsNumber(string word) => word.All(char.IsDigit);

    private static string[] Bare(string? text)
    {
        var words = Latin.Words(text);
        var bare = words.Where(w => !Titles.Contains(w)).ToArray();
        return bare.Length > 0 ? bare : words;
    }
}
