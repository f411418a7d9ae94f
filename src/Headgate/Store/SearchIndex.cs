using System.Collections.Concurrent;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Full-text search behind one port: FTS5 and tsvector hold the same words.</summary>
internal static class SearchIndex
{
    // The most candidates that a search ranks: a common word costs no more than a rare one.
    private const int Candidates = 300;

    /// <summary>The column of words on PostgreSQL.</summary>
    public const string Column = "terms";

    private static readonly ConcurrentDictionary<RecordKind, Bulk> Beside = new();

    /// <summary>What words become in their column.</summary>
    public static string Form(string words) => $"array_to_tsvector(string_to_array({words}, ' '))";

    /// <summary>The words of new records, as the index holds them.</summary>
    public static async ValueTask<IReadOnlyList<string>> WordsOf(Session session, string tenant, IReadOnlyList<Change> changes)
    {
        var organisation = await NumberOf(session, tenant);
        return [.. changes.Select(c => Joined(organisation, c.Fields.Where(f => c.Kind[f.Name].Searched).Select(f => f.To as string)))];
    }

    /// <summary>Puts the words of records that were just inserted beside them, where they are no column.</summary>
    public static async ValueTask PutBeside(Session session, string tenant, RecordKind kind, IReadOnlyList<string> words)
    {
        // One writer, and one statement after the other: the last rows have the last numbers.
        var last = Convert.ToInt64(await session.Scalar("SELECT last_insert_rowid()"));
        var bulk = Beside.GetOrAdd(
            kind,
            k => new($"INSERT INTO {k.Table}_words (rowid, terms) VALUES (@seq, @terms)", "", ("seq", Holds.Whole), ("terms", Holds.Text))
        );
        await session.Run(bulk, tenant, [.. words.Select((w, i) => (object?[])[last - words.Count + 1 + i, w])]);
    }

    /// <summary>Puts the words of a record that was updated.</summary>
    public static async ValueTask Put(Session session, string tenant, Change change)
    {
        var searched = change.Kind.Fields.Where(f => f.Searched).Select(f => f.Name).ToArray();
        var words = Joined(await NumberOf(session, tenant), await Present(session, tenant, change, searched));
        if (session.Dialect == Dialect.Postgres)
            await session.Execute(
                $"UPDATE {change.Kind.Table} SET terms = {Form("@terms")} WHERE tenant = @tenant AND id = @id",
                ("terms", words),
                ("tenant", tenant),
                ("id", change.Id)
            );
        else
            await PutSqlite(session, tenant, change, words);
    }

    /// <summary>
    /// The newest records that hold every word, the last word also as the beginning of one; sequence numbers, newest first, bounded.
    /// </summary>
    public static async ValueTask<List<long>> Find(Session session, string tenant, RecordKind kind, string query)
    {
        var words = Words.Of(query);
        if (words.Count == 0)
            return [];
        var organisation = await NumberOf(session, tenant);
        var tagged = words.Select(w => Words.Tagged(organisation, w)).ToArray();
        // Words are letters and digits only, so nothing in them is a sign of either query language.
        if (session.Dialect == Dialect.Sqlite)
            return await session.Query<long>(
                $"SELECT rowid FROM {kind.Table}_words WHERE {kind.Table}_words MATCH @query ORDER BY rowid DESC LIMIT {Candidates}",
                ("query", string.Join(" AND ", tagged.Select((w, i) => IsPrefix(words, i) ? $"\"{w}\"*" : $"\"{w}\"")))
            );
        await session.Execute("SET LOCAL gin_fuzzy_search_limit = 2000");
        return await session.Query<long>(
            $"""
            SELECT seq FROM (SELECT seq FROM {kind.Table} WHERE tenant = @tenant AND terms @@ @query::tsquery LIMIT 2000) found
            ORDER BY seq DESC LIMIT {Candidates}
            """,
            ("tenant", tenant),
            ("query", string.Join(" & ", tagged.Select((w, i) => IsPrefix(words, i) ? $"'{w}':*" : $"'{w}'")))
        );
    }

    private static string Joined(long organisation, IEnumerable<string?> texts) =>
        string.Join(' ', Words.Of(texts).Select(w => Words.Tagged(organisation, w)));

    private static bool IsPrefix(IReadOnlyList<string> words, int i) => i == words.Count - 1 && words[i].Length >= 3;

    private static async ValueTask PutSqlite(Session session, string tenant, Change change, string words)
    {
        var table = change.Kind.Table;
        var seq = await session.Scalar(
            $"SELECT seq FROM {table} WHERE tenant = @tenant AND id = @id",
            ("tenant", tenant),
            ("id", change.Id)
        );
        await session.Execute($"DELETE FROM {table}_words WHERE rowid = @seq", ("seq", seq));
        await session.Execute($"INSERT INTO {table}_words (rowid, terms) VALUES (@seq, @terms)", ("seq", seq), ("terms", words));
    }

    private static async ValueTask<IEnumerable<string?>> Present(Session session, string tenant, Change change, string[] searched)
    {
        var texts = new List<string?>();
        foreach (var field in searched)
            texts.Add(
                (string?)
                    await session.Scalar(
                        $"SELECT {field} FROM {change.Kind.Table} WHERE tenant = @tenant AND id = @id",
                        ("tenant", tenant),
                        ("id", change.Id)
                    )
            );
        return texts;
    }

    private static async ValueTask<long> NumberOf(Session session, string tenant)
    {
        if (session.Numbers.TryGetValue(tenant, out var known))
            return known;
        var number = Convert.ToInt64(
            await session.Scalar("SELECT num FROM organisations WHERE tenant = @tenant AND id = @tenant", ("tenant", tenant)) ?? 0L
        );
        // An organisation's number never changes; before it exists there is nothing to find.
        return number == 0 ? 0 : session.Numbers[tenant] = number;
    }
}
