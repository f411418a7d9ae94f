using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class RolloutGuardTests
{
    private static readonly RolloutPlan First = new()
    {
        Week = 1,
        Agent = "agt_1",
        Owner = "usr_1",
        Tools = ["contact.get"],
    };

    private static readonly RecordKind Contact = Nouns.Of("contact");

    private readonly Gateway _gate = new();
    private readonly RolloutGuard _guard;

    public RolloutGuardTests()
    {
        _guard = new(_gate.Memory);
        InWeek(1);
    }

    private void InWeek(int? week, params string[] statuses) =>
        _gate.Memory.Rails = new() { Rollout = First with { Week = week, Statuses = statuses.Length == 0 ? null : statuses } };

    private async Task<string> Call(Passage passage) => Gateway.Said((await _guard.JudgeCall(passage, default)).Refusal);

    private async Task<string?> Judge(int? week, Plan plan, Principal? by = null)
    {
        InWeek(week, "new", "known");
        return (await _guard.JudgePlan(_gate.Planned(plan, by), default)).Refusal?.Code;
    }

    private static Plan Insert(string kind, params (string, object?)[] fields) => new Plan().Insert(Nouns.Of(kind), "id_1", fields);

    private static Plan Update(string kind, params (string, object?, object?)[] fields) =>
        new Plan().Update(Nouns.Of(kind), "id_1", 1, fields);

    [Fact]
    public async Task An_agent_does_what_its_week_has()
    {
        var read = _gate.Passage("contact.get");
        Assert.Equal("passes", await Call(read));
        Assert.True(read.Basis.Rollout!.InTools);
        Assert.Equal(
            "rollout.week | contact.create is not part of week 1 of the rollout. | Use what is: contact.get.",
            await Call(_gate.Passage("contact.create"))
        );
        Assert.Equal("rollout", _guard.Name);
    }

    [Fact]
    public async Task A_person_has_no_weeks_and_off_is_off_in_every_week()
    {
        var persons = _gate.Passage("contact.create", by: Gateway.Person);
        Assert.Equal("passes", await Call(persons));
        Assert.Null(persons.Basis.Rollout);
        var off = _gate.Passage("contact.create", """{"outbound":"off"}""");
        Assert.Equal("passes", await Call(off));
        Assert.Null(off.Basis.Rollout);
    }

    [Fact]
    public async Task A_read_may_look_at_a_plan_of_a_second_ago_and_a_write_never_does()
    {
        _gate.Memory.Reads = new RolloutPlan();
        Assert.Equal("passes", await Call(_gate.Passage("contact.get", by: Gateway.Agent with { Agent = "agt_2" })));
        Assert.StartsWith("rollout.week", await Call(_gate.Passage("contact.create")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "rollout.week")]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(4, null)]
    [InlineData(9, "rollout.week")]
    [InlineData(null, null)]
    public async Task Small_writes_come_in_the_second_week(int? week, string? code) =>
        Assert.Equal(code, await Judge(week, Insert("task", ("name", "Call back"))));

    [Theory]
    [InlineData(1, "rollout.week")]
    [InlineData(2, "rollout.week")]
    [InlineData(3, null)]
    [InlineData(4, null)]
    [InlineData(null, null)]
    public async Task Large_writes_come_in_the_third(int? week, string? code)
    {
        Assert.Equal(code, await Judge(week, Insert("account", ("name", "Acme"))));
        Assert.Equal(code, await Judge(week, new Plan().Send(Planning.Message())));
        Assert.Equal(code, await Judge(week, Insert("task", ("name", "x")).Send(Planning.Message())));
    }

    [Fact]
    public async Task A_person_an_empty_plan_and_one_that_turns_off_are_not_judged()
    {
        Assert.Null(await Judge(1, Insert("account", ("name", "Acme")), Gateway.Person));
        Assert.Null(await Judge(1, Plan.Empty));
        Assert.Null(await Judge(1, Update("organisation", ("outbound", "on", "off"))));
    }

    public static TheoryData<string, Plan, bool> Changes =>
        new()
        {
            { "a task", Insert("task", ("name", "x")), true },
            { "a consent", Insert("consent", ("name", "x")), true },
            { "an external id", Insert("external_id", ("name", "x")), true },
            { "a lead", Insert("contact", ("lifecycle", "lead"), ("name", "x")), true },
            { "a status", Update("contact", ("status", "new", "known"), ("touched_by", null, "agt_1")), true },
            { "a clock", Insert("task", ("name", "x")).Touch(Contact, "con_1", "updated_at", Gateway.Noon), true },
            { "a changed task", Update("task", ("name", "x", "y")), false },
            { "a deleted consent", new Plan().Delete(Nouns.Of("consent"), "id_1", 1), false },
            { "a customer", Insert("contact", ("lifecycle", "customer"), ("status", "lead")), false },
            { "a contact of no lifecycle", Insert("contact", ("name", "lead")), false },
            { "a deleted contact", new Plan().Delete(Contact, "id_1", 1), false },
            { "a name", Update("contact", ("name", "x", "y")), false },
            { "a status and a name", Update("contact", ("status", "new", "known"), ("name", "x", "y")), false },
            { "an account's status", Update("account", ("status", "new", "known")), false },
            { "a task and an account", Insert("task", ("name", "x")).Insert(Nouns.Of("account"), "id_2", ("name", "x")), false },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Small_is_a_task_a_lead_with_what_belongs_to_it_and_a_status(string what, Plan plan, bool small) =>
        Assert.Equal((what, small ? null : "rollout.week"), (what, await Judge(2, plan)));

    [Fact]
    public async Task A_status_is_one_of_those_that_were_allowed()
    {
        InWeek(2, "new", "known");
        var verdict = await _guard.JudgePlan(_gate.Planned(Update("contact", ("status", "new", "lost"))), default);
        Assert.Equal(
            "rollout.status | Week 2 of the rollout lets agents set new, known, not lost. | Use one of these, or leave it to the person whom you act for.",
            Gateway.Said(verdict.Refusal)
        );
        Assert.Equal("status", verdict.Refusal!.Field);
        Assert.Equal(["new", "known"], verdict.Refusal.Candidates);
        Assert.Equal("rollout.status", await Judge(2, Update("contact", ("status", "new", null))));
        Assert.Null(await Judge(2, Update("contact", ("status", "new", "known"))));
        Assert.Null(await Judge(2, Insert("contact", ("lifecycle", "lead"), ("status", "lost"))));
        InWeek(2);
        Assert.True((await _guard.JudgePlan(_gate.Planned(Update("contact", ("status", "new", "lost"))), default)).Passes);
    }

    [Fact]
    public async Task Whoever_plans_more_is_told_when_it_comes()
    {
        InWeek(2);
        var passage = _gate.Planned(Insert("account", ("name", "Acme")));
        Assert.Equal(
            "rollout.week | This would change more than week 2 of the rollout allows. | Leave it to the person whom you act for, or wait for week 3.",
            Gateway.Said((await _guard.JudgePlan(passage, default)).Refusal)
        );
        Assert.Equal(
            (2, false, false),
            (passage.Basis.Rollout!.Week, passage.Basis.Rollout.Plan!.Small, passage.Basis.Rollout.Plan.OtherStatus)
        );
    }

    [Fact]
    public async Task What_the_call_was_judged_by_stays_beside_what_its_plan_is()
    {
        var passage = _gate.Planned(Insert("task", ("name", "x")));
        passage.Basis.Rollout = new() { SecondWeek = true, Week = 1 };
        InWeek(2);
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        Assert.Equal((true, 2, true), (passage.Basis.Rollout.SecondWeek, passage.Basis.Rollout.Week, passage.Basis.Rollout.Plan!.Small));
        var other = _gate.Planned(Update("contact", ("status", "new", "lost")));
        InWeek(2, "new");
        await _guard.JudgePlan(other, default);
        Assert.Equal((true, true), (other.Basis.Rollout!.Plan!.OtherStatus, other.Basis.Rollout.IsAgent));
    }
}
