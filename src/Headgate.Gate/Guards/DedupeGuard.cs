namespace Headgate.Gate.Guards;

/// <summary>Refuses a plan whose unique keys (e-mail, domain, external id) another record holds, and names that record. The commit claims them.</summary>
public sealed class DedupeGuard(Memory memory) : Guard
{
    /// <inheritdoc/>
    public override string Name => "dedupe";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var taken = passage.Decision!.Plan.Claims.Where(c => !c.GivenUp).ToLookup(c => c.Kind, StringComparer.Ordinal);
        foreach (var kind in taken)
        {
            var holders = await memory.HoldersOf(
                passage.Call.By.Tenant,
                kind.Key,
                [.. kind.Select(c => c.Value).Distinct(StringComparer.Ordinal)],
                cancel
            );
            foreach (var claim in kind)
            {
                if (
                    holders.GetValueOrDefault(claim.Value) is { } holder
                    && holder != claim.Record
                    && !GivesUp(passage.Decision.Plan, claim, holder)
                )
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
        }
        return Verdict.Pass;
    }

    // A merge moves a key from one record to another in one plan.
    private static bool GivesUp(Plan plan, Claim claim, string holder) =>
        plan.Claims.Contains(claim with { Record = holder, GivenUp = true });
}
