using Headgate.Gate;

namespace Headgate.Features.Undoing;

/// <summary>
/// Walks the changes of one record backwards. A change is undone when its field still is, or has become again, what the change made of it; else somebody has
/// changed it since, and it stays.
/// </summary>
internal sealed class Walk(IReadOnlyList<Step> steps, Work work, Action<string, string, object?, object?, Step?> conflict)
{
    /// <summary>Walks the fields of a record that is there. What belongs together in a change is undone together, or not at all.</summary>
    public void Fields()
    {
        Dictionary<string, object?> targets = new(StringComparer.Ordinal);
        foreach (var step in steps.Where(s => s is { Ours: true, Was: not null }).Reverse())
        foreach (var group in step.Was!.Keys.Where(f => f != "updated_at").GroupBy(f => Kinds.GroupOf(work.Kind, f)))
        {
            string[] fields = [.. group];
            string[] deciding = [.. fields.Where(f => !work.Kind[f].Bookkeeping)];
            var changed = (deciding.Length > 0 ? deciding : fields).Where(f => !Same(Target(f), step.Was[f])).ToList();
            var stuck = changed.Where(f => !Same(Target(f), AfterOf(step, f))).ToList();
            foreach (var field in stuck.Where(f => !work.Kind[f].Bookkeeping))
                conflict(step.EventId, field, AfterOf(step, field), work.Row![field], LastOther(step, field));
            if (changed.Count > 0 && stuck.Count == 0)
                foreach (var field in fields)
                    (targets[field], work.Events[field]) = (step.Was[field], step.EventId);
        }
        foreach (var (field, target) in targets)
            if (!Same(work.Row![field], target))
                work.To[field] = target;
        if (work.To.Keys.All(f => work.Kind[f].Bookkeeping))
            work.To.Clear();

        object? Target(string field) => targets.TryGetValue(field, out var target) ? target : work.Row![field];
    }

    /// <summary>The first change of somebody else that still stands; nothing when all is as we left it.</summary>
    public (Step Step, string Field)? Foreign()
    {
        foreach (
            var field in steps.Where(s => s is { Ours: false, Was: not null }).SelectMany(s => s.Was!.Keys).Distinct(StringComparer.Ordinal)
        )
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

    private object? AfterOf(Step step, string field)
    {
        var of = steps.Where(s => s.Tells(field, out _)).ToList();
        return AfterOf(of, of.IndexOf(step), field);
    }

    private Step? LastOther(Step step, string field) => steps.LastOrDefault(s => !s.Ours && s.Seq > step.Seq && s.Tells(field, out _));

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
