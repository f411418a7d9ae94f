using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Undoing;

/// <summary>A record that names another.</summary>
internal sealed record Pointer(RecordKind Kind, string From, string Field, string To, long At, string? By);

/// <summary>What points where.</summary>
internal static class Pointers
{
    /// <summary>The records that point at any of these.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="ids">The records that are pointed at.</param>
    /// <param name="all">Also those that are merged or deleted themselves.</param>
    public static async ValueTask<IReadOnlyList<Pointer>> At(Reader reader, IReadOnlyCollection<string> ids, bool all = false)
    {
        List<Pointer> found = [];
        foreach (var of in ids.GroupBy(Kinds.Of))
            if (of.Key is { } to)
                foreach (var (kind, fields) in Kinds.PointingAt(to))
                foreach (var field in fields)
                    await Add(reader, found, kind, field, [.. of], all);
        return found;
    }

    /// <summary>Whether a link of that pair is there.</summary>
    public static async ValueTask<bool> Exists(
        Reader reader,
        RecordKind kind,
        IReadOnlyList<string> pair,
        IReadOnlyDictionary<string, object?> of
    )
    {
        var same = string.Concat(pair.Select(p => $" AND r.{p} = @{p}"));
        return await reader.Word(
            $"SELECT r.id FROM {kind.Table} r WHERE r.tenant = @tenant{same}",
            [.. pair.Select(p => (p, of.GetValueOrDefault(p)))]
        )
            is not null;
    }

    /// <summary>The first record that a record belongs to and that will not be there.</summary>
    public static async ValueTask<string?> Missing(
        Reader reader,
        IReadOnlyDictionary<string, object?> fields,
        IReadOnlyDictionary<string, Work> works
    )
    {
        foreach (var (name, value) in fields)
        {
            if (
                value is not string id
                || !(name is "record_id" || name.EndsWith("_id", StringComparison.Ordinal))
                || Kinds.Of(id) is not { } kind
            )
                continue;
            if (works.TryGetValue(id, out var work) && !work.IsEmpty)
            {
                if (!work.IsThere(after: true))
                    return id;
                continue;
            }
            var gone = Kinds.Stays(kind) ? $" AND r.{Gone.Field} IS NULL" : "";
            if (await reader.Word($"SELECT r.id FROM {kind.Table} r WHERE r.tenant = @tenant AND r.id = @id{gone}", ("id", id)) is null)
                return id;
        }
        return null;
    }

    private static async ValueTask Add(Reader reader, List<Pointer> found, RecordKind kind, string field, string[] to, bool all)
    {
        var by = kind.Fields.Any(f => f.Name == "created_by") ? "r.created_by" : "NULL";
        var at = kind.Fields.Any(f => f.Name == "created_at") ? "r.created_at" : "0";
        var gone = !all && Kinds.Stays(kind) && field != Gone.Field ? $" AND r.{Gone.Field} IS NULL" : "";
        var rows = await reader.All<Row>(
            $"SELECT r.id, r.{field} AS pointed_at, {at} AS made_at, CAST({by} AS TEXT) AS made_by FROM {kind.Table} r "
                + $"WHERE r.tenant = @tenant AND {reader.Dialect.In("r." + field, "@ids")}{gone} ORDER BY r.id LIMIT {2 * Plan.MaxChanges}",
            ("ids", to)
        );
        foreach (var row in rows)
            found.Add(new(kind, row.Id, field, row.PointedAt, row.MadeAt, row.MadeBy));
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string PointedAt { get; init; } = "";
        public long MadeAt { get; init; }
        public string? MadeBy { get; init; }
    }
}
