using Headgate.Store;

namespace Headgate.Features.Undoing;

/// <summary>What those who acted are called.</summary>
internal static class Actors
{
    /// <summary>The names of people and agents by their ids.</summary>
    public static async ValueTask<IReadOnlyDictionary<string, string>> Names(Reader reader, IEnumerable<string> ids)
    {
        var wanted = ids.Distinct(StringComparer.Ordinal).ToArray();
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        if (wanted.Length == 0)
            return names;
        foreach (
            var row in await reader.All<Row>(
                $"SELECT u.id, u.name FROM users u WHERE u.tenant = @tenant AND {reader.Dialect.In("u.id", "@ids")}",
                ("ids", wanted)
            )
        )
            names[row.Id] = row.Name;
        foreach (
            var row in await reader.All<Row>(
                $"SELECT g.id, g.name FROM agents g WHERE g.tenant = @tenant AND {reader.Dialect.In("g.id", "@ids")}",
                ("ids", wanted)
            )
        )
            names[row.Id] = row.Name;
        return names;
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
