using System.Text.Json;
using Headgate.Features.Undoing;
using Headgate.Gate;

namespace Headgate.Features.Records;

/// <summary>The survivor's fields after a merge: its own, then what it had none of, from the others in their order; or whose the caller says.</summary>
internal sealed class MergedValues(
    RecordKind kind,
    IReadOnlyDictionary<string, IDictionary<string, object?>> rows,
    string survivor,
    IReadOnlyList<string> merged
)
{
    // Whose record it is and how far it is along has its own actions; where it came from stays true of the survivor.
    private static readonly string[] Kept = ["owner_id", "status", "lifecycle", Gone.Field];

    // What means nothing without the other is taken from one record.
    private static readonly string[][] Together =
    [
        ["revenue_minor", "currency"],
        ["account_id", "company"],
    ];

    private readonly Dictionary<string, string> _from = new(StringComparer.Ordinal);

    /// <summary>The fields that are not the survivor's own.</summary>
    public IReadOnlyList<Merge.FieldTaken> Taken =>
        [.. _from.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new Merge.FieldTaken(f.Key, f.Value))];

    /// <summary>The values of others that the survivor does not have.</summary>
    public IReadOnlyList<Merge.FieldTaken> Lost =>
        [
            .. from name in Fields.Order(StringComparer.Ordinal)
            from record in merged
            where rows[record][name] is { } value && !Equals(value, After(name))
            select new Merge.FieldTaken(name, record),
        ];

    private IEnumerable<string> Fields =>
        kind.Fields.Where(f => !f.Bookkeeping && f.Holds != Holds.Json && !Kept.Contains(f.Name)).Select(f => f.Name);

    /// <summary>Chooses.</summary>
    /// <exception cref="RefusedException">A field or record is none of these.</exception>
    public void Take(Dictionary<string, JsonElement>? given)
    {
        foreach (var (field, from) in given ?? [])
        {
            if (!Fields.Contains(field))
                throw new RefusedException(
                    Refusal.Input($"take.{field}", $"one of {string.Join(", ", Fields.Order(StringComparer.Ordinal))}", Text.Shown(field))
                );
            if (from.ValueKind != JsonValueKind.String || from.GetString() is not { } id || id != survivor && !merged.Contains(id))
                throw new RefusedException(Refusal.Input($"take.{field}", "the id of one of the records", Text.Shown(from.GetRawText())));
            if (rows[id][field] is not { } value || IsAmongUs(field, value))
                throw new RefusedException(Refusal.Input($"take.{field}", "a record that has one", $"{id}, which has none"));
            foreach (var one in Together.FirstOrDefault(t => t.Contains(field)) ?? [field])
                _from[one] = id;
        }
        foreach (var field in Fields.Where(f => !_from.ContainsKey(f) && rows[survivor][f] is null))
        {
            var together = Together.FirstOrDefault(t => t.Contains(field)) ?? [field];
            if (
                together.All(f => rows[survivor][f] is null)
                && merged.FirstOrDefault(m => rows[m][field] is { } has && !IsAmongUs(field, has)) is { } from
            )
                foreach (var one in together)
                    _from.TryAdd(one, from);
        }
        foreach (var field in _from.Keys.Where(f => Equals(rows[_from[f]][f], rows[survivor][f])).ToList())
            _from.Remove(field);
    }

    /// <summary>Changes the survivor, and says of the others where they went; their unique keys are the survivor's now.</summary>
    public void AddTo(Plan plan, Call call)
    {
        var row = rows[survivor];
        List<(string, object?, object?)> fields = [.. _from.Select(f => (f.Key, row[f.Key], rows[f.Value][f.Key]))];
        var custom = Custom();
        fields.Add(("custom", row["custom"], custom));
        if (
            row.TryGetValue("parent_id", out var parent)
            && parent is not null
            && !_from.ContainsKey("parent_id")
            && IsAmongUs("parent_id", parent)
        )
            fields.Add(("parent_id", parent, null));
        var before = plan.Changes.Count;
        plan.Update(kind, survivor, Version(row), [.. fields, Columns.Moved((long)row["updated_at"]!, call)]);
        if (plan.Changes.Count == before)
            plan.Rely(kind, survivor, Version(row));
        foreach (var one in merged)
        {
            plan.Update(kind, one, Version(rows[one]), (Gone.Field, null, survivor), Columns.Moved((long)rows[one]["updated_at"]!, call));
            foreach (var (key, value) in Kinds.KeysOf(kind, f => rows[one][f]))
                plan.GiveUp(key, value, one).Claim(key, value, survivor);
        }
    }

    // Own fields of the organisation by key, the survivor's first.
    private object? Custom()
    {
        Dictionary<string, JsonElement> all = new(StringComparer.Ordinal);
        foreach (var one in (string[])[survivor, .. merged])
            if (rows[one]["custom"] is string text)
                foreach (var (key, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text) ?? [])
                    all.TryAdd(key, value);
        var now = all.Count == 0 ? null : CanonicalJson.Text(JsonSerializer.SerializeToElement(all));
        return now ?? rows[survivor]["custom"];
    }

    // A company is not its own parent.
    private bool IsAmongUs(string field, object value) =>
        field == "parent_id" && value is string id && (id == survivor || merged.Contains(id));

    private object? After(string field) => rows[_from.GetValueOrDefault(field, survivor)][field];

    private static long Version(IDictionary<string, object?> row) => (long)row["version"]!;
}
