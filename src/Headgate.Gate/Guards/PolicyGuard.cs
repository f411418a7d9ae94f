namespace Headgate.Gate.Guards;

/// <summary>
/// The organisation's own rules over call, plan, facts and history. One that denies overrides all others; one that gives no answer denies; one that asks for a
/// person holds the call; one that masks binds the answer.
/// </summary>
public sealed class PolicyGuard(Memory memory) : Guard
{
    private const int MostTold = 40;

    /// <inheritdoc/>
    public override string Name => "policy";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        // Whoever wants everything to stop may stop it.
        if (Switches.IsOff(passage.Decision!.Plan))
            return Verdict.Pass;
        var judgement = passage.Judgement = await memory.Policies.Judge(passage, cancel);
        Tell(passage, judgement);
        var acting = judgement.Rulings.Where(r => !r.Watches).ToList();
        if (acting.Find(r => r.Failure is not null) is { } failed)
            return Verdict.Refuse(
                new(
                    "policy.failed",
                    $"The policy {failed.Policy} gave no answer for this call: {failed.Failure?.TrimEnd('.')}.",
                    "Ask who looks after the policies to correct it; a policy without an answer denies."
                )
            );
        if (acting.Find(r => r.Effect == PolicyEffect.Deny) is { } denied)
            return Verdict.Refuse(
                new(
                    "policy.denied",
                    $"The policy {denied.Policy} denies this: {denied.Message.TrimEnd('.')}.",
                    "Do what the policy asks for, then call again; calling again as it is changes nothing."
                )
            );
        if (acting.Exists(r => r.Effect == PolicyEffect.Allow))
            return Verdict.Pass;
        foreach (var asks in acting.Where(r => r.Effect == PolicyEffect.RequireApproval))
            passage.Hold(new(Name, $"policy.{asks.Policy}", asks.Message));
        return Verdict.Pass;
    }

    // The set and the facts by their hashes: which rules were asked and what they knew can be shown later, word for word.
    private void Tell(Passage passage, Judgement judgement)
    {
        if (judgement.Asked == 0 || judgement.Rulings.Count == 0 && passage.Decision!.Plan.IsEmpty)
            return;
        var facts = judgement.Facts == 0 ? "" : $", {judgement.Facts} facts {judgement.FactsHash[..12]}";
        passage.Add(Name, $"{judgement.Asked} asked, set {judgement.Set[..12]}{facts}");
        foreach (var ruling in judgement.Rulings.Take(MostTold))
            passage.Add(Name, $"{ruling.Policy}@{ruling.Hash[..12]} {(ruling.Watches ? "would " : "")}{ruling.Word}");
        if (judgement.Rulings.Count > MostTold)
            passage.Add(Name, $"and {judgement.Rulings.Count - MostTold} more");
    }
}
