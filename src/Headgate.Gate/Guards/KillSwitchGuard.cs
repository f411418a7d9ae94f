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
    public override ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel) =>
        passage.Decision!.Plan.Messages.Count > 0 ? Judge(passage, cancel) : new(Verdict.Pass);

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
