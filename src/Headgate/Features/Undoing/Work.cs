using Headgate.Gate;

namespace Headgate.Features.Undoing;

/// <summary>What is to become of one record.</summary>
internal sealed class Work(RecordKind kind, string id, IDictionary<string, object?>? row)
{
    public RecordKind Kind => kind;
    public string Id => id;

    /// <summary>As it is now; nothing when it is no more.</summary>
    public IDictionary<string, object?>? Row => row;

    /// <summary>The event that made it, when that is undone.</summary>
    public string? Born { get; set; }

    /// <summary>Whether it was made and is taken back.</summary>
    public bool TakesBack { get; set; }

    /// <summary>All that it was, when it had ended and is brought back; and by which event it had.</summary>
    public (string Event, Dictionary<string, object?> Fields)? BringsBack { get; set; }

    /// <summary>The fields that are restored, and what to.</summary>
    public Dictionary<string, object?> To { get; } = new(StringComparer.Ordinal);

    /// <summary>The event that changed a field.</summary>
    public Dictionary<string, string> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it does anything.</summary>
    public bool IsEmpty => !TakesBack && BringsBack is null && To.Count == 0;

    /// <summary>A field as it will be.</summary>
    public object? After(string field) =>
        BringsBack is { } back ? back.Fields.GetValueOrDefault(field)
        : To.TryGetValue(field, out var to) ? to
        : row?[field];

    /// <summary>Whether it counts as there before or afterwards.</summary>
    public bool IsThere(bool after) =>
        after
            ? !TakesBack && (row is not null || BringsBack is not null) && !(Kinds.Stays(kind) && After(Gone.Field) is not null)
            : row is not null && !(Kinds.Stays(kind) && row[Gone.Field] is not null);

    /// <summary>Puts it into the plan. What points at others ends before they do, and begins after them.</summary>
    public void AddTo(Plan plan, Call call)
    {
        if (BringsBack is { } back)
            plan.Insert(kind, id, back.Fields.Select(f => (f.Key, f.Value)));
        else if (TakesBack && !Kinds.Stays(kind))
            plan.Delete(kind, id, (long)row!["version"]!);
        else if (TakesBack)
            plan.Update(kind, id, (long)row!["version"]!, [(Gone.Field, row[Gone.Field], Gone.Deleted), .. Moved(call)]);
        else if (To.Count > 0)
            plan.Update(kind, id, (long)row!["version"]!, [.. To.Select(t => (t.Key, row[t.Key], t.Value)), .. Moved(call)]);
    }

    /// <summary>As it is told.</summary>
    public UndoneShown Shown() =>
        BringsBack is not null ? new(id, "brought_back", null)
        : TakesBack ? new(id, "taken_back", null)
        : new(id, "restored", [.. To.Keys.Where(f => !kind[f].Bookkeeping).Order(StringComparer.Ordinal)]);

    private IEnumerable<(string, object?, object?)> Moved(Call call) =>
        row!.TryGetValue("updated_at", out var was) && was is long at ? [Columns.Moved(at, call)] : [];
}
