using System.Globalization;
using Headgate.Store;

namespace Headgate.Tests.Tenants;

/// <summary>What an organisation has, read from the schema: a table that is made tomorrow is among them.</summary>
internal static class Tenanted
{
    /// <summary>The tables whose rows are an organisation's.</summary>
    public static ValueTask<List<string>> Tables(Session session) =>
        session.Query<string>(
            session.Dialect == Dialect.Sqlite
                ? "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant' WHERE m.type = 'table' ORDER BY m.name"
                : "SELECT table_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'tenant' ORDER BY table_name"
        );

    /// <summary>Its rows in a table.</summary>
    public static async Task<IEnumerable<IDictionary<string, object?>>> Rows(Session session, string table, string tenant) =>
        (await session.Query<object>($"SELECT * FROM {table} WHERE tenant = @tenant", ("tenant", tenant))).Cast<
            IDictionary<string, object?>
        >();

    /// <summary>All of its rows as lines, so that one that came, went or changed is seen.</summary>
    public static async Task<IReadOnlySet<string>> Lines(Database database, string tenant)
    {
        HashSet<string> lines = new(StringComparer.Ordinal);
        await using var view = await database.Read(Database.Everyone, CancellationToken.None);
        foreach (var table in await Tables(view.Session))
        foreach (var row in await Rows(view.Session, table, tenant))
            lines.Add($"{table} {string.Join(' ', row.Where(f => f.Value is not null).Select(f => $"{f.Key}={Text(f.Value)}"))}");
        return lines;
    }

    private static string? Text(object? value) =>
        value is byte[] bytes ? Convert.ToBase64String(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
