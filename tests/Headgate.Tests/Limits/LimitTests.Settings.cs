using System.Text.Json;

namespace Headgate.Tests.Limits;

/// <summary>What people set, and what a run may have.</summary>
public abstract partial class LimitTests
{
    [Fact]
    [Proves(Frameworks.Aisvs, "9.1.2")]
    [Proves(Frameworks.Saif, "controlAgentExecutionBounds")]
    public async Task A_run_may_have_a_narrower_budget()
    {
        await Set("creates_per_run", 2);
        for (var i = 0; i < 3; i++)
            Assert.Equal(
                i < 2 ? null : "limits.creates_per_run",
                (await Office.Pass(Office.Agent, "leads.create", new { name = $"Lead {i}" })).Refusal?.Code
            );
        Office.Time.Pass(TimeSpan.FromMinutes(36));
        await Office.Ask(Office.Agent, "leads.create", new { name = "In another run" });
    }

    [Fact]
    public async Task A_person_sets_limits_by_name_and_says_what_is_meant()
    {
        var outcome = await Office.Pass(
            Office.Admin,
            "limits.set",
            new { limits = new[] { new { name = "creates_per_minit", most = 1 } } }
        );
        Assert.Contains("creates_per_minute", outcome.Refusal!.Candidates!);
        outcome = await Office.Pass(Office.Admin, "limits.set", new { limits = new[] { new { name = "creates_per_minute" } } });
        Assert.Equal("schema.invalid", outcome.Refusal?.Code);
        await Office.Ask(Office.Admin, "limits.set", new { limits = new[] { new { name = "creates_per_minute", off = true } } });
        for (var i = 0; i < 7; i++)
            await Office.Ask(Office.Agent, "leads.create", new { name = $"Lead {i}" });
        await Office.Ask(Office.Admin, "limits.set", new { limits = new[] { new { name = "creates_per_minute", golden = true } } });
        // Nobody counted while there was no limit: it begins now.
        await Office.Ask(Office.Agent, "leads.create", new { name = "Lead 7" });
        Assert.Equal("scopes.person_only", (await Office.Pass(Office.Agent, "limits.set", new { })).Refusal?.Code);
    }

    [Fact]
    public async Task An_answer_says_what_is_left_and_a_refusal_when_there_is_more()
    {
        using var still = Office.Time.Stop();
        var first = await Office.Pass(Office.Agent, "leads.create", new { name = "A" }, key: "one");
        var told = JsonElement.Parse(first.Json.Span);
        Assert.Null(first.Action!.Gives.Check(told, ""));
        Assert.Equal(["creates_per_minute 4", "creates_per_hour 19", "creates_per_day 49"], Limits(told));
        var again = JsonElement.Parse((await Office.Pass(Office.Agent, "leads.create", new { name = "A" }, key: "one")).Json.Span);
        Assert.Equal(Limits(told), Limits(again));
        for (var i = 0; i < 4; i++)
            await Office.Ask(Office.Agent, "leads.create", new { name = $"Lead {i}" });
        var refused = (await Office.Pass(Office.Agent, "leads.create", new { name = "One more" })).Refusal!;
        Assert.Equal(("limits.creates_per_minute", 5L, 5L), (refused.Code, refused.Used, refused.Most));
        Assert.InRange(refused.RetryAfter!.Value, 1, 62);
        Office.Time.Pass(TimeSpan.FromSeconds(refused.RetryAfter.Value));
        await Office.Ask(Office.Agent, "leads.create", new { name = "One more" });
        var shown = (await Office.Ask(Office.Admin, "limits.show", new { agent = "claude" })).GetProperty("measures");
        Assert.Contains("creates_per_hour 14", Limits(shown));
        Assert.Contains("org_creates_per_day 494", Limits(await Office.Ask(Office.Admin, "org.get", new { })));
    }
}
