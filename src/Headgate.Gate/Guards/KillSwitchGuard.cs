namespace Headgate.Gate.Guards;

/// <summary>
/// Nothing is sent while outbound is off, for the organisation, the channel, the agent or the run; the organisation's is off until a person turns it on. Judges
/// the call of an action that sends, and any plan that holds a message or releases one; the state is read fresh under a lease, and what cannot be read is off.
/// </summary>
public sealed class KillSwitchGuard(Memory memory) : Guard
{
    /// <inheritdoc/>
    public override string Name => "kill_switch";

    /// <inheritdoc/>
    public override ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel) =>
        passage.Action.Effect == Effect.Send ? Judge(passage, [], cancel) : new(Verdict.Pass);

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var plan = passage.Decision!.Plan;
        foreach (var (change, turned) in Switches.TurnedBy(plan))
        {
            // An organisation that begins is off, whatever its plan says.
            var begins = turned.From is null && change.Kind.Name == "organisation";
            if (turned.To is not "off" && !begins && !passage.Call.By.IsPerson)
                return Verdict.Refuse(
                    new(
                        "kill_switch.person_only",
                        "Only a person turns outbound on.",
                        "Ask the person whom you act for; an agent may turn it off."
                    )
                );
            // Alone until the commit: whatever was let through before is committed and held with the rest.
            if (turned.To is "off" && !begins && !passage.DryRun)
                passage.Lease ??= await memory.LeaseSwitch(passage.Call.By.Tenant, exclusive: true, cancel);
        }
        var releases = Switches.IsRelease(plan);
        if (releases && !passage.Call.By.IsPerson)
            return Verdict.Refuse(
                new("kill_switch.person_only", "Only a person releases what was held back.", "Ask the person whom you act for.")
            );
        return plan.Messages.Count > 0 || releases ? await Judge(passage, plan.Messages.Select(m => m.Channel), cancel) : Verdict.Pass;
    }

    /// <inheritdoc/>
    public override void Release(Passage passage)
    {
        passage.Lease?.Dispose();
        passage.Lease = null;
    }

    private async ValueTask<Verdict> Judge(Passage passage, IEnumerable<string> channels, CancellationToken cancel)
    {
        var by = passage.Call.By;
        // Held until the commit: who turns outbound off waits for it, and finds every message that was let through.
        passage.Lease ??= await memory.LeaseSwitch(by.Tenant, exclusive: false, cancel);
        var off = await memory.FirstOff(by.Tenant, Switches.For(by.Agent, passage.Call.Run, channels), cancel);
        return off is null ? Verdict.Pass : Verdict.Refuse(Switches.Off(off));
    }
}
