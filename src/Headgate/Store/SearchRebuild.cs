namespace Headgate.Store;

/// <summary>Packs the words of all records that are there, of every organisation: the part of migration 0004 that is no SQL.</summary>
internal static class SearchRebuild
{
    private const int AtOnce = 2 << Members.Shift;

    // What was searched when the migration was written; one that adds a field packs it itself.
    private static readonly (string Table, string Prefix, string[] Fields)[] Kinds =
    [
        ("accounts", "acc", ["name", "domain", "industry", "description", "city"]),
        ("contacts", "con", ["name", "email", "company", "description"]),
        ("opportunities", "opp", ["name", "description"]),
    ];

    /// <summary>Packs them.</summary>
    public static async ValueTask Run(Session session)
    {
        foreach (var (table, prefix, fields) in Kinds)
            await Run(session, table, prefix, fields);
    }

    private static async ValueTask Run(Session session, string table, string prefix, string[] fields)
    {
        Dictionary<string, SearchBlocks> organisations = new(StringComparer.Ordinal);
        var after = 0L;
        while (true)
        {
            var page = await session.Query<object>(
                $"SELECT seq, tenant, {string.Join(", ", fields)} FROM {table} WHERE (tenant = @tenant OR @tenant = '*') AND seq > @after ORDER BY seq LIMIT {AtOnce}",
                ("tenant", Database.Everyone),
                ("after", after)
            );
            if (page.Count == 0)
                return;
            var rows = page.ConvertAll(r => (IDictionary<string, object?>)r);
            foreach (var own in rows.GroupBy(r => (string)r["tenant"]!))
            {
                if (!organisations.TryGetValue(own.Key, out var blocks))
                    organisations[own.Key] = blocks = (await SearchBlocks.Take(session, own.Key, prefix))!;
                await blocks.Add([.. own.Select(r => new SearchRow { Seq = (long)r["seq"]!, Words = LineOf(r, fields) })]);
            }
            after = (long)rows[^1]["seq"]!;
        }
    }

    private static string LineOf(IDictionary<string, object?> row, string[] fields) =>
        SearchTerms.LineOf(row["name"] as string, fields.Select(f => row[f] as string));
}
