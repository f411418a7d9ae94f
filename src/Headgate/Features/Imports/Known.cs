using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>What exists already, looked up for a whole chunk at once.</summary>
internal sealed class Known(Reader reader)
{
    private readonly Dictionary<(string Kind, string Value), string> _claims = [];
    private readonly Dictionary<string, IDictionary<string, object?>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Name), List<string>> _names = [];

    /// <summary>Looks up who holds keys of a kind.</summary>
    public async ValueTask Claims(string kind, IEnumerable<string?> values)
    {
        string[] wanted = [.. values.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (wanted.Length == 0)
            return;
        foreach (var (value, holder) in await reader.Holders(kind, wanted))
            _claims[(kind, value)] = holder;
    }

    /// <summary>Looks up records of a kind by their names, as they are spelt; merged ones are gone.</summary>
    public async ValueTask Names(RecordKind kind, IEnumerable<string?> names)
    {
        string[] wanted = [.. names.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (wanted.Length == 0)
            return;
        var merged = kind.Fields.Any(f => f.Name == "merged_into") ? " AND merged_into IS NULL" : "";
        var named = await reader.All<Held>(
            $"SELECT name AS value, id FROM {kind.Table} WHERE tenant = @tenant AND {reader.Dialect.In("name", "@names")}{merged} ORDER BY id",
            ("names", wanted)
        );
        foreach (var each in named)
            Add(kind, each.Value, each.Id);
    }

    /// <summary>Reads every record of a small kind.</summary>
    public async ValueTask All(RecordKind kind)
    {
        foreach (
            var row in (await reader.All<object>($"SELECT * FROM {kind.Table} WHERE tenant = @tenant ORDER BY id")).Cast<
                IDictionary<string, object?>
            >()
        )
            _rows[(string)row["id"]!] = row;
    }

    /// <summary>Reads the records that were found, as far as the caller may see them.</summary>
    public async ValueTask Rows(RecordKind kind, IEnumerable<string?> ids)
    {
        string[] wanted = [.. ids.OfType<string>().Distinct(StringComparer.Ordinal)];
        if (wanted.Length == 0)
            return;
        var owner = kind.Fields.Any(f => f.Name == "owner_id") ? reader.Visible("owner_id") : "";
        List<object> rows = [];
        if (reader.Dialect == Dialect.Sqlite)
            // Of a list it would rather walk the whole organisation; one by one is a step each, in this very process.
            foreach (var id in wanted)
                rows.AddRange(
                    await reader.All<object>($"SELECT * FROM {kind.Table} WHERE tenant = @tenant AND id = @id{owner}", ("id", id))
                );
        else
            rows = await reader.All<object>(
                $"SELECT * FROM {kind.Table} WHERE tenant = @tenant AND {reader.Dialect.In("id", "@ids")}{owner}",
                ("ids", wanted)
            );
        foreach (var row in rows.Cast<IDictionary<string, object?>>())
            if (row.TryGetValue("merged_into", out var merged) is false || merged is null)
                _rows[(string)row["id"]!] = row;
    }

    /// <summary>The holder of a key.</summary>
    public string? Holder(string kind, string? value) => value is null ? null : _claims.GetValueOrDefault((kind, value));

    /// <summary>A key that a row of this chunk takes.</summary>
    public void Take(string kind, string value, string id) => _claims[(kind, value)] = id;

    /// <summary>The records of a name.</summary>
    public IReadOnlyList<string> Named(RecordKind kind, string? name) =>
        name is not null && _names.TryGetValue((kind.Name, name), out var ids) ? ids : [];

    /// <summary>The oldest record of a name, where names are unique.</summary>
    public string? First(RecordKind kind, string name) => Named(kind, name) is [var first, ..] ? first : null;

    /// <summary>A record by its name.</summary>
    public void Add(RecordKind kind, string name, string id)
    {
        if (!_names.TryGetValue((kind.Name, name), out var ids))
            _names[(kind.Name, name)] = ids = [];
        ids.Add(id);
    }

    /// <summary>A record as it is stored.</summary>
    public IDictionary<string, object?>? Row(string? id) => id is null ? null : _rows.GetValueOrDefault(id);

    /// <summary>Every record that was read and whose id has a prefix.</summary>
    public IEnumerable<IDictionary<string, object?>> RowsOf(RecordKind kind) =>
        _rows.Where(r => Ids.PrefixOf(r.Key) == kind.Prefix).Select(r => r.Value);

    private sealed class Held
    {
        public string Value { get; init; } = "";
        public string Id { get; init; } = "";
    }
}
