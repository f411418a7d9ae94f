using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Text search for actions: the sequence numbers of the newest records that hold every word of a query, bounded.</summary>
public static class Search
{
    /// <summary>Finds candidates; the action ranks them and keeps to what the caller may see.</summary>
    public static ValueTask<List<long>> Find(Reader reader, RecordKind kind, string query) =>
        SearchIndex.Find(reader.Session, reader.By.Tenant, kind, query);

    /// <summary>
    /// How well a record fits a query: the whole name first, then its beginning, then words of the name, then anything else. Newer first among equals.
    /// </summary>
    public static int Rank(string query, string name, params IEnumerable<string?> others)
    {
        var wanted = Words.Of(query);
        var words = Words.Of(name);
        if (words.SequenceEqual(wanted))
            return 4;
        if (wanted.Count > 0 && words.Take(wanted.Count).SequenceEqual(wanted))
            return 3;
        if (wanted.All(w => words.Any(n => n.StartsWith(w, StringComparison.Ordinal))))
            return 2;
        return others.Any(o => o is not null && o.StartsWith(query, StringComparison.OrdinalIgnoreCase)) ? 1 : 0;
    }
}
