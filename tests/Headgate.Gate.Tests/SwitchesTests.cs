using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class SwitchesTests
{
    private static Plan Turns(string kind, string field = "outbound", string to = "off") =>
        new Plan().Update(Nouns.Of(kind), "id_1", 1, (field, "on", to));

    [Fact]
    public void A_message_must_find_on_the_organisation_its_channel_the_agent_and_the_run()
    {
        Assert.Equal(
            ["organisation", "channel:email", "channel:sms", "agent:agt_1", "run:run_1"],
            Switches.For("agt_1", "run_1", "email", "sms", "email")
        );
        Assert.Equal(["organisation"], Switches.For(null, null));
    }

    [Theory]
    [InlineData(
        "organisation",
        "kill_switch.outbound_off | Outbound is off for this organisation: nothing is sent and nothing is queued. | A person can turn it on in Settings → Comms → Outbound; until then prepare a draft or a task."
    )]
    [InlineData(
        "channel:sms",
        "kill_switch.channel_off | Outbound is off for sms: nothing is sent and nothing is queued on this channel. | A person can turn it on in Settings → Comms → Outbound; until then use another channel, or prepare a draft or a task."
    )]
    [InlineData(
        "agent:agt_1",
        "kill_switch.agent_off | Outbound is off for the agent agt_1: it sends nothing and queues nothing. | A person can turn it on in Settings → Comms → Outbound; until then prepare a draft or a task."
    )]
    [InlineData(
        "run:run_1",
        "kill_switch.run_off | Outbound is off for run_1: this run sends nothing and queues nothing any more. | Tell the person whom you act for; only a person turns it on."
    )]
    public void A_refusal_says_what_is_off_and_what_to_do(string name, string said) => Assert.Equal(said, Gateway.Said(Switches.Off(name)));

    [Fact]
    public void The_turns_of_a_plan_are_those_of_the_organisation_and_of_its_switches()
    {
        var plan = Turns("organisation").Update(Nouns.Of("switch"), "swi_1", 1, ("outbound", "off", "on"));
        Assert.Equal(["off", "on"], Switches.TurnedBy(plan).Select(t => t.Field.To));
        Assert.Empty(Switches.TurnedBy(Turns("team")));
        Assert.Empty(Switches.TurnedBy(Turns("organisation", "name").Update(Nouns.Of("switch"), "swi_1", 1, ("name", "a", "b"))));
    }

    [Theory]
    [InlineData("outgoing", "status", "queued", true)]
    [InlineData("outgoing", "status", "held", false)]
    [InlineData("outgoing", "name", "queued", false)]
    [InlineData("task", "status", "queued", false)]
    public void What_was_held_back_is_released_when_it_is_queued(string kind, string field, string to, bool releases) =>
        Assert.Equal(releases, Switches.IsRelease(Turns(kind, field, to)));

    [Fact]
    public void One_message_that_is_released_among_others_is_a_release() =>
        Assert.True(
            Switches.IsRelease(Turns("outgoing", "status", "queued").Update(Nouns.Of("outgoing"), "out_2", 1, ("status", "queued", "held")))
        );

    [Theory]
    [InlineData("organisation", "outbound", "off", true)]
    [InlineData("organisation", "outbound", "limited", false)]
    [InlineData("organisation", "name", "off", false)]
    [InlineData("switch", "outbound", "off", true)]
    [InlineData("switch", "outbound", "limited", false)]
    [InlineData("team", "outbound", "off", false)]
    public void Off_is_a_turn_of_a_switch_to_off(string kind, string field, string to, bool off) =>
        Assert.Equal(off, Switches.IsOff(Turns(kind, field, to)));

    [Fact]
    public void Who_turned_it_and_why_and_what_is_void_now_belong_to_turning_it_off()
    {
        var request = Nouns.Of("switch_request");
        Assert.True(
            Switches.IsOff(
                new Plan()
                    .Update(
                        Nouns.Of("organisation"),
                        "org_1",
                        1,
                        ("outbound", "on", "off"),
                        ("outbound_by", null, "usr_1"),
                        ("touched_by", null, "usr_1")
                    )
                    .Update(request, "swr_1", 1, ("status", "waits", "withdrawn"), ("touched_by", null, "usr_1"))
            )
        );
        Assert.True(Switches.IsOff(new Plan().Insert(Nouns.Of("switch"), "swi_1", ("name", "run:run_1"), ("outbound", "off"))));
    }

    private static Plan Turned(string kind, params (string, object?, object?)[] fields) =>
        new Plan().Update(Nouns.Of(kind), "id_1", 1, fields);

    public static TheoryData<string, Plan> More =>
        new()
        {
            { "sends", Turns("switch").Send(Planning.Message()) },
            { "turns another on", Turns("switch").Update(Nouns.Of("organisation"), "org_1", 1, ("outbound", "off", "on")) },
            { "renames the organisation", Turns("organisation").Update(Nouns.Of("organisation"), "org_1", 1, ("name", "a", "b")) },
            { "renames it at once", Turned("organisation", ("outbound", "on", "off"), ("name", "a", "b")) },
            { "changes a switch at once", Turned("switch", ("outbound", "on", "off"), ("kind", "a", "b")) },
            {
                "withdraws with more",
                Turns("switch").Update(Nouns.Of("switch_request"), "swr_1", 1, ("status", "a", "withdrawn"), ("kind", "a", "b"))
            },
            { "begins an organisation", new Plan().Insert(Nouns.Of("organisation"), "org_1", ("outbound", "off")) },
            { "changes another field of a switch", Turns("switch").Update(Nouns.Of("switch"), "swi_1", 1, ("kind", "a", "b")) },
            { "grants a request", Turns("switch").Update(Nouns.Of("switch_request"), "swr_1", 1, ("status", "waits", "granted")) },
            { "withdraws by another field", Turns("switch").Update(Nouns.Of("switch_request"), "swr_1", 1, ("kind", null, "withdrawn")) },
            { "changes a record", Turns("switch").Insert(Nouns.Of("task"), "tas_1", ("name", "x")) },
            { "withdraws and turns nothing", new Plan().Update(Nouns.Of("switch_request"), "swr_1", 1, ("status", "waits", "withdrawn")) },
        };

    [Theory]
    [MemberData(nameof(More))]
    public void Whatever_does_more_is_judged_like_anything_else(string does, Plan plan) => Assert.False(Switches.IsOff(plan), does);

    [Fact]
    public void A_call_asks_for_off_by_its_argument_or_by_its_name()
    {
        Gateway gate = new();
        Assert.True(Switches.AsksForOff(gate.Call("test.run", """{"outbound":"off"}"""), gate.Scripted));
        Assert.False(Switches.AsksForOff(gate.Call("test.run"), gate.Scripted));
        RunsStop stop = new();
        Assert.True(Switches.AsksForOff(gate.Call("runs.stop"), stop));
        Assert.Equal((true, false), (Switches.IsStop(stop), Switches.IsStop(gate.Scripted)));
    }
}
