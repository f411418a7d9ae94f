using Headgate.Gate.Grounds;

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
    public override async ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        if (passage.Action.Effect != Effect.Send)
            return Verdict.Pass;
        var (asked, off) = await Look(passage, [], cancel);
        var ground = passage.Basis.KillSwitch = new()
        {
            Asked = asked,
            Off = off,
            Person = passage.Call.By.IsPerson,
        };
        return ground.OfCall() == Said.Pass ? Verdict.Pass : Verdict.Refuse(Switches.Off(ground.Off!));
    }

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgePlan(Passage passage, CancellationToken cancel)
    {
        var plan = passage.Decision!.Plan;
        var releases = Switches.IsRelease(plan);
        var turned = Switches.TurnedBy(plan).Where(t => !Begins(t.Change, t.Field)).ToList();
        if (plan.Messages.Count == 0 && !releases && turned.Count == 0)
            return Verdict.Pass;
        var ground = new KillSwitchGround.OfAPlan { Releases = releases, TurnsOn = turned.Any(t => t.Field.To is not "off") };
        if (Know(passage, ground).OfPlan() is not null)
            return Verdict.Refuse(ground.TurnsOn ? PersonTurns : PersonReleases);
        // Alone until the commit: whatever was let through before is committed and held with the rest.
        if (!passage.DryRun && turned.Any(t => t.Field.To is "off"))
            passage.Lease ??= await memory.LeaseSwitch(passage.Call.By.Tenant, exclusive: true, cancel);
        if (plan.Messages.Count == 0 && !releases)
            return Verdict.Pass;
        var (asked, off) = await Look(passage, plan.Messages.Select(m => m.Channel), cancel);
        return Know(passage, ground with { Asked = asked, Off = off }).OfPlan() is null ? Verdict.Pass : Verdict.Refuse(Switches.Off(off!));
    }

    /// <inheritdoc/>
    public override void Release(Passage passage)
    {
        passage.Lease?.Dispose();
        passage.Lease = null;
    }

    // An organisation that begins is off, whatever its plan says.
    private static bool Begins(Change change, FieldChange turned) => turned.From is null && change.Kind.Name == "organisation";

    private static KillSwitchGround Know(Passage passage, KillSwitchGround.OfAPlan plan) =>
        passage.Basis.KillSwitch = (passage.Basis.KillSwitch ?? new()) with { Person = passage.Call.By.IsPerson, Plan = plan };

    private async ValueTask<(IReadOnlyList<string> Asked, string? Off)> Look(
        Passage passage,
        IEnumerable<string> channels,
        CancellationToken cancel
    )
    {
        var by = passage.Call.By;
        // Held until the commit: who turns outbound off waits for it, and finds every message that was let through.
        passage.Lease ??= await memory.LeaseSwitch(by.Tenant, exclusive: false, cancel);
        var asked = Switches.For(by.Agent, passage.Call.Run, channels);
        return (asked, await memory.FirstOff(by.Tenant, asked, cancel));
    }

    private static Refusal PersonTurns =>
        new("kill_switch.person_only", "Only a person turns outbound on.", "Ask the person whom you act for; an agent may turn it off.");

    private static Refusal PersonReleases =>
        new("kill_switch.person_only", "Only a person releases what was held back.", "Ask the person whom you act for.");
}
