using System.Text.Json;
using Headgate.Gate.Limits;

namespace Headgate.Gate.Tests;

public sealed class GuardrailsTests
{
    [Fact]
    public void What_nobody_has_set_is_the_golden_set()
    {
        Assert.Same(Guardrails.Golden, Guardrails.Read(null));
        Assert.Same(Guardrails.Golden, Guardrails.Read("null"));
        Assert.Equal(new Guardrails(), Guardrails.Golden);
    }

    [Fact]
    public void Only_what_was_set_is_kept_and_comes_back()
    {
        Guardrails rails = new()
        {
            Approvals = new()
            {
                Email = When.First,
                Contacts = false,
                Hours = 48,
            },
            Limits = new() { OrganisationTimes = 3 },
            Rollout = new() { Week = 2, Agent = "agt_1" },
        };
        Assert.Equal(
            """{"approvals":{"contacts":false,"email":"first","hours":48},"breaker":{},"limits":{"organisation_times":3},"outbound":{},"rollout":{"agent":"agt_1","week":2}}""",
            rails.Write()
        );
        Assert.Equal(rails, Guardrails.Read(rails.Write()));
    }

    [Fact]
    public void What_is_damaged_is_not_guessed_at() => Assert.Throws<JsonException>(() => Guardrails.Read("{"));

    [Theory]
    [InlineData(null, null, When.Never, false)]
    [InlineData(1, null, When.Never, false)]
    [InlineData(2, 5L, When.Never, false)]
    [InlineData(3, 5L, When.Every, true)]
    [InlineData(4, 5L, When.First, false)]
    public void A_week_of_the_plan_narrows_what_was_set(int? week, long? creates, When sends, bool each)
    {
        var rails = new Guardrails
        {
            Approvals = ApprovalRules.None,
            Limits = LimitRules.None,
            Rollout = new() { Week = week },
        }.InForce;
        long? Most(string name) => rails.Limits.MostOf(LimitList.All.Single(l => l.Name == name));
        Assert.Equal((creates, creates * 10), (Most("creates_per_minute"), Most("creates_per_day")));
        Assert.Null(Most("emails_per_day"));
        Assert.Equal((sends, each, week > 2), (rails.Approvals.Of("email"), rails.Approvals.EachOne, rails.Approvals.Contacts));
    }
}
