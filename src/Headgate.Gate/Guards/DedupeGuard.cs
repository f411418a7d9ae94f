namespace Headgate.Gate.Guards;

/// <summary>Refuses a plan whose unique keys (e-mail, domain, external id) another record holds, and names that record. The commit claims them.</summary>
public sealed class DedupeGuard(Memory memory) : Guard
{
    /// <inheritdoc/>
    public override string Name => "dedupe";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        foreach (var claim in passage.Decision!.Plan.Claims)
        {
            if (claim.GivenUp)
                continue;
            var holder = await memory.HolderOf(passage.Call.By.Tenant, claim.Kind, claim.Value, cancel);
            if (holder is not null && holder != claim.Record && !GivesUp(passage.Decision.Plan, claim, holder))
                return Verdict.Refuse(
                    new(
                        "dedupe.exists",
                        $"{holder} already has this {Gatekeeper.Word(claim.Kind)}.",
                        "Use the record that exists, or correct the value."
                    )
                    {
                        Record = holder,
                    }
                );
        }
        return Verdict.Pass;
    }

    // A merge moves a key from one record to another in one plan.
    private static bool GivesUp(Plan plan, Claim claim, string holder) =>
        plan.Claims.Contains(claim with { Record = holder, GivenUp = true });
}
