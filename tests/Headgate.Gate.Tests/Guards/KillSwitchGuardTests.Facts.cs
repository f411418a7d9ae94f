using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

/// <summary>What is kept of how the switches stood, and leases.</summary>
public sealed partial class KillSwitchGuardTests
{
    [Fact]
    public async Task The_audit_has_what_had_to_be_on_and_what_was_off()
    {
        _gate.Memory.Off.Add("channel:email");
        var plain = _gate.Passage("message.send");
        var passage = new Passage(plain.Call with { Run = "run_1" }, plain.Action, 0) { Decision = Sending().Decision };
        Assert.True((await _guard.JudgeCall(passage, default)).Passes);
        Assert.Equal(["organisation", "agent:agt_1", "run:run_1"], passage.Basis.KillSwitch!.Asked);
        Assert.Equal((null, false), (passage.Basis.KillSwitch.Off, passage.Basis.KillSwitch.Person));
        Assert.Equal("kill_switch.channel_off", (await _guard.JudgePlan(passage, default)).Refusal?.Code);
        var ground = passage.Basis.KillSwitch;
        Assert.Equal(["organisation", "agent:agt_1", "run:run_1"], ground.Asked);
        Assert.Equal(["organisation", "channel:email", "agent:agt_1", "run:run_1"], ground.Plan!.Asked);
        Assert.Equal(("channel:email", false, false), (ground.Plan.Off, ground.Plan.Releases, ground.Plan.TurnsOn));
        Assert.Single(_gate.Memory.Leases);
    }

    [Fact]
    public async Task A_person_is_asked_for_no_agents_switch()
    {
        var passage = _gate.Passage("message.send", by: Gateway.Person);
        Assert.True((await _guard.JudgeCall(passage, default)).Passes);
        Assert.Equal((true, "organisation"), (passage.Basis.KillSwitch!.Person, passage.Basis.KillSwitch.Asked!.Single()));
    }

    [Fact]
    public async Task Who_releases_what_was_held_is_told_to_ask_a_person()
    {
        var passage = Planned(Outgoing, "status", "held", "queued", Gateway.Agent);
        Assert.Equal(
            "kill_switch.person_only | Only a person releases what was held back. | Ask the person whom you act for.",
            Gateway.Said((await _guard.JudgePlan(passage, default)).Refusal)
        );
        Assert.Equal((true, false), (passage.Basis.KillSwitch!.Plan!.Releases, passage.Basis.KillSwitch.Person));
        Assert.Empty(_gate.Memory.Leases);
    }

    [Fact]
    public async Task Who_turns_on_and_releases_at_once_is_told_of_the_switch()
    {
        var plan = new Plan()
            .Update(Switch, "swi_1", 1, ("outbound", "off", "on"))
            .Update(Outgoing, "out_1", 1, ("status", "held", "queued"));
        var passage = _gate.Planned(plan);
        Assert.StartsWith(
            "kill_switch.person_only | Only a person turns outbound on.",
            Gateway.Said((await _guard.JudgePlan(passage, default)).Refusal),
            StringComparison.Ordinal
        );
        Assert.Equal((true, true), (passage.Basis.KillSwitch!.Plan!.Releases, passage.Basis.KillSwitch.Plan.TurnsOn));
    }

    [Fact]
    public async Task A_release_holds_the_switch_with_others_until_the_commit()
    {
        var passage = Planned(Outgoing, "status", "held", "queued", Gateway.Person);
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        Assert.False(_gate.Memory.Leases.Single().Exclusive);
    }

    [Fact]
    public async Task One_switch_that_is_turned_on_among_others_is_a_persons_to_turn()
    {
        var plan = new Plan().Update(Switch, "swi_1", 1, ("outbound", "on", "off")).Update(Switch, "swi_2", 1, ("outbound", "off", "on"));
        Assert.Equal("kill_switch.person_only", (await _guard.JudgePlan(_gate.Planned(plan), default)).Refusal?.Code);
        var persons = _gate.Planned(plan, Gateway.Person);
        Assert.True((await _guard.JudgePlan(persons, default)).Passes);
        Assert.True(_gate.Memory.Leases.Single().Exclusive);
    }

    [Fact]
    public async Task A_lease_that_is_held_already_is_not_taken_twice()
    {
        var plan = new Plan().Update(Switch, "swi_1", 1, ("outbound", "on", "off"));
        var passage = _gate.Planned(plan);
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        Assert.Single(_gate.Memory.Leases);
    }

    [Fact]
    public async Task An_organisation_that_begins_is_off_whatever_its_plan_says()
    {
        var begins = _gate.Planned(new Plan().Insert(Organisation, "org_9", ("outbound", "on")));
        Assert.True((await _guard.JudgePlan(begins, default)).Passes);
        Assert.Null(begins.Basis.KillSwitch);
        var made = _gate.Planned(new Plan().Insert(Switch, "swi_9", ("outbound", "on")));
        Assert.Equal("kill_switch.person_only", (await _guard.JudgePlan(made, default)).Refusal?.Code);
    }
}
