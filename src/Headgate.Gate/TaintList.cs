namespace Headgate.Gate;

/// <summary>What of a plan a run that has read text from outside may not do by itself. It reads the plan, never the action's name.</summary>
public static class TaintList
{
    /// <summary>The holds of a plan in a tainted run.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="origins">Where the records come from that its messages go to.</param>
    /// <param name="began">When the run began.</param>
    public static IEnumerable<Hold> Of(Plan plan, IReadOnlyDictionary<string, Origin> origins, DateTimeOffset began)
    {
        foreach (var message in plan.Messages)
        {
            yield return At("send", "The agent has read text from outside in this run and now writes to somebody outside.");
            if (!origins.TryGetValue(message.Contact, out var to) || !Provenance.IsTrusted(to.Provenance) || to.Made >= began)
                yield return At("recipient", "The recipient was not known before this run, or somebody outside gave the address.");
            if (Provenance.Link(message.Subject) is not null || Provenance.Link(message.Body) is not null)
                yield return At("link", "The message holds a link.");
        }
        foreach (var change in plan.Changes)
        foreach (var hold in Of(change))
            yield return hold;
    }

    private static IEnumerable<Hold> Of(Change change)
    {
        var kind = change.Kind.Name;
        // Whoever wants everything to stop may stop it.
        if (IsPower(kind) && change.Verb != Verb.Touch && !change.Fields.Any(f => f is { Name: "outbound", To: "off" }))
            yield return At("permission", $"This changes what somebody may do ({kind}).");
        if (!IsOwned(kind))
            yield break;
        if (change.Verb == Verb.Delete)
            yield return At("delete", $"This deletes {Text.One(kind)}.");
        if (change.Verb != Verb.Update)
            yield break;
        if (change.Fields.Any(f => IsMove(f.Name)))
            yield return At("stage_change", $"This moves {Text.One(kind)} to another stage or status.");
        if (change.Fields.Any(f => f.Name == "owner_id"))
            yield return At("owner_change", $"This gives {Text.One(kind)} another owner.");
        if (change.Fields.Any(f => IsAddress(f.Name)))
            yield return At("address_change", $"This changes how {Text.One(kind)} is reached.");
        if (change.Fields.Any(f => f.Name == "merged_into"))
            yield return At("delete", $"This merges one {kind} into another.");
    }

    private static bool IsOwned(string kind) => kind is "account" or "contact" or "opportunity";

    private static bool IsMove(string field) => field is "stage_id" or "pipeline_id" or "status" or "lifecycle";

    private static bool IsAddress(string field) => field is "email" or "phone" or "domain" or "website" or "linkedin";

    // Who may do what, who agreed to what, and what the guards do.
    private static bool IsPower(string kind) =>
        kind
            is "agent"
                or "approval"
                or "choice"
                or "consent"
                or "credential"
                or "custom_field"
                or "legal_hold"
                or "organisation"
                or "run"
                or "stage"
                or "standing_approval"
                or "switch"
                or "team"
                or "user";

    /// <summary>The holds of messages that are built on text or addresses from outside, whatever the run has read.</summary>
    public static IEnumerable<Hold> OfDerived(Plan plan, IReadOnlyDictionary<string, Origin> origins)
    {
        foreach (var message in plan.Messages)
            if (origins.TryGetValue(message.Contact, out var to) && to.Provenance == Provenance.Derived)
                yield return At("recipient", "An agent that had read text from outside wrote the recipient's record.");
        if (plan.Messages.Count > 0 && plan.Changes.Any(c => origins.TryGetValue(c.Id, out var part) && IsText(c, part)))
            yield return At("send", "The text that goes out was written by an agent that had read text from outside.");
    }

    // A draft that is sent changes its status; its text is what goes out.
    private static bool IsText(Change change, Origin origin) => change.Kind.Name == "draft" && !Provenance.IsTrusted(origin.Provenance);

    private static Hold At(string reason, string why) => new("taint", $"taint.{reason}", why);
}
