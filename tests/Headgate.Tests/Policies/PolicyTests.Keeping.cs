using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Approvals;

namespace Headgate.Tests.Policies;

/// <content>How policies are kept, and what overrides what.</content>
public abstract partial class PolicyTests
{
    [Fact]
    public async Task Deny_overrides_allow_and_allow_overrides_a_person()
    {
        const string Note = "call.action == 'notes.create'";
        await Save(Policy("notes_wait", Note, "require_approval", "call", """{"action":"notes.create"}""", """{"action":"x"}"""));
        var deal = await Deal(1);
        Assert.Equal(Ended.Held, (await Note1(deal, "one")).Ended);
        await Save(Policy("a_notes_pass", Note, "allow", "call", """{"action":"notes.create"}""", """{"action":"x"}"""));
        Assert.Equal(Ended.Done, (await Note1(deal, "two")).Ended);
        await Save(Policy("z_notes_stop", Note, "deny", "call", """{"action":"notes.create"}""", """{"action":"x"}"""));
        Assert.Equal("policy.denied", (await Note1(deal, "three")).Refusal?.Code);
        await _office.Ask(Admin, "policies.enable", new { name = "z_notes_stop", mode = "log_only" });
        Assert.Equal(Ended.Done, (await Note1(deal, "four")).Ended);
        Assert.Contains("would deny", await NewestEvent("notes.create"), StringComparison.Ordinal);
        await _office.Ask(Admin, "policies.disable", new { name = "a_notes_pass" });
        Assert.Equal(Ended.Held, (await Note1(deal, "five")).Ended);
    }

