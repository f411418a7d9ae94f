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
}
