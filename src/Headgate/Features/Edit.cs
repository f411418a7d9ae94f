using Headgate.Gate;

namespace Headgate.Features;

/// <summary>The fields that an update gives, against what is stored: what is given as null is cleared, what is not given stays.</summary>
public sealed class Edit(Call call)
{
    private readonly Dictionary<string, (object? From, object? To)> _given = new(StringComparer.Ordinal);

    /// <summary>The names of the fields that differ.</summary>
    public IReadOnlyList<string> Names => [.. _given.Where(g => !Equals(g.Value.From, g.Value.To)).Select(g => g.Key)];

    /// <summary>Takes a field when the call gives the argument of that name.</summary>
    public Edit Set(string name, object? from, object? to) => Set(name, name, from, to);

    /// <summary>Takes a field when the call gives the argument.</summary>
    public Edit Set(string argument, string field, object? from, object? to)
    {
        if (call.Gives(argument))
            _given[field] = (from, to);
        return this;
    }

    /// <summary>Whether a field will differ.</summary>
    public bool Changes(string field) => _given.TryGetValue(field, out var given) && !Equals(given.From, given.To);

    /// <summary>A text field after the update.</summary>
    public string? Now(string field, string? stored) => _given.TryGetValue(field, out var given) ? (string?)given.To : stored;

    /// <summary>The version after the update.</summary>
    public long VersionAfter(long version) => Names.Count > 0 ? version + 1 : version;

    /// <summary>The plan; empty when nothing differs.</summary>
    public Plan PlanFor(RecordKind kind, string id, long version, long updatedAt) =>
        new Plan().Update(kind, id, version, [.. _given.Select(g => (g.Key, g.Value.From, g.Value.To)), Columns.Moved(updatedAt, call)]);
}
