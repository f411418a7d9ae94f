using Headgate.Gate.Grounds;

namespace Headgate.Gate.Guards;

/// <summary>
/// The organisation's own rules over call, plan, facts and history. One that denies overrides all others; one that gives no answer denies; one that asks for a
/// person holds the call; one that masks binds the answer.
/// </summary>
public sealed class PolicyGuard(Memory memory) : Guard
{
    /// <inheritdoc/>
    public override string Name => "policy";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        // Whoever wants everything to stop may stop it.
        if (Switches.IsOff(passage.Decision!.Plan))
            return Verdict.Pass;
        var judgement = passage.Judgement = await memory.Policies.Judge(passage, cancel);
        var ground = passage.Basis.Policy = PolicyGround.Of(judgement, !passage.Decision.Plan.IsEmpty);
        if (ground is null)
            return Verdict.Pass;
        // The set and the facts by their hashes: which rules were asked and what they knew can be shown later, word for word.
        foreach (var line in ground.Told())
            passage.Add(Name, line);
        switch (ground.OfPlan())
        {
            case "policy.failed":
                return Verdict.Refuse(Failed(Acting(judgement).Find(r => r.Failure is not null)!));
            case "policy.denied":
                return Verdict.Refuse(Denied(Acting(judgement).Find(r => r.Effect == PolicyEffect.Deny)!));
        }
        foreach (var code in ground.Holds())
            passage.Hold(new(Name, code, Acting(judgement).Find(r => code == $"policy.{r.Policy}")!.Message));
        return Verdict.Pass;
    }

    private static List<Ruling> Acting(Judgement judgement) => [.. judgement.Rulings.Where(r => !r.Watches)];

    private static Refusal Failed(Ruling failed) =>
        new(
            "policy.failed",
            $"The policy {failed.Policy} gave no answer for this call: {failed.Failure?.TrimEnd('.')}.",
            "Ask who looks after the policies to correct it; a policy without an answer denies."
        );

    private static Refusal Denied(Ruling denied) =>
        new(
            "policy.denied",
            $"The policy {denied.Policy} denies this: {denied.Message.TrimEnd('.')}.",
            "Do what the policy asks for, then call again; calling again as it is changes nothing."
        );
}
