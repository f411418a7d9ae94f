namespace Headgate.Gate;

/// <summary>
/// The approval list: what of an agent's plan waits for a person. It reads the plan and never the action's name, so that nothing slips by under another one.
/// </summary>
public static class ApprovalList
{
    /// <summary>The holds of a plan.</summary>
    public static async ValueTask<IReadOnlyList<Hold>> Of(
        Plan plan,
        ApprovalRules rules,
        ApprovalFacts facts,
        string tenant,
        CancellationToken cancel
    )
    {
        List<Hold> holds = [];
        foreach (var message in plan.Messages)
            await AddMessage(holds, message, rules, facts, tenant, cancel);
        foreach (var change in plan.Changes)
            AddChange(holds, change, rules);
        if (plan.Erasure is not null)
            holds.Add(At("erase", "This destroys all that is kept of a person; nobody can undo it."));
        if (rules.EveryWrite == true && holds.Count == 0)
            holds.Add(At("every_write", "Everything that changes a record waits for a person here."));
        return [.. holds.DistinctBy(h => h.Code)];
    }

    private static async ValueTask AddMessage(
        List<Hold> holds,
        Message message,
        ApprovalRules rules,
        ApprovalFacts facts,
        string tenant,
        CancellationToken cancel
    )
    {
        var known = rules.Of(message.Channel) == When.First && await facts.HasWrittenTo(tenant, message.Channel, message.To, cancel);
        if (rules.Of(message.Channel) == When.Every)
            holds.Add(At($"send_{message.Channel}", $"This goes out by {message.Channel} to {message.To}."));
        else if (rules.Of(message.Channel) == When.First && !known)
            holds.Add(At($"first_{message.Channel}", $"Nobody here has written to {EmailForm.DomainOf(message.To)} before."));
        if (
            rules.Documents != false
            && message.Documents.FirstOrDefault(d => d.Kind is "pricing" or "contract" or "legal") is { Id: not null } paper
        )
            holds.Add(At("document", $"This sends a {paper.Kind} document ({paper.Id})."));
    }

    private static void AddChange(List<Hold> holds, Change change, ApprovalRules rules)
    {
        var kind = change.Kind.Name;
        if (kind == "user" && change.Verb == Verb.Insert)
            holds.Add(At("invite", "This lets a new person into the organisation."));
        if (kind == "contact" && change.Verb == Verb.Insert)
        {
            var isLead = change.Fields.Any(f => f is { Name: "lifecycle", To: "lead" });
            if (isLead ? rules.Leads == true : rules.Contacts != false)
                holds.Add(At(isLead ? "create_lead" : "create_contact", $"This makes a new {(isLead ? "lead" : "contact")}."));
        }
        if (kind == "contact" && change.Verb == Verb.Update && Moves(change, "lifecycle") is { From: "lead" } && rules.Contacts != false)
            holds.Add(At("create_contact", "This makes a contact of a lead."));
        if (change.Verb != Verb.Update)
        {
            if (change.Verb == Verb.Delete && IsOwned(kind))
                holds.Add(At("delete", $"This deletes {Text.One(kind)}."));
            return;
        }
        if (kind == "opportunity" && rules.StageMoves != false && change.Fields.Any(f => f.Name is "stage_id" or "status"))
            holds.Add(At("stage_move", "This moves an opportunity to another stage."));
        if (IsOwned(kind) && rules.OwnerChanges != false && Moves(change, "owner_id") is not null)
            holds.Add(At("owner_change", $"This gives {Text.One(kind)} another owner."));
        if (IsOwned(kind) && Moves(change, Gone.Field) is { } gone)
            holds.Add(HoldOf(kind, gone.To));
    }

    // No measure and no standing word lets these pass: an agent never ends a record, or brings one back, by itself.
    private static Hold HoldOf(string kind, object? to) =>
        to switch
        {
            null => At("restore", $"This brings back {Text.One(kind)} that was merged or deleted."),
            Gone.Deleted => At("delete", $"This deletes {Text.One(kind)}."),
            _ => At("merge", $"This merges one {kind} into another."),
        };

    /// <summary>Whether a reason holds whatever anybody has set.</summary>
    public static bool IsAlways(string code) =>
        code is "approval.merge" or "approval.delete" or "approval.restore" or "approval.erase" or "approval.invite";

    private static bool IsOwned(string kind) => kind is "account" or "contact" or "opportunity";

    private static FieldChange? Moves(Change change, string field)
    {
        foreach (var moved in change.Fields)
            if (moved.Name == field)
                return moved;
        return null;
    }

    private static Hold At(string reason, string why) => new("approval", $"approval.{reason}", why);
}
