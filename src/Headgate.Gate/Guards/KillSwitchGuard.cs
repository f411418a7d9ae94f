namespace Headgate.Gate.Guards;

/// <summary>
/// Nothing is sent while outbound is off, which it is until a person turns it on. Judges the call of an action that sends, and any plan that holds a
/// message; the state is read fresh under a lease, and what cannot be read is off.
/// </summary>
public sealed class KillSwitchGuard(Memory memory) : Guard
{
    /// <inheritdoc/>
    public override string Name => "kill_switch";

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel) =>
        passage.Action.Effect == Effect.Send ? Judge(passage, cancel) : new(Verdict.Pass);

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var plan = passage.Decision!.Plan;
        foreach (var (_, turned) in plan.ChangesOf("organisation", "outbound"))
        {
            if (turned.To is not "off" && turned.From is not null && !passage.Call.By.IsPerson)
                return Verdict.Refuse(
                    new(
                        "kill_switch.person_only",
                        "Only a person turns outbound on.",
                        "Ask the person whom you act for; an agent may turn it off."
                    )
                );
            // Alone until the commit: whatever was let through before is committed and held with the rest.
            if (turned.To is "off" && !passage.DryRun)
                passage.Lease ??= await memory.LeaseSwitch(passage.Call.By.Tenant, exclusive: true, cancel);
        }
        return plan.Messages.Count > 0 ? await Judge(passage, cancel) : Verdict.Pass;
    }

    /// <inheritdoc/>
    public override void Release(Passage passage)
    {
        passage.Lease?.Dispose();
        passage.Lease = null;
    }

    private async ValueTask<Verdict> Judge(Passage passage, CancellationToken cancel)
    {
        var tenant = passage.Call.By.Tenant;
        // Held until the commit: who turns outbound off waits for it, and finds every message that was let through.
        passage.Lease ??= await memory.LeaseSwitch(tenant, exclusive: false, cancel);
        if (await memory.IsOutboundOn(tenant, cancel))
            return Verdict.Pass;
        return Verdict.Refuse(
            new(
                "kill_switch.outbound_off",
                "Outbound is off for this organisation: nothing is sent and nothing is queued.",
                "A person can turn it on in Settings → Comms → Outbound; until then prepare a draft or a task."
            )
        );
    }
}
