using System.Globalization;
using Headgate.Store;

namespace Headgate.Tests.Undoing;

/// <summary>Every row of every table of a database, as text.</summary>
internal sealed class Tables
{
    private static readonly string[] Clocks = ["version", "updated_at", "last_activity_at"];

    // What is told of calls, and what is only ever added to.
    private static readonly string[] Records =
    [
        "audit_events",
        "audit_refs",
        "before_images",
        "births",
        "changes",
        "commitment_keys",
        "idempotency",
        "limit_buckets",
        "met_domains",
        "policy_sets",
        "recorded_calls",
        "run_sources",
        "runs",
        "subject_keys",
    ];

    // How search keeps its words is its own; that it finds and no longer finds has tests of its own.
    private static readonly string[] Indexes = ["match_keys", "match_keys_due", "search_blocks", "search_fresh", "search_heads"];

    private readonly SortedDictionary<string, SortedSet<string>> _rows = new(StringComparer.Ordinal);

    /// <summary>What a person would call the contents: no clocks and versions, nothing that is only told, and nobody who was taken back.</summary>
    public static Task<Tables> Business(Database database, params string[] but) =>
        Read(database, [.. Records, .. Indexes, .. but, "schema_migrations"], isBusiness: true);

    /// <summary>All there is, but the audit.</summary>
    public static Task<Tables> All(Database database) => Read(database, ["audit_events", "audit_refs"], isBusiness: false);

    /// <summary>The rows that only one of two has.</summary>
    public IReadOnlyList<string> Against(Tables other) =>
        [
            .. from table in _rows.Keys.Union(other._rows.Keys, StringComparer.Ordinal)
            let here = _rows.GetValueOrDefault(table) ?? []
            let there = other._rows.GetValueOrDefault(table) ?? []
            from line in here.Except(there).Select(r => "- " + r).Concat(there.Except(here).Select(r => "+ " + r))
            select $"{table} {line}",
        ];

    /// <summary>How many tables have a row.</summary>
    public int Filled => _rows.Count(t => t.Value.Count > 0);

    private static async Task<Tables> Read(Database database, string[] but, bool isBusiness)
    {
        Tables tables = new();
        await using var view = await database.Read(Database.Everyone, CancellationToken.None);
        var names = await view.Session.Query<Listed>(
            view.Session.Dialect == Dialect.Sqlite
                ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        );
        foreach (var table in names.Select(n => n.Name).Except(but, StringComparer.Ordinal))
        {
            SortedSet<string> rows = new(StringComparer.Ordinal);
            foreach (IDictionary<string, object?> row in await view.Session.Query<object>($"SELECT * FROM {table}"))
                if (!isBusiness || !(row.TryGetValue("merged_into", out var gone) && gone is "deleted"))
                    rows.Add(Text(row, isBusiness));
            tables._rows[table] = rows;
        }
        return tables;
    }

    private static string Text(IDictionary<string, object?> row, bool isBusiness) =>
        string.Join(
            ' ',
            row.Where(f => f.Value is not null && !(isBusiness && (Clocks.Contains(f.Key) || f.Key == "seq")))
                .OrderBy(f => f.Key, StringComparer.Ordinal)
                .Select(f =>
                    $"{f.Key}={(f.Value is byte[] bytes ? Convert.ToBase64String(bytes) : Convert.ToString(f.Value, CultureInfo.InvariantCulture))}"
                )
        );

    private sealed class Listed
    {
        public string Name { get; init; } = "";
    }
}
