using Headgate.Gate.Grounds;

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
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        if (passage.Call.Approval is not { IsLate: true } late)
            return new(Verdict.Pass);
        var ground = passage.Basis.Approval = new()
        {
            Approval = late.Id,
            By = late.By,
            Late = true,
        };
        return new(
            ground.OfCall() == Said.Pass
                ? Verdict.Pass
                : Verdict.Refuse(
                    new(
                        Expired,
                        "It was approved, and no limit had room for it for as long as an approval is good.",
                        "Ask the agent to call again, or raise the limit first."
                    )
                )
        );
    }

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var call = passage.Call;
        var plan = passage.Decision!.Plan;
        if (plan.IsEmpty && passage.Holds.Count == 0 && call.Approval is not { IsEdited: true } || Switches.IsOff(plan))
            return Verdict.Pass;
        var rules = (await memory.Guardrails(passage, cancel)).Approvals;
        var asked = call.By.IsPerson ? [] : await ApprovalList.Of(plan, rules, memory.Approvals, call.By.Tenant, cancel);
        var ground = passage.Basis.Approval = new()
        {
            Approval = call.Approval?.Id,
            Asked = asked.Count == 0 ? null : [.. asked.Select(a => a.Code)],
            By = call.Approval?.By,
            EachOne = rules.EachOne,
            Edited = call.Approval is { IsEdited: true },
            OtherPlan = call.Approval is { } given && given.PlanHash != plan.Hash,
            Seen = call.Approval?.Reasons,
            Standing = await Standing(passage, asked, rules, cancel),
        };
        foreach (var code in ground.Holds())
            passage.Hold(asked.FirstOrDefault(a => a.Code == code) ?? Edited(call.Approval!));
        switch (ground.OfPlan([.. passage.Holds.Select(h => h.Code)], passage.DryRun))
        {
            case null:
                return Verdict.Pass;
            case Said.Held:
                passage.WaitsUntil = (call.Approval?.At ?? call.At) + rules.Waits;
                passage.EscalatesAt = rules.Escalates < rules.Waits ? (call.Approval?.At ?? call.At) + rules.Escalates : null;
                passage.Rejections = await memory.Approvals.Rejections(call.By, passage.Action.Id, call.At, cancel);
                return Verdict.Stop(Ended.Held);
            case var approved:
                passage.Add(Name, approved);
                return Verdict.Pass;
        }
    }

    private async ValueTask<SortedDictionary<string, string>?> Standing(
        Passage passage,
        IReadOnlyList<Hold> asked,
        ApprovalRules rules,
        CancellationToken cancel
    )
    {
        SortedDictionary<string, string>? standing = null;
        if (!rules.EachOne)
            foreach (var hold in asked.Where(a => !ApprovalList.IsAlways(a.Code)))
                if (await memory.Approvals.Standing(passage.Call.By, passage.Action.Id, hold.Code, passage.Call.At, cancel) is { } word)
                    (standing ??= new(StringComparer.Ordinal))[hold.Code] = word;
        return standing;
    }

    private Hold Edited(Approval approval) =>
        new(Name, $"{Name}.edited", $"{approval.By} has changed what the agent asked for; what it would do now has not been seen.");
}
