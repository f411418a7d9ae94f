using Headgate.Gate.Guards;
using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class LimitsGuardTests
{
    private static readonly RecordKind Switch = Nouns.Of("switch");

    private readonly Gateway _gate = new();
    private readonly LimitsGuard _guard;

    public LimitsGuardTests()
    {
        _guard = new(_gate.Memory, _gate.Clock);
        _gate.Memory.Rails = new();
    }

    private static Plan Creating(int count = 1) =>
        Enumerable.Range(0, count).Aggregate(new Plan(), (plan, i) => plan.Insert(Kinds.Account, $"acc_{i}"));

    private async Task<Refusal?> Judge(Passage passage) => (await _guard.JudgePlan(passage, default)).Refusal;

    [Fact]
    public async Task A_call_over_its_limit_is_refused_with_the_numbers_and_when_there_is_room()
    {
        _gate.Memory.Counted.Counters["creates_per_minute/agt_1"] = new(5, null);
        _gate.Memory.Counted.Room = Gateway.Noon.AddSeconds(42);
        var passage = _gate.Planned(Creating());
        var refusal = await Judge(passage);
        Assert.Equal(
            "limits.creates_per_minute | creates_per_minute is 5; 5 are used and this call takes 1. | Nothing was done. Wait 42 seconds and call again, or ask a person to raise the limit.",
            Gateway.Said(refusal)
        );
        Assert.Equal((Gateway.Noon.AddSeconds(42), null), (passage.RoomAt, passage.Spending));
        Assert.Equal(("creates_per_minute", 1L, 5L, 5L), Ground(passage));
        Assert.Equal("limits", _guard.Name);
        Assert.Equal(0, _gate.Memory.Counted.Open);
    }

    [Fact]
    public async Task A_call_that_alone_takes_more_than_the_limit_has_no_room_ever()
    {
        var passage = _gate.Planned(Creating(6));
        var refusal = await Judge(passage);
        Assert.Equal(("limits.creates_per_minute", null, null), (refusal?.Code, refusal?.RetryAfter, passage.RoomAt));
    }

    [Fact]
    public async Task The_ceiling_over_all_agents_is_told_as_such_even_where_the_agents_own_has_room()
    {
        _gate.Memory.Counted.Counters["creates_per_minute/org_1"] = new(50, null);
        var refusal = await Judge(_gate.Planned(Creating()));
        Assert.Equal(("limits.org_creates_per_minute", 50L, 50L), (refusal?.Code, refusal?.Used, refusal?.Most));
    }

    [Fact]
    public async Task Of_two_accounts_the_one_without_room_is_told()
    {
        _gate.Memory.Counted.Counters["updates_per_account_per_day/acc_2"] = new(10, null);
        var plan = new Plan().Update(Kinds.Account, "acc_1", 1, ("name", "a", "b")).Update(Kinds.Account, "acc_2", 1, ("name", "a", "b"));
        var refusal = await Judge(_gate.Planned(plan));
        Assert.Equal(("limits.updates_per_account_per_day", 10L), (refusal?.Code, refusal?.Used));
    }

    [Fact]
    public async Task What_has_room_passes_and_takes_nothing_yet()
    {
        _gate.Memory.Counted.Counters["creates_per_minute/agt_1"] = new(4, null);
        var passage = _gate.Planned(Creating());
        Assert.Null(await Judge(passage));
        var spending = passage.Spending!;
        Assert.Equal((Gateway.Noon, 10), (spending.At, spending.Charges.Count));
        Assert.Equal(4, spending.Levels[0].Used);
        Assert.Null(passage.RoomAt);
        Assert.Equal(("creates_per_minute", 1L, 5L, 4L), Ground(passage));
        Assert.Empty(_gate.Memory.Counted.Takes);
        Assert.Equal(0, _gate.Memory.Counted.Open);
    }

    [Fact]
    public async Task What_must_be_known_of_a_plan_is_asked_of_its_organisation_in_one_look()
    {
        var plan = new Plan()
            .Update(Kinds.Contact, "con_1", 1, ("email", null, "a@new.example"))
            .Update(Nouns.Of("opportunity"), "opp_1", 1, ("name", "a", "b"));
        _gate.Memory.Counted.Known = new(new Dictionary<string, Belongs> { ["con_1"] = new("acc_1") }, 21);
        var refusal = await Judge(_gate.Planned(plan));
        Assert.Equal("limits.new_domains_per_day", refusal?.Code);
        Assert.Equal(["org_1: con_1 | opp_1 | new.example"], _gate.Memory.Counted.Asked);
    }

    [Fact]
    public async Task A_person_has_no_limits_and_what_an_earlier_attempt_would_have_taken_is_forgotten()
    {
        var passage = _gate.Planned(Creating(6), Gateway.Person);
        passage.Spending = new(Gateway.Noon, [], []);
        Assert.Null(await Judge(passage));
        Assert.Null(passage.Spending);
        Assert.Empty(_gate.Memory.Counted.Asked);
    }

    [Fact]
    public async Task A_plan_that_does_nothing_or_turns_outbound_off_is_never_held_up()
    {
        _gate.Memory.Counted.Counters["writes_per_minute/agt_1"] = new(60, null);
        Assert.Null(await Judge(_gate.Planned(new Plan())));
        Assert.Null(await Judge(_gate.Planned(new Plan().Update(Switch, "swi_1", 1, ("outbound", "on", "off")))));
        Assert.Equal(
            "limits.writes_per_minute",
            (await Judge(_gate.Planned(new Plan().Update(Switch, "swi_1", 1, ("outbound", "off", "on")))))?.Code
        );
    }

    [Fact]
    public async Task A_full_limit_stops_the_next_call_through_the_whole_gate()
    {
        _gate.Scripted.Does = (passage, _) => new(new Nothing(), new Plan().Insert(Kinds.Account, passage.Call.NewId("acc")));
        Assert.Contains("\"name\":\"creates_per_minute\",\"left\":4", Gateway.Said((await _gate.Pass("test.run")).Json));
        _gate.Memory.Counted.Counters["creates_per_minute/agt_1"] = new(5, null);
        Assert.Equal("limits.creates_per_minute", (await _gate.Pass("test.run")).Refusal?.Code);
        Assert.Equal(Ended.Done, (await _gate.Pass("test.run", by: Gateway.Person)).Ended);
    }

    private static (string? Counter, long Asked, long? Most, long? Used) Ground(Passage passage)
    {
        var ground = passage.Basis.Limits!;
        return (ground.Counter, ground.Asked, ground.Most, ground.Used);
    }
}
