using Headgate.Gate;

namespace Headgate.Features.Undoing;

/// <summary>
/// Walks the changes of one record backwards. A change is undone when its field still is, or has become again, what the change made of it; else somebody has
/// changed it since, and it stays.
/// </summary>
internal sealed class Walk(IReadOnlyList<Step> steps, Work work, Action<string, string, object?, object?, Step?> conflict)
{
    /// <summary>Walks the fields of a record that is there.</summary>
    public void Fields()
    {
        var ours = steps.Where(s => s.Ours && s.Was is not null).ToList();
        foreach (var field in ours.SelectMany(s => s.Was!.Keys).Distinct(StringComparer.Ordinal).Where(f => f != "updated_at").ToList())
            Field(field);
        // Half of what belongs together is worse than none.
        foreach (var group in _stuck)
        foreach (var field in work.To.Keys.Where(f => Kinds.GroupOf(work.Kind, f) == group).ToList())
            work.To.Remove(field);
        if (work.To.Keys.All(f => work.Kind[f].Bookkeeping))
            work.To.Clear();
    }

    /// <summary>The first change of somebody else that still stands; nothing when all is as we left it.</summary>
    public (Step Step, string Field)? Foreign()
    {
        foreach (var field in steps.Where(s => s is { Ours: false, Was: not null }).SelectMany(s => s.Was!.Keys).Distinct(StringComparer.Ordinal))
        {
            if (work.Kind[field].Bookkeeping)
                continue;
            var of = steps.Where(s => s.Tells(field, out _)).ToList();
            for (int from = 0, to; from < of.Count; from = to)
            {
                for (to = from + 1; to < of.Count && of[to].Ours == of[from].Ours; )
                    to++;
                _ = of[from].Tells(field, out var before);
                if (!of[from].Ours && !Equals(before, AfterOf(of, to - 1, field)))
                    return (of[to - 1], field);
            }
        }
        return null;
    }

    private readonly HashSet<string> _stuck = new(StringComparer.Ordinal);

    private void Field(string field)
    {
        var of = steps.Where(s => s.Tells(field, out _)).ToList();
        var now = work.Row![field];
        var target = now;
        for (var i = of.Count - 1; i >= 0; i--)
        {
            _ = of[i].Tells(field, out var before);
            if (!of[i].Ours || Same(target, before))
                continue;
            var after = AfterOf(of, i, field);
            if (Same(target, after))
            {
                target = before;
                work.Events[field] = of[i].EventId;
                continue;
            }
            _stuck.Add(Kinds.GroupOf(work.Kind, field));
            if (!work.Kind[field].Bookkeeping)
                conflict(of[i].EventId, field, after, now, of.Skip(i + 1).LastOrDefault(s => !s.Ours));
        }
        if (!Same(now, target))
            work.To[field] = target;
    }

    // What a change made of a field is what the next one found.
    private object? AfterOf(List<Step> of, int i, string field)
    {
        if (i + 1 >= of.Count)
            return work.Row?[field];
        _ = of[i + 1].Tells(field, out var next);
        return next;
    }

    private static bool Same(object? one, object? other) =>
        one is byte[] bytes && other is byte[] others ? bytes.AsSpan().SequenceEqual(others) : Equals(one, other);
}
