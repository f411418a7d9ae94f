using Headgate.Gate;

namespace Headgate.Store;

/// <summary>Where records come from, by the prefix of their ids.</summary>
internal static class Origins
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["acc"] = "SELECT id, provenance, created_at FROM accounts WHERE tenant = @tenant AND id = @id",
        ["con"] = "SELECT id, provenance, created_at FROM contacts WHERE tenant = @tenant AND id = @id",
        ["opp"] = "SELECT id, provenance, created_at FROM opportunities WHERE tenant = @tenant AND id = @id",
        ["act"] = "SELECT id, provenance, created_at FROM activities WHERE tenant = @tenant AND id = @id",
        ["not"] = "SELECT id, provenance, created_at FROM notes WHERE tenant = @tenant AND id = @id",
        ["tsk"] = "SELECT id, provenance, created_at FROM tasks WHERE tenant = @tenant AND id = @id",
        ["msg"] = "SELECT id, provenance, created_at FROM messages WHERE tenant = @tenant AND id = @id",
        ["doc"] = "SELECT id, provenance, created_at FROM documents WHERE tenant = @tenant AND id = @id",
        ["drf"] = "SELECT id, provenance, created_at FROM drafts WHERE tenant = @tenant AND id = @id",
    };

    /// <summary>Where a record comes from; nothing for a kind that has no provenance.</summary>
    public static async ValueTask<Origin?> Of(Session session, string tenant, string record)
    {
        if (record.Length < 4 || !Texts.TryGetValue(record[..3], out var text))
            return null;
        var rows = await session.Query<Row>(text, ("tenant", tenant), ("id", record));
        return rows is [var row] ? new(row.Provenance, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt)) : null;
    }

    private sealed class Row
    {
        public string Provenance { get; init; } = "";
        public long CreatedAt { get; init; }
    }
}
