using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed partial class KillSwitchGuardTests
{
    private const string Off =
        "kill_switch.outbound_off | Outbound is off for this organisation: nothing is sent and nothing is queued. | A person can turn it on in Settings → Comms → Outbound; until then prepare a draft or a task.";

    private readonly Gateway _gate = new();
    private readonly KillSwitchGuard _guard;

    public KillSwitchGuardTests() => _guard = new(_gate.Memory);

    private Passage Sending()
    {
        var passage = _gate.Passage("test.run");
        passage.Decision = new(new Nothing(), new Plan().Send(MessageSend.Message(passage.Call, "a@b.c", "Hi")));
        return passage;
    }

    [Fact]
    public async Task Nothing_is_sent_while_outbound_is_off()
    {
        _gate.Memory.Outbound = false;
        Assert.Equal(Off, Gateway.Said((await _guard.JudgeCall(_gate.Passage("message.send"), default)).Refusal));
        Assert.Equal(Off, Gateway.Said((await _guard.JudgePlan(Sending(), default)).Refusal));
        Assert.Equal("kill_switch", _guard.Name);
    }

    [Fact]
    public async Task What_sends_passes_while_outbound_is_on_and_holds_one_shared_lease_until_released()
    {
        var passage = _gate.Passage("message.send");
        Assert.True((await _guard.JudgeCall(passage, default)).Passes);
        passage.Decision = Sending().Decision;
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        var lease = _gate.Memory.Leases.Single();
        Assert.Equal(("org_1", false, 0), (lease.Tenant, lease.Exclusive, lease.Returned));
        _guard.Release(passage);
        _guard.Release(passage);
        Assert.Equal((1, null), (lease.Returned, passage.Lease));
    }

    [Fact]
    public async Task What_does_not_send_takes_no_lease()
    {
        _gate.Memory.Outbound = false;
        var passage = _gate.Passage("test.run");
        Assert.True((await _guard.JudgeCall(passage, default)).Passes);
        passage.Decision = new(new Nothing(), new Plan().Insert(Kinds.Account, "acc_1"));
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        _guard.Release(passage);
        Assert.Empty(_gate.Memory.Leases);
    }

    [Fact]
    public async Task Only_a_person_turns_outbound_on_whatever_the_action_is_called()
    {
        Assert.Equal(
            "kill_switch.person_only | Only a person turns outbound on. | Ask the person whom you act for; an agent may turn it off.",
            Gateway.Said((await _guard.JudgePlan(Turning("off", "on", Gateway.Agent), default)).Refusal)
        );
        Assert.True((await _guard.JudgePlan(Turning("off", "on", Gateway.Person), default)).Passes);
        Assert.Empty(_gate.Memory.Leases);
    }

    [Fact]
    public async Task Who_turns_outbound_off_has_the_switch_alone_until_the_commit_and_a_dry_run_does_not()
    {
        var passage = Turning("on", "off", Gateway.Agent);
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        Assert.True(_gate.Memory.Leases.Single().Exclusive);
        _guard.Release(passage);
        Assert.Equal(1, _gate.Memory.Leases.Single().Returned);

        var shown = Turning("on", "off", Gateway.Agent);
        shown.DryRun = true;
        Assert.True((await _guard.JudgePlan(shown, default)).Passes);
        Assert.Null(shown.Lease);
    }

    [Theory]
    [InlineData("channel:email", "kill_switch.channel_off")]
    [InlineData("agent:agt_1", "kill_switch.agent_off")]
    [InlineData("run:run_1", "kill_switch.run_off")]
    [InlineData("channel:sms", null)]
    [InlineData("agent:agt_2", null)]
    [InlineData("run:run_2", null)]
    public async Task Off_anywhere_that_concerns_a_message_wins(string off, string? code)
    {
        _gate.Memory.Off.Add(off);
        var plain = Sending();
        var passage = new Passage(plain.Call with { Run = "run_1" }, plain.Action, 0) { Decision = plain.Decision };
        Assert.Equal(code, (await _guard.JudgePlan(passage, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Only_a_person_turns_any_switch_on_or_releases_what_was_held()
    {
        Assert.Equal(
            "kill_switch.person_only",
            (await _guard.JudgePlan(Planned(Switch, "outbound", "off", "on", Gateway.Agent), default)).Refusal?.Code
        );
        Assert.True((await _guard.JudgePlan(Planned(Switch, "outbound", "off", "on", Gateway.Person), default)).Passes);
        Assert.Equal(
            "kill_switch.person_only",
            (await _guard.JudgePlan(Planned(Outgoing, "status", "held", "queued", Gateway.Agent), default)).Refusal?.Code
        );
        Assert.True((await _guard.JudgePlan(Planned(Outgoing, "status", "held", "queued", Gateway.Person), default)).Passes);
        _gate.Memory.Outbound = false;
        Assert.Equal(
            Off,
            Gateway.Said((await _guard.JudgePlan(Planned(Outgoing, "status", "held", "queued", Gateway.Person), default)).Refusal)
        );
    }

    [Fact]
    public void A_plan_turns_off_and_does_nothing_else_or_it_does_more()
    {
        Plan Turns(string to) => new Plan().Update(Switch, "swi_1", 1, ("outbound", "on", to));
        Assert.True(Switches.IsOff(Turns("off")));
        Assert.False(Switches.IsOff(Turns("on")));
        Assert.False(Switches.IsOff(Plan.Empty));
        Assert.False(Switches.IsOff(Turns("off").Update(Organisation, "org_1", 1, ("outbound", "off", "on"))));
        Assert.False(Switches.IsOff(Turns("off").Insert(Kinds.Account, "acc_1")));
        Assert.False(Switches.IsOff(Turns("off").Update(Organisation, "org_1", 1, ("name", "a", "b"))));
    }

    private static readonly RecordKind Switch = Nouns.Of("switch");

    private static readonly RecordKind Outgoing = Nouns.Of("outgoing");

    private static readonly RecordKind Organisation = Nouns.Of("organisation");

    private Passage Planned(RecordKind kind, string field, string from, string to, Principal by) =>
        _gate.Planned(new Plan().Update(kind, $"{kind.Prefix}_1", 1, (field, from, to)), by);

    private Passage Turning(string from, string to, Principal by) => Planned(Organisation, "outbound", from, to, by);
}
