namespace Headgate.Gate;

/// <summary>
/// The approval list: what of an agent's plan waits for a person. It reads the plan and never the action's name, so that nothing slips by under another one.
/// </summary>
public static class ApprovalList
{
    private static readonly string[] Owned = ["account", "contact", "opportunity"];
    private static readonly string[] Papers = ["pricing", "contract", "legal"];

    /// <summary>The holds of a plan.</summary>
    public static async ValueTask<IReadOnlyList<Hold>> Of(
        Plan plan,
        ApprovalRules rules,
        Memory memory,
        string tenant,
        CancellationToken cancel
    )
    {
        List<Hold> holds = [];
        foreach (var message in plan.Messages)
            await AddMessage(holds, message, rules, memory, tenant, cancel);
        foreach (var change in plan.Changes)
            AddChange(holds, change, rules);
        if (rules.EveryWrite == true && holds.Count == 0)
            holds.Add(At("every_write", "Everything that changes a record waits for a person here."));
        return [.. holds.DistinctBy(h => h.Code)];
    }

    private static async ValueTask AddMessage(
        List<Hold> holds,
        Message message,
        ApprovalRules rules,
        Memory memory,
        string tenant,
        CancellationToken cancel
    )
    {
        var known = rules.Of(message.Channel) == When.First && await memory.HasWrittenTo(tenant, message.Channel, message.To, cancel);
        if (rules.Of(message.Channel) == When.Every)
            holds.Add(At($"send_{message.Channel}", $"This goes out by {message.Channel} to {message.To}."));
        else if (rules.Of(message.Channel) == When.First && !known)
            holds.Add(At($"first_{message.Channel}", $"Nobody here has written to {EmailForm.DomainOf(message.To)} before."));
        if (rules.Documents != false && message.Documents.FirstOrDefault(d => Papers.Contains(d.Kind)) is { Id: not null } paper)
            holds.Add(At("document", $"This sends a {paper.Kind} document ({paper.Id})."));
    }

    private static void AddChange(List<Hold> holds, Change change, ApprovalRules rules)
    {
        var kind = change.Kind.Name;
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
            if (change.Verb == Verb.Delete && Owned.Contains(kind) && rules.MergesAndDeletes != false)
                holds.Add(At("delete", $"This deletes a {kind}."));
            return;
        }
        if (kind == "opportunity" && rules.StageMoves != false && (Moves(change, "stage_id") ?? Moves(change, "status")) is not null)
            holds.Add(At("stage_move", "This moves an opportunity to another stage."));
        if (Owned.Contains(kind) && rules.OwnerChanges != false && Moves(change, "owner_id") is not null)
            holds.Add(At("owner_change", $"This gives a {kind} another owner."));
        if (Owned.Contains(kind) && rules.MergesAndDeletes != false && Moves(change, "merged_into") is not null)
            holds.Add(At("merge", $"This merges one {kind} into another."));
    }

    private static FieldChange? Moves(Change change, string field)
    {
        foreach (var moved in change.Fields)
            if (moved.Name == field)
                return moved;
        return null;
    }

    private static Hold At(string reason, string why) => new("approval", $"approval.{reason}", why);
}
