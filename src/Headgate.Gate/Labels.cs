namespace Headgate.Gate;

/// <summary>
/// Text that an agent writes in a tainted run is labelled <see cref="Provenance.Derived"/> as it is planned, so that every later run knows. The label is
/// bookkeeping: it changes nothing of what a person approves.
/// </summary>
public static class Labels
{
    /// <summary>The records of a plan whose text changes; where they come from decides whether they get the label.</summary>
    public static IEnumerable<string> Rewritten(Plan plan) =>
        plan
            .Changes.Where(c => c.Verb == Verb.Update && HasProvenance(c.Kind) && c.Fields.Any(f => IsFree(c.Kind, f.Name)))
            .Select(c => c.Id);

    /// <summary>The same plan, labelled. A label from outside is never lowered.</summary>
    public static Plan Put(Plan plan, IReadOnlyDictionary<string, Origin> origins) => plan.With(plan.Changes.Select(c => Put(c, origins)));

    private static Change Put(Change change, IReadOnlyDictionary<string, Origin> origins)
    {
        if (!HasProvenance(change.Kind) || change.Verb is Verb.Delete or Verb.Touch)
            return change;
        if (change.Verb == Verb.Insert)
            return change with
            {
                Fields =
                [
                    .. change.Fields.Select(f =>
                        f.Name == Provenance.Field && Provenance.IsTrusted(f.To as string) ? f with { To = Provenance.Derived } : f
                    ),
                ],
            };
        if (
            !change.Fields.Any(f => IsFree(change.Kind, f.Name))
            || !origins.TryGetValue(change.Id, out var origin)
            || !Provenance.IsTrusted(origin.Provenance)
        )
            return change;
        return change with { Fields = [.. change.Fields, new(Provenance.Field, origin.Provenance, Provenance.Derived)] };
    }

    private static bool HasProvenance(RecordKind kind) => kind.Fields.Any(f => f.Name == Provenance.Field);

    // Whatever may hold a sentence: not ids, days, or what has a list of words of its own.
    private static bool IsFree(RecordKind kind, string name) =>
        kind[name] is { Bookkeeping: false, Holds: Holds.Text or Holds.Json, Told: false }
        && !name.EndsWith("_id", StringComparison.Ordinal)
        && !name.EndsWith("_date", StringComparison.Ordinal)
        && name is not ("status" or "priority" or "kind" or "documents" or "merged_into" or "time_zone");
}
