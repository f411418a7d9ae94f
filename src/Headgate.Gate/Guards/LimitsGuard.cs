using Headgate.Gate.Grounds;
using Headgate.Gate.Limits;

namespace Headgate.Gate.Guards;

/// <summary>
/// Refuses an agent what its limits have no room for: new records, changes of an account, messages, domains, value, rows read. It reads the plan and looks; the
/// commit counts again and takes, so that nothing refused, shown or held costs anything, and never one more passes than the limit.
/// </summary>
public sealed class LimitsGuard(Memory memory, TimeProvider time) : Guard
{
    private readonly RowPortions _rows = new(memory, time);

    /// <inheritdoc/>
    public override string Name => "limits";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        passage.Spending = null;
        var call = passage.Call;
        if (call.By.IsPerson)
            return Verdict.Pass;
        if (passage.Action.Effect == Effect.Read)
            return passage.Decision!.Records.Count is > 0 and var rows ? await Read(passage, rows, cancel) : Verdict.Pass;
        var plan = passage.Decision!.Plan;
        if (plan.IsEmpty || Switches.IsOff(plan))
            return Verdict.Pass;
        var rules = (await memory.Guardrails(passage, cancel)).Limits;
        await using var look = await memory.Limits.Look(call.By.Tenant, cancel);
        var known = await look.Know(Charges.Belonging(plan, "contact"), Charges.Belonging(plan, "opportunity"), Charges.DomainsOf(plan));
        var charges = Charges.Of(call, plan, rules, known);
        var now = time.GetUtcNow();
        var levels = await look.Levels(charges, now);
        var ground = passage.Basis.Limits = LimitsGround.Of(charges, levels);
        if (ground?.OfPlan() is { } code)
        {
            var (i, charge) = charges.Index().First(c => "limits." + c.Item.Name == code && c.Item.Exceeds(levels[c.Index]));
            passage.RoomAt = await look.Free(charge, now);
            return Verdict.Refuse(new LimitHit(charge, levels[i].Used, passage.RoomAt).Refusal(now));
        }
        passage.Spending = new(now, charges, levels);
        return Verdict.Pass;
    }

    /// <inheritdoc/>
    public override void Release(Passage passage)
    {
        if (passage.RowsTaken > 0 && passage.Ended == Ended.Refused)
            _rows.GiveBack(passage.Call, passage.RowsTaken);
        passage.RowsTaken = 0;
    }

    private async ValueTask<Verdict> Read(Passage passage, long rows, CancellationToken cancel)
    {
        var (ground, refusal) = await _rows.Take(passage.Call, rows, cancel);
        passage.Basis.Limits = ground;
        if (refusal is not null)
            return Verdict.Refuse(refusal);
        passage.RowsTaken += rows;
        return Verdict.Pass;
    }
}
