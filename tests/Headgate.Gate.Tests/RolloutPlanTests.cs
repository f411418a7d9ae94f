using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed partial class RolloutPlanTests
{
    private static readonly RolloutPlan First = new()
    {
        Week = 1,
        Agent = "agt_1",
        Owner = "usr_1",
        Tools = ["contact.get"],
    };

    private readonly Gateway _gate = new();

    [Theory]
    [InlineData(1, "contact.get", null)]
    [InlineData(1, "contact.create", "rollout.week")]
    [InlineData(1, "message.send", "rollout.week")]
    [InlineData(2, "contact.get", null)]
    [InlineData(2, "contact.create", "rollout.week")]
    [InlineData(3, "contact.create", "rollout.grant_per_tool")]
    [InlineData(4, "message.send", "rollout.grant_per_tool")]
    [InlineData(9, "contact.create", "rollout.week")]
    public void A_week_has_its_tools(int week, string action, string? code) =>
        Assert.Equal(code, (First with { Week = week }).Judge(Gateway.Agent, _gate.Catalogue.Find(action)!)?.Code);

    [Fact]
    public void A_person_and_an_organisation_without_a_plan_have_no_weeks()
    {
        foreach (var action in _gate.Catalogue.All)
        {
            Assert.Null(First.Judge(Gateway.Person, action));
            Assert.Null(new RolloutPlan().Judge(Gateway.Agent, action));
        }
    }

    [Fact]
    public void A_week_narrows_what_was_set_and_widens_nothing()
    {
        Guardrails open = new() { Approvals = ApprovalRules.None, Limits = LimitRules.None };
        Guardrails InForce(int? week, Guardrails rails) => (rails with { Rollout = new() { Week = week } }).InForce;
        static long? Most(Guardrails rails, string name) => rails.Limits.MostOf(LimitList.All.First(l => l.Name == name));

        Assert.Null(Most(InForce(null, open), "creates_per_minute"));
        Assert.Null(Most(InForce(1, open), "creates_per_minute"));
        Assert.Equal((5, 50), (Most(InForce(2, open), "creates_per_minute"), Most(InForce(2, open), "creates_per_day")));
        Guardrails tight = new() { Limits = new() { Set = new Dictionary<string, long?> { ["creates_per_minute"] = 2 } } };
        Assert.Equal(2, Most(InForce(3, tight), "creates_per_minute"));
        var third = InForce(3, open).Approvals;
        Assert.Equal(
            (When.Every, When.Every, true, true, true),
            (third.Of("email"), third.Of("call"), third.Contacts, third.StageMoves, third.EachOne)
        );
        var fourth = InForce(4, open).Approvals;
        Assert.Equal((When.First, When.First, false), (fourth.Of("email"), fourth.Of("sms"), fourth.EachOne));
        Assert.Equal(When.Every, InForce(4, new()).Approvals.Of("email"));
        // What is kept is what was set.
        Assert.DoesNotContain(
            "creates",
            (
                open with
                {
                    Limits = new(),
                    Rollout = new() { Week = 2 },
                }
            ).Write(),
            StringComparison.Ordinal
        );
    }
}