    [Fact]
    public async Task A_rule_that_gives_no_answer_denies_and_can_be_turned_off()
    {
        var deal = await Deal0();
        await Save(
            Policy("broken", "plan.changes[3].kind == 'note'", "log_only", "plan", Changes(4, "note"), Changes(4, "task")) with
            {
                AppliesTo = "everyone",
            }
        );
        var refused = await Note1(deal, "one");
        Assert.Equal("policy.failed", refused.Refusal?.Code);
        Assert.Contains("broken", refused.Refusal!.Why, StringComparison.Ordinal);
        Assert.Equal("policy.failed", (await _office.Pass(Rep, "tasks.create", new { title = "T", due_at = "2030-01-01" })).Refusal?.Code);
        await _office.Ask(Admin, "policies.disable", new { name = "broken" });
        Assert.Null((await _office.Pass(Rep, "tasks.create", new { title = "T", due_at = "2030-01-01" })).Refusal);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.1.1")]
    [Proves(Frameworks.Llm, "LLM06")]
    [Proves(Frameworks.Agentic, "ASI05")]
    public async Task A_rule_that_spends_too_much_denies()
    {
        const string Costly =
            "plan.messages.exists(m, m.body.matches('(a*)*b')) || plan.size > 0 && [1,2,3,4,5,6,7,8,9].all(a, [1,2,3,4,5,6,7,8,9].all(b, [1,2,3,4,5,6,7,8,9].all(c, [1,2,3,4,5,6,7,8,9].all(d, [1,2,3,4,5,6,7,8,9].all(e, a + b + c + d + e > 0)))))";
        var refused = await _office.Pass(
            Admin,
            "policies.save",
            Policy("costly", Costly, "deny", "plan", """{"size":1}""", """{"size":0}""")
        );
        Assert.Equal("policies.example_fails", refused.Refusal?.Code);
        Assert.Contains("cost", refused.Refusal!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_checked_before_it_is_saved()
    {
        var good = Policy("checked", "plan.size > 3", "deny", "plan", """{"size":4}""", """{"size":3}""");
        async Task<Refusal> Refused(PolicyGiven given) => (await _office.Pass(Admin, "policies.save", given)).Refusal!;
        Assert.Equal("policies.not_a_rule", (await Refused(good with { When = "plan.sise > 3" })).Code);
        Assert.Equal("policies.not_a_rule", (await Refused(good with { When = "plan.size" })).Code);
        Assert.Equal("policies.examples_needed", (await Refused(good with { Examples = [good.Examples[0]] })).Code);
        var turned = await Refused(good with { When = "plan.size > 9" });
        Assert.Equal(("policies.example_fails", "examples[0]"), (turned.Code, turned.Field));
        Assert.Equal("name", (await Refused(good with { Name = "No Name" })).Field);
        Assert.Equal("masks", (await Refused(good with { Effect = "mask" })).Field);
        Assert.Equal(2, (await _office.Ask(Admin, "policies.test", good)).GetProperty("examples").GetInt64());
        Assert.DoesNotContain("checked", (await _office.Ask(Admin, "policies.list", new { })).GetRawText(), StringComparison.Ordinal);
        Assert.Equal("scopes.person_only", (await _office.Pass(Agent, "policies.save", good)).Refusal?.Code);
    }

    [Fact]
    public async Task Every_save_makes_a_version_and_the_audit_names_it()
    {
        var first = await Save(Policy("sized", "plan.size > 3", "log_only", "plan", """{"size":4}""", """{"size":3}"""));
        await Save(Policy("sized", "plan.size > 3", "log_only", "plan", """{"size":4}""", """{"size":3}"""));
        var second = await Save(Policy("sized", "plan.size > 0", "log_only", "plan", """{"size":4}""", """{"size":0}"""));
        Assert.NotEqual(first, second);
        var got = await _office.Ask(Admin, "policies.get", new { name = "sized" });
        Assert.Equal(
            [(2L, second), (1L, first)],
            got.GetProperty("versions")
                .EnumerateArray()
                .Select(v => (v.GetProperty("revision").GetInt64(), v.GetProperty("hash").GetString()!))
        );
        await Note1(await Deal0(), "one");
        Assert.Contains($"sized@{second[..12]}", await NewestEvent("notes.create"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_of_another_organisation_never_applies()
    {
        var made = await _office.Site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = "Contoso", email = "eve@contoso.example" }),
            Door.Cli,
            CancellationToken.None
        );
        var token = JsonElement.Parse(made.Json.Span).GetProperty("person_token").GetString()!;
        var theirs = (await _office.Site.Credentials.Verify(token, CancellationToken.None))!.By;
        var rule = Policy(
            "no_tasks",
            "call.action == 'tasks.create'",
            "deny",
            "call",
            """{"action":"tasks.create"}""",
            """{"action":"x"}"""
        );
        await Save(rule with { AppliesTo = "everyone" });
        Assert.Equal("policy.denied", (await _office.Pass(Rep, "tasks.create", new { title = "T", due_at = "2030-01-01" })).Refusal?.Code);
        Assert.Null((await _office.Pass(theirs, "tasks.create", new { title = "T", due_at = "2030-01-01" })).Refusal);
        Assert.Equal("record.not_found", (await _office.Pass(theirs, "policies.get", new { name = "no_tasks" })).Refusal?.Code);
        var trial = await _office.Ask(theirs, "policies.backtest", new { when = "true", applies_to = "everyone" });
        // Its own making and its own task, and nothing of ours.
        Assert.Equal(2, Count(trial, "asked"));
    }

    [Fact]
    public async Task A_dry_run_says_what_a_policy_would_do_and_records_nothing()
    {
        await Save(
            new
            {
                name = "large_deals",
                template = "amount_needs_approval",
                fill = new { amount = 10 },
                mode = "on",
            }
        );
        var deal = await Deal(5);
        var before = await Recorded();
        var dry = await _office.Pass(
            Agent,
            "opportunities.update",
            new
            {
                id = deal,
                amount = 100,
                dry_run = true,
            }
        );
        Assert.Equal(Ended.Planned, dry.Ended);
        Assert.Contains("policy.large_deals", dry.Text(), StringComparison.Ordinal);
        Assert.Equal("policy.denied", (
                await _office.Pass(
                    Agent,
                    "opportunities.move_stage",
                    new
                    {
                        id = deal,
                        stage = "Proposal",
                        dry_run = true,
                    }
                )
            ).Refusal?.Code);
        Assert.Equal(before, await Recorded());
    }
}
