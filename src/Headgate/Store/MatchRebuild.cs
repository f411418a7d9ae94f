namespace Headgate.Store;

/// <summary>Writes the keys of all records that are there, of every organisation: the part of migration 0009 that is no SQL.</summary>
internal static class MatchRebuild
{
    private const int AtOnce = 5_000;

    // What was compared when the migration was written.
    private static readonly (string Table, string Kind, string Fields)[] Kinds =
    [
        ("accounts", "account", "name, domain, website, phone, city, country"),
        ("contacts", "contact", "name, first_name, last_name, email, phone, company, city, country, birth_date"),
    ];

    /// <summary>Writes them.</summary>
    public static async ValueTask Run(Session session)
    {
        foreach (var (table, kind, fields) in Kinds)
            for (var after = 0L; ; )
            {
                var page = await session.Query<object>(
                    $"SELECT seq, id, tenant, {fields} FROM {table} WHERE (tenant = @tenant OR @tenant = '*') AND seq > @after ORDER BY seq LIMIT {AtOnce}",
                    ("tenant", Database.Everyone),
                    ("after", after)
                );
                if (page.Count == 0)
                    break;
                var rows = page.ConvertAll(r => (IDictionary<string, object?>)r);
                foreach (var own in rows.GroupBy(r => (string)r["tenant"]!))
                    await MatchKeys.Put(session, own.Key, kind, own.Select(r => ((string)r["id"]!, MatchKeys.ProfileOf(kind, r))));
                after = (long)rows[^1]["seq"]!;
            }
    }
}
