namespace Headgate.Gate.Guards;

/// <summary>
/// Lets an agent do what its organisation's week of the rollout plan allows. The first two weeks are judged by the plan of the call as well: whatever the action
/// is called, nothing is sent, no stage is moved, no record but a task and a lead is made, and a status is one of those that were allowed.
/// </summary>
public sealed class RolloutGuard(Memory memory) : Guard
{
    /// <inheritdoc/>
    public override string Name => "rollout";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        var by = passage.Call.By;
        // Off is off in every week.
        if (by.IsPerson || Switches.AsksForOff(passage.Call, passage.Action))
            return Verdict.Pass;
        var rollout =
            passage.Action.Effect == Effect.Read
                ? await memory.Rollout(by.Tenant, cancel)
                : (await memory.Guardrails(passage, cancel)).Rollout;
        passage.Basis.Rollout = rollout.GroundOf(by, passage.Action);
        return rollout.Judge(by, passage.Action, passage.Basis.Rollout) is { } refusal ? Verdict.Refuse(refusal) : Verdict.Pass;
    }

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var (by, plan) = (passage.Call.By, passage.Decision!.Plan);
        if (by.IsPerson || plan.IsEmpty || Switches.IsOff(plan))
            return Verdict.Pass;
        var rollout = (await memory.Guardrails(passage, cancel)).Rollout;
        if (!rollout.Stands || rollout.Week is 3 or 4)
            return Verdict.Pass;
        var other = OtherStatus(plan, rollout);
        var ground = passage.Basis.Rollout = (passage.Basis.Rollout ?? rollout.GroundOf(by, passage.Action)!) with
        {
            Week = rollout.Week!.Value,
            Plan = new() { OtherStatus = other is not null, Small = plan.Messages.Count == 0 && plan.Changes.All(IsSmall) },
        };
        return ground.OfPlan() switch
        {
            null => Verdict.Pass,
            "rollout.status" => Verdict.Refuse(
                new(
                    "rollout.status",
                    $"Week 2 of the rollout lets agents set {string.Join(", ", rollout.Statuses!)}, not {other!.Value.To}.",
                    "Use one of these, or leave it to the person whom you act for."
                )
                {
                    Field = "status",
                    Candidates = rollout.Statuses,
                }
            ),
            _ => Verdict.Refuse(
                new(
                    "rollout.week",
                    $"This would change more than week {rollout.Week} of the rollout allows.",
                    "Leave it to the person whom you act for, or wait for week 3."
                )
            ),
        };
    }

    private static FieldChange? OtherStatus(Plan plan, RolloutPlan rollout)
    {
        foreach (var (change, status) in plan.ChangesOf("contact", "status"))
            if (change.Verb == Verb.Update && rollout.Statuses is { } allowed && !allowed.Contains(status.To as string))
                return status;
        return null;
    }

    // A new lead with what belongs to it, a task, a status.
    private static bool IsSmall(Change change) =>
        change.Verb == Verb.Touch
        || change.Kind.Name switch
        {
            "task" or "consent" or "external_id" => change.Verb == Verb.Insert,
            "contact" => change.Verb == Verb.Insert
                ? change.Fields.Any(f => f is { Name: "lifecycle", To: "lead" })
                : change.Verb == Verb.Update && change.Fields.All(f => f.Name == "status" || change.Kind[f.Name].Bookkeeping),
            _ => false,
        };
}
