using System.Collections.Concurrent;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>The words of records for search, the same tables on both databases. New words wait in <c>search_fresh</c> until they are packed.</summary>
internal static class SearchIndex
{
    // As many records are packed at once, on the account of whoever wrote the last of them.
    private const int Together = 4096;

    // How often a writer looks whether it is time.
    private const int Looks = 64;

    private static readonly ConcurrentDictionary<RecordKind, Bulk> Waiting = new();

    /// <summary>The newest records that hold every word, and every one that a query names in full; see <see cref="SearchQuery"/>.</summary>
    public static ValueTask<List<long>> Find(Session session, string tenant, RecordKind kind, string query) =>
        new SearchQuery(session, tenant, kind, query).Run();

    /// <summary>The words of new records, a line for each.</summary>
    public static IReadOnlyList<string> LinesOf(RecordKind kind, IReadOnlyList<Change> inserted) =>
        [.. inserted.Select(c => SearchTerms.LineOf(f => c.Fields.FirstOrDefault(g => g.Name == f).To as string, kind))];

    /// <summary>Puts the words of records that were inserted.</summary>
    public static async ValueTask Put(
        Session session,
        string tenant,
        RecordKind kind,
        IReadOnlyList<Change> inserted,
        IReadOnlyList<string> lines
    )
    {
        var bulk = Waiting.GetOrAdd(
            kind,
            k =>
                new(
                    $"INSERT INTO search_fresh (tenant, kind, seq, words) SELECT @tenant, '{k.Prefix}', k.seq, @words FROM {k.Table} k WHERE k.tenant = @tenant AND k.id = @id",
                    $"INSERT INTO search_fresh (tenant, kind, seq, words) SELECT @tenant, '{k.Prefix}', k.seq, r.words FROM unnest(@id, @words) AS r(id, words) JOIN {k.Table} k ON k.tenant = @tenant AND k.id = r.id",
                    ("id", Holds.Text),
                    ("words", Holds.Text)
                )
        );
        await session.Run(bulk, tenant, [.. inserted.Select((c, i) => (object?[])[c.Id, lines[i]])]);
        if (inserted.Count >= Looks || inserted.Any(IsTime))
            await PackWhenMany(session, tenant, kind);
    }

    /// <summary>
    /// Puts the words of a record that was updated. The blocks say what it held until it is packed again; so the waiting row says that too.
    /// </summary>
    public static async ValueTask Move(Session session, string tenant, Change change)
    {
        var kind = change.Kind;
        var fields = kind.Fields.Where(f => f.Searched || f.Name == Gone.Field).Select(f => f.Name).ToArray();
        var rows = await session.Query<object>(
            $"SELECT seq, {string.Join(", ", fields)} FROM {kind.Table} WHERE tenant = @tenant AND id = @id",
            ("tenant", tenant),
            ("id", change.Id)
        );
        var row = (IDictionary<string, object?>)rows[0];
        var before = change.Fields.ToDictionary(f => f.Name, f => f.From as string, StringComparer.Ordinal);
        var words = LineOf(f => row[f] as string);
        var was = LineOf(f => before.TryGetValue(f, out var from) ? from : row[f] as string);
        if (words == was)
            return;
        await session.Execute(
            """
            INSERT INTO search_fresh (tenant, kind, seq, words, was) VALUES (@tenant, @kind, @seq, @words, @was)
            ON CONFLICT (tenant, kind, seq) DO UPDATE SET words = excluded.words
            """,
            ("tenant", tenant),
            ("kind", kind.Prefix),
            ("seq", row["seq"]),
            ("words", words),
            ("was", was)
        );
        if (IsTime(change))
            await PackWhenMany(session, tenant, kind);

        // What is merged or deleted is found no more.
        string LineOf(Func<string, string?> field) =>
            Array.IndexOf(fields, Gone.Field) >= 0 && field(Gone.Field) is not null ? "" : SearchTerms.LineOf(field, kind);
    }

    /// <summary>Takes a record out, and every word that was only its own, in this commit and not when it is time.</summary>
    public static async ValueTask Erase(Session session, string tenant, RecordKind kind, string id)
    {
        var fields = kind.Fields.Where(f => f.Searched || f.Name == Gone.Field).Select(f => f.Name).ToArray();
        var rows = await session.Query<object>(
            $"SELECT seq, {string.Join(", ", fields)} FROM {kind.Table} WHERE tenant = @tenant AND id = @id",
            ("tenant", tenant),
            ("id", id)
        );
        if (rows is not [IDictionary<string, object?> row])
            return;
        var blocks = (await SearchBlocks.Take(session, tenant, kind.Prefix, waits: true))!;
        var key = ((string, object?)[])[("tenant", tenant), ("kind", kind.Prefix), ("seq", row["seq"])];
        var waiting = await session.Query<SearchRow>(
            "SELECT seq, words, was FROM search_fresh WHERE tenant = @tenant AND kind = @kind AND seq = @seq",
            key
        );
        var packed =
            waiting is [var fresh] ? fresh.Was
            : row[Gone.Field] is null ? SearchTerms.LineOf(f => row[f] as string, kind)
            : null;
        if (packed is { Length: > 0 })
            await blocks.Add([
                new()
                {
                    Seq = (long)row["seq"]!,
                    Words = "",
                    Was = packed,
                },
            ]);
        await session.Execute("DELETE FROM search_fresh WHERE tenant = @tenant AND kind = @kind AND seq = @seq", key);
    }

    private static async ValueTask PackWhenMany(Session session, string tenant, RecordKind kind)
    {
        var waiting = await session.Scalar(
            "SELECT COUNT(*) FROM search_fresh WHERE tenant = @tenant AND kind = @kind",
            ("tenant", tenant),
            ("kind", kind.Prefix)
        );
        if (Convert.ToInt64(waiting) >= Together && await SearchBlocks.Take(session, tenant, kind) is { } blocks)
            await blocks.Pack();
    }

    // Any even spread will do: an id ends in letters drawn by lot, and the version tells one update from the next.
    private static bool IsTime(Change change) => (change.Id.Sum(c => c * 31) + change.Id[^1] * 7 + (change.Version ?? 0)) % Looks == 0;
}
