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
                    // What a held call keeps is its own when it is passed again.
                    && holder != passage.Call.Approval?.Id
                    && !GivesUp(passage.Decision.Plan, claim, holder)
                    && (!Ids.Is(holder, "apr") || await memory.IsPending(passage.Call.By.Tenant, holder, passage.Call.At, cancel))
                )
                    return Verdict.Refuse(Held(claim.Kind, holder));
            }
        }
        return Verdict.Pass;
    }

    /// <summary>The refusal of a key that a record holds, or a call that waits for a person.</summary>
    internal static Refusal Held(string claim, string holder) =>
        Ids.Is(holder, "apr")
            ? new(
                "dedupe.pending",
                $"A record with this {Gatekeeper.Word(claim)} waits for a person's approval as {holder}.",
                "Wait for the decision; approvals_get tells how it stands."
            )
            {
                Record = holder,
            }
            : new(
                "dedupe.exists",
                $"{holder} already has this {Gatekeeper.Word(claim)}.",
                "Use the record that exists, or correct the value."
            )
            {
                Record = holder,
            };

    // A merge moves a key from one record to another in one plan.
    private static bool GivesUp(Plan plan, Claim claim, string holder) =>
        plan.Claims.Contains(claim with { Record = holder, GivenUp = true });
}
