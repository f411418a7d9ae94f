namespace Headgate.Gate.Guards;

/// <summary>
/// Holds what waits for a person: what the organisation's approval list names and what any guard before asked for. An approved call passes when it decides
/// to exactly the plan that the person saw, for no other reasons; anything else goes back to the person.
/// </summary>
public sealed class ApprovalGuard(Memory memory) : Guard
{
    /// <summary>The code of what nobody decided, or no limit had room for, in time.</summary>
    public const string Expired = "approval.expired";

    /// <inheritdoc/>
    public override string Name => "approval";

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel) =>
        new(
            passage.Call.Approval is { IsLate: true }
                ? Verdict.Refuse(
                    new(
                        Expired,
                        "It was approved, and no limit had room for it for as long as an approval is good.",
                        "Ask the agent to call again, or raise the limit first."
                    )
                )
                : Verdict.Pass
        );

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var call = passage.Call;
        var plan = passage.Decision!.Plan;
        if (plan.IsEmpty && passage.Holds.Count == 0 && call.Approval is not { IsEdited: true } || Switches.IsOff(plan))
            return Verdict.Pass;
        var rules = (await memory.Guardrails(passage, cancel)).Approvals;
        if (!call.By.IsPerson)
            foreach (var hold in await ApprovalList.Of(plan, rules, memory.Approvals, call.By.Tenant, cancel))
                if (
                    rules.EachOne
                    || ApprovalList.IsAlways(hold.Code)
                    || !await memory.Approvals.IsStanding(call.By, passage.Action.Id, hold.Code, call.At, cancel)
                )
                    passage.Hold(hold);
        if (call.Approval is { IsEdited: true } edited)
            passage.Hold(
                new(Name, $"{Name}.edited", $"{edited.By} has changed what the agent asked for; what it would do now has not been seen.")
            );
        if (passage.Holds.Count == 0)
            return Verdict.Pass;
        if (call.Approval is { } approval && approval.PlanHash == plan.Hash && passage.Holds.All(approval.Saw))
        {
            passage.Add(Name, $"approved by {approval.By}");
            return Verdict.Pass;
        }
        // A dry run goes on to say what would wait.
        if (passage.DryRun)
            return Verdict.Pass;
        passage.WaitsUntil = (call.Approval?.At ?? call.At) + rules.Waits;
        passage.EscalatesAt = rules.Escalates < rules.Waits ? (call.Approval?.At ?? call.At) + rules.Escalates : null;
        passage.Rejections = await memory.Approvals.Rejections(call.By, passage.Action.Id, call.At, cancel);
        return Verdict.Stop(Ended.Held);
    }
}
