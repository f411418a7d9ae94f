using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Text search for actions: the newest records that hold every word of a query, bounded, and the best of them.</summary>
public static class Search
{
    /// <summary>Finds candidates, as sequence numbers; the action keeps to what the caller may see.</summary>
    public static ValueTask<List<long>> Find(Reader reader, RecordKind kind, string query) =>
        SearchIndex.Find(reader.Session, reader.By.Tenant, kind, query);

    /// <summary>
    /// Finds candidates and puts the best first, newer first among equals. Only what decides is read of each, so that a full row is read only of those that
    /// are shown.
    /// </summary>
    /// <param name="reader">The caller's reader.</param>
    /// <param name="kind">What is searched.</param>
    /// <param name="query">The words.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="select">The columns of a <see cref="Candidate"/>, and conditions: what the caller may see.</param>
    /// <param name="seq">The column of the sequence number there.</param>
    /// <returns>Sequence numbers.</returns>
    public static async ValueTask<List<long>> Best(Reader reader, RecordKind kind, string query, int limit, string select, string seq)
    {
        var found = await Find(reader, kind, query);
        if (found.Count == 0)
            return [];
        var rows = await reader.All<Candidate>($"{select} AND {reader.Dialect.In(seq, "@found")}", ("found", found));
        var wanted = Words.Of(query);
        return
        [
            .. rows.Select(r => (r.Seq, Rank: Rank(query, wanted, r.Name, [r.First, r.Second, r.Third])))
                .OrderByDescending(r => r.Rank)
                .ThenByDescending(r => r.Seq)
                .Take(limit)
                .Select(r => r.Seq),
        ];
    }

    /// <summary>
    /// How well a record fits a query: its whole name, or the whole of the first text beside it (an address, a domain), then the beginning of the name, then
    /// words of the name, then anything else. Newer first among equals.
    /// </summary>
    public static int Rank(string query, string name, params IEnumerable<string?> others) => Rank(query, Words.Of(query), name, others);

    private static int Rank(string query, IReadOnlyList<string> wanted, string name, IEnumerable<string?> others)
    {
        var words = Words.Of(name);
        if (words.SequenceEqual(wanted) || string.Equals(others.FirstOrDefault(), query.Trim(), StringComparison.OrdinalIgnoreCase))
            return 4;
        if (wanted.Count > 0 && words.Take(wanted.Count).SequenceEqual(wanted))
            return 3;
        if (wanted.All(w => words.Any(n => n.StartsWith(w, StringComparison.Ordinal))))
            return 2;
        return others.Any(o => o is not null && o.StartsWith(query, StringComparison.OrdinalIgnoreCase)) ? 1 : 0;
    }

    /// <summary>Whether every word of a query begins a word of some texts.</summary>
    public static bool Holds(string query, params IEnumerable<string?> texts)
    {
        var words = Words.Of(texts);
        return Words.Of(query).All(w => words.Any(n => n.StartsWith(w, StringComparison.Ordinal)));
    }

    /// <summary>What decides how well a record fits.</summary>
    public sealed class Candidate
    {
        /// <summary>Its sequence number.</summary>
        public long Seq { get; init; }

        /// <summary>Its name.</summary>
        public string Name { get; init; } = "";

        /// <summary>Another text of it.</summary>
        public string? First { get; init; }

        /// <summary>Another text of it.</summary>
        public string? Second { get; init; }

        /// <summary>Another text of it.</summary>
        public string? Third { get; init; }
    }
}
