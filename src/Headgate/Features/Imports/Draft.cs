using Headgate.Gate;

namespace Headgate.Features.Imports;

/// <summary>A record as it will be after the chunk: new, or stored with what differs. Several rows may work on one.</summary>
internal sealed class Draft(RecordKind kind, string id, IDictionary<string, object?>? stored)
{
    private readonly Dictionary<string, object?> _now = new(StringComparer.Ordinal);
    private List<(string Kind, string Value)>? _claims;

    /// <summary>The record's id.</summary>
    public string Id => id;

    /// <summary>Whether the store has no such record yet.</summary>
    public bool IsNew => stored is null;

    /// <summary>Whether the plan needs it.</summary>
    public bool IsChanged { get; private set; } = stored is null;

    /// <summary>A field as it will be.</summary>
    public object? this[string field] => _now.TryGetValue(field, out var now) ? now : stored?[field];

    /// <summary>Sets a field; what a row does not give stays.</summary>
    /// <returns>Whether it differs now.</returns>
    public bool Set(string field, object? to)
    {
        if (to is bool flag)
            to = flag ? 1L : 0L;
        if (to is null || Equals(this[field], to))
            return false;
        _now[field] = to;
        return IsChanged = true;
    }

    /// <summary>Sets a field of a new record only: where it came from, and clocks that the source does not give.</summary>
    public void Begin(string field, object? to)
    {
        if (stored is null && to is not null)
            _now.TryAdd(field, to);
    }

    /// <summary>Takes a unique key.</summary>
    public void Claim(string claim, string value) => (_claims ??= []).Add((claim, value));

    /// <summary>Puts it into a plan.</summary>
    public void AddTo(Plan plan, Call call, bool relies)
    {
        foreach (var (claim, value) in _claims ?? [])
            plan.Claim(claim, value, id);
        if (!IsChanged)
        {
            if (relies)
                plan.Rely(kind, id, Convert.ToInt64(stored!["version"]));
            return;
        }
        if (stored is null)
            plan.Insert(kind, id, _now.Select(n => (n.Key, n.Value)));
        else
            plan.Update(
                kind,
                id,
                Convert.ToInt64(stored["version"]),
                [
                    .. _now.Where(n => n.Key != "updated_at").Select(n => (n.Key, stored[n.Key], n.Value)),
                    ("updated_at", stored["updated_at"], call.At.ToUnixTimeMilliseconds()),
                ]
            );
    }
}
