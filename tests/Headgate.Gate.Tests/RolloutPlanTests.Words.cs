using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>What an agent is told that a week does not let in.</summary>
public sealed partial class RolloutPlanTests
{
    private static readonly Principal Named = Gateway.Agent with { Only = new HashSet<string> { "x" } };
    private static readonly LeadsCreate LeadsCreate = new();
    private static readonly ContactGet Get = new();
    private static readonly ContactCreate Create = new();

    private static RolloutPlan In(int week) => First with { Week = week };

    private static string Said(RolloutPlan plan, Principal by, ActionSpec action) => Gateway.Said(plan.Judge(by, action));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_first_two_weeks_are_for_one_agent_and_its_owner(int week)
    {
        Assert.Equal(
            $"rollout.agent | Week {week} of the rollout is for one agent, agt_1; this is agt_2. | Wait for week 3, or ask a person to begin the plan with this agent.",
            Said(In(week), Gateway.Agent with { Agent = "agt_2" }, Get)
        );
        Assert.Equal(
            $"rollout.owner | Week {week} of the rollout has one owner, usr_1; this agent acts for usr_2. | Ask for a grant on behalf of the owner.",
            Said(In(week), Gateway.Agent with { Person = "usr_2" }, Get)
        );
    }

    [Fact]
    public void Who_asks_for_more_is_told_what_the_week_has()
    {
        var plan = First with { Tools = ["contact.get", "report.run"] };
        Assert.Equal(
            "rollout.week | contact.create is not part of week 1 of the rollout. | Use what is: contact.get, report.run.",
            Said(plan, Gateway.Agent, Create)
        );
        Assert.Equal(
            "rollout.week | contact.create is not part of week 2 of the rollout. | Use what is: leads.create, leads.update_status, tasks.create, contact.get, report.run.",
            Said(plan with { Week = 2 }, Gateway.Agent, Create)
        );
        foreach (var none in (IReadOnlyList<string>?[])[null, []])
            Assert.Equal(
                "rollout.week | contact.create is not part of week 1 of the rollout. | Ask a person to name the tools of this week.",
                Said(plan with { Tools = none }, Gateway.Agent, Create)
            );
        Assert.Equal(
            "rollout.week | contact.create is not part of week 2 of the rollout. | Use what is: leads.create, leads.update_status, tasks.create.",
            Said(plan with { Week = 2, Tools = null }, Gateway.Agent, Create)
        );
    }

    [Fact]
    public void A_tool_that_writes_is_none_of_the_first_week_whatever_the_plan_names()
    {
        var plan = First with { Tools = ["contact.create"] };
        Assert.StartsWith("rollout.week", Said(plan, Gateway.Agent, Create), StringComparison.Ordinal);
        Assert.StartsWith("rollout.week", Said(plan, Gateway.Agent, Get), StringComparison.Ordinal);
    }

    [Fact]
    public void The_second_week_adds_three_small_writes()
    {
        foreach (var action in (ActionSpec[])[LeadsCreate, new LeadsStatus(), new TasksCreate()])
        {
            Assert.StartsWith("rollout.week", Said(In(1), Gateway.Agent, action), StringComparison.Ordinal);
            Assert.Equal("passes", Said(In(2), Gateway.Agent, action));
        }
        Assert.Equal(["leads.create", "leads.update_status", "tasks.create"], RolloutPlan.SecondWeek);
        Assert.Equal(["calendar", "enrichment", "warehouse"], RolloutPlan.Areas);
    }

    [Fact]
    public void From_the_third_week_on_a_grant_names_its_tools()
    {
        foreach (var week in (int[])[3, 4])
        {
            Assert.Equal(
                $"rollout.grant_per_tool | In week {week} of the rollout a grant names its tools one by one; this one does not. | Ask for a grant that names the tools: headgate agents create NAME --tools.",
                Said(In(week), Gateway.Agent, Create)
            );
            Assert.Equal("passes", Said(In(week), Named, Create));
            Assert.Equal("passes", Said(In(week), Named with { Agent = "agt_2", Person = "usr_2" }, Create));
        }
    }

    public static TheoryData<ActionSpec, string> OfTheFourthWeek =>
        new()
        {
            { new CalendarsList(), "calendar" },
            { new MeetingsList(), "calendar" },
            { new EnrichmentRun(), "enrichment" },
            { new WarehouseQuery(), "warehouse" },
        };

    [Theory]
    [MemberData(nameof(OfTheFourthWeek))]
    public void An_area_comes_in_the_fourth_week_and_is_opened_by_a_person(ActionSpec action, string area)
    {
        Assert.Equal(area, RolloutPlan.AreaOf(action));
        Assert.Equal(
            $"rollout.week | {action.Id} is not part of week 3 of the rollout; {area} comes in week 4. | Use another tool, or ask a person when week 4 begins.",
            Said(In(3), Named, action)
        );
        var closed =
            $"rollout.area | {action.Id} belongs to {area}, which is not open yet. | Ask a person to open it: headgate rollout week4 --open {area}.";
        Assert.Equal(closed, Said(In(4), Named, action));
        Assert.Equal(closed, Said(In(4) with { Open = [] }, Named, action));
        Assert.Equal("passes", Said(In(4) with { Open = ["other", area] }, Named, action));
    }

    [Fact]
    public void Workflows_come_in_the_fourth_week_and_need_no_opening()
    {
        Assert.Equal(
            "rollout.week | workflows.list is not part of week 3 of the rollout; workflows comes in week 4. | Use another tool, or ask a person when week 4 begins.",
            Said(In(3), Named, new WorkflowsList())
        );
        Assert.Equal("passes", Said(In(4), Named, new WorkflowsList()));
        Assert.Null(RolloutPlan.AreaOf(Create));
    }

    [Fact]
    public void What_tools_take_is_described_to_any_agent_in_every_week()
    {
        foreach (var week in (int[])[1, 2, 3, 4])
            Assert.Equal("passes", Said(In(week), Gateway.Agent with { Agent = "agt_2" }, new CatalogueDescribe()));
    }

    [Fact]
    public void A_plan_says_of_a_call_only_what_decides()
    {
        var ground = (In(4) with { Open = ["calendar"] }).GroundOf(Named, new MeetingsList())!;
        Assert.Equal(("calendar", true, false, false), (ground.Area, ground.AreaOpen, ground.Describes, ground.InTools));
        Assert.Equal((true, true, true), (ground.IsAgent, ground.IsOwner, ground.Named));
        Assert.Equal((false, 4, false), (ground.SecondWeek, ground.Week, ground.Workflows));
        var other = In(1).GroundOf(Gateway.Agent with { Agent = "agt_2", Person = "usr_2" }, Get)!;
        Assert.Equal((null, false, false, true), (other.Area, other.AreaOpen, other.Describes, other.InTools));
        Assert.Equal((false, false, false), (other.IsAgent, other.IsOwner, other.Named));
        Assert.Null(In(1).GroundOf(Gateway.Person, Get));
        Assert.Null(new RolloutPlan().GroundOf(Gateway.Agent, Get));
        Assert.False(new RolloutPlan().Stands);
    }
}
