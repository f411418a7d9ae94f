using System.Text.RegularExpressions;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.Running;

namespace Headgate.Tests.Tenants;

/// <summary>Something that another organisation has, and a twin of the same form that nobody has.</summary>
internal sealed partial record Stranger(string Value, string Twin)
{
    // No letter of it is in our own word, nor in the twin's place: both are equally far from everything that is ours.
    private const string Nobody = "Kanaryvz";

    /// <summary>Whether it is an id of one of these kinds.</summary>
    public bool IsId(IReadOnlyList<string> prefixes) => Ids.Is(Value, [.. prefixes]);

    /// <summary>Whether it is an address.</summary>
    public bool IsEmail => Value.Contains('@', StringComparison.Ordinal) && !Value.Contains(' ', StringComparison.Ordinal);

    /// <summary>Makes the twin of a text.</summary>
    public static Stranger Of(string value, DateTimeOffset now)
    {
        var fresh = Id().Replace(value, id => Ids.Fresh(Ids.PrefixOf(id.Value), now));
        if (fresh != value)
            return new(value, fresh);
        var named = Regex.Replace(
            value,
            Books.TheirWord,
            found => found.Value == Books.TheirWord ? Nobody : Nobody.ToLowerInvariant(),
            RegexOptions.IgnoreCase,
            TimeSpan.FromSeconds(1)
        );
        return new(value, named != value ? named : string.Concat(value.Select(Next)));
    }

    [GeneratedRegex(@"\b[a-z]{2,5}_[0-9a-hjkmnp-tv-z]{26}\b", RegexOptions.None, 1000)]
    private static partial Regex Id();

    // A hash stays hexadecimal, a word a word.
    private static char Next(char c) =>
        c switch
        {
            >= '0' and < '9' or >= 'a' and < 'f' or >= 'g' and < 'z' or >= 'A' and < 'F' or >= 'G' and < 'Z' => (char)(c + 1),
            '9' => '0',
            'f' => 'a',
            'z' => 'g',
            'F' => 'A',
            'Z' => 'G',
            _ => c,
        };
}

/// <summary>All that names something in another organisation and nothing in ours: every text in every row that it has, and what is handed out to it.</summary>
internal sealed partial class Strangers
{
    /// <summary>The fewest characters of a name.</summary>
    public const int Least = 5;

    private const int Most = 64;

    private readonly IReadOnlyList<Stranger> _all;

    private Strangers(IReadOnlyList<Stranger> all, IReadOnlySet<string> ids) => (_all, Ids) = (all, ids);

    /// <summary>Its ids.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>Those that are good for a text of a form.</summary>
    public IReadOnlyList<Stranger> For(Gate.Schemas.TextNode text) =>
        text.Ids is { } prefixes ? [.. _all.Where(s => s.IsId(prefixes))]
        : text.Format == "email" ? [.. _all.Where(s => s.IsEmail)]
        : [.. _all.Where(s => s.Value.Length >= text.Min && s.Value.Length <= text.Max)];

    /// <summary>All.</summary>
    public IReadOnlyList<Stranger> All => _all;

    /// <summary>Reads them.</summary>
    /// <param name="database">The store.</param>
    /// <param name="ours">The organisation that asks.</param>
    /// <param name="theirs">The other.</param>
    /// <param name="now">The time.</param>
    /// <param name="handed">What was handed out to the other and stands in no row: cursors, keys.</param>
    public static async Task<Strangers> Of(Database database, Pool ours, Pool theirs, DateTimeOffset now, params IEnumerable<string> handed)
    {
        var (here, there) = (await Texts(database, ours), await Texts(database, theirs));
        there.ExceptWith(here);
        var all = there
            .Where(t => t.Length is >= Least and <= Most && Plain().IsMatch(t))
            // Names of tools, fields and choices are everybody's, whoever's row they stand in.
            .Where(t => !Vocabulary().IsMatch(t) || t.Contains(Books.TheirWord, StringComparison.OrdinalIgnoreCase))
            .Concat(handed)
            .Order(StringComparer.Ordinal)
            .Select(t => Stranger.Of(t, now))
            .Where(s => !here.Contains(s.Twin) && !there.Contains(s.Twin))
            .ToList();
        return new(all, there.Where(t => Gate.Ids.PrefixOf(t) is { Length: > 0 } p && Gate.Ids.Is(t, p)).ToHashSet(StringComparer.Ordinal));
    }

    private static async Task<HashSet<string>> Texts(Database database, Pool pool)
    {
        HashSet<string> texts = new(pool.All, StringComparer.Ordinal);
        await using var view = await database.Read(Database.Everyone, CancellationToken.None);
        foreach (var table in await Tenanted.Tables(view.Session))
        foreach (var row in await Tenanted.Rows(view.Session, table, pool.Admin.Tenant))
            texts.UnionWith(row.Values.OfType<string>());
        return texts;
    }

    [GeneratedRegex("^[a-z]+([._][a-z]+)*$", RegexOptions.None, 1000)]
    private static partial Regex Vocabulary();

    // What an answer shows as it was given: nothing that JSON or a page would write otherwise. No moments, which every organisation has.
    [GeneratedRegex(@"^(?!\d{4}-\d\d-\d\d)[A-Za-z0-9@. _:/-]+$", RegexOptions.None, 1000)]
    private static partial Regex Plain();
}
