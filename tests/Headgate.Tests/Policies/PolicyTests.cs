using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Approvals;
using Headgate.Tests.Store;

namespace Headgate.Tests.Policies;

/// <summary>Policies on the embedded store.</summary>
public sealed class SqlitePolicyTests : PolicyTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresPolicyTests(PostgresServer server) : PolicyTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>What policies do to calls, from the agent's call to the audit.</summary>
public abstract partial class PolicyTests : IAsyncLifetime
{
    private Office _office = null!;
    private int _n;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open(await NewDatabase(), policies: true);
        await _office.Ask(Admin, "approvals.configure", Running.Measures.NothingWaits);
        await _office.Ask(Admin, "outbound.on", new { reason = "Tests" });
        await _office.Execute(
            """UPDATE organisations SET providers = '{"email":"sink","sms":"sink","call":"sink"}' WHERE tenant = @tenant"""
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_new_organisation_has_four_policies_that_are_on()
    {
        var list = (await _office.Ask(Admin, "policies.list", new { })).GetProperty("policies").EnumerateArray().ToList();
        Assert.Equal(
            ["activity_before_stage_move", "no_email_from_red_domain", "no_outbound_to_competitors", "no_regulated_data"],
            list.Select(p => p.GetProperty("name").GetString())
        );
        Assert.All(list, p => Assert.Equal("on", p.GetProperty("mode").GetString()));
    }

    [Fact]
    public async Task A_stage_moves_after_an_activity_of_the_last_seven_days()
    {
        var deal = await Deal(5_000);
        var refused = await Move(deal, "Proposal");
        Assert.Equal("policy.denied", refused.Refusal?.Code);
        Assert.Contains("activity_before_stage_move", refused.Refusal!.Why, StringComparison.Ordinal);
        Assert.Contains("7 days", refused.Refusal.Why, StringComparison.Ordinal);
        await Log(deal);
        Assert.Equal(Ended.Done, (await Move(deal, "Proposal")).Ended);
        _office.Time.Pass(TimeSpan.FromDays(6.9));
        Assert.Equal(Ended.Done, (await Move(deal, "Negotiation")).Ended);
        _office.Time.Pass(TimeSpan.FromDays(0.2));
        Assert.Equal("policy.denied", (await Move(deal, "Proposal")).Refusal?.Code);
        // A person acts for herself.
        var asPerson = await _office.Pass(Rep, "opportunities.move_stage", new { id = deal, stage = "Proposal" });
        Assert.Null(asPerson.Refusal);
    }

    [Fact]
    public async Task Nothing_goes_out_to_a_competitor_or_a_contact_there()
    {
        await _office.Ask(Admin, "lists.set", new { name = "Competitors", entries = new[] { "Rival.example", "other.example" } });
        Assert.Equal("policy.denied", (await Send(await Contact("x@mail.rival.example"))).Refusal?.Code);
        Assert.Equal("policy.denied", (await Send(await Contact("x@rival.example"), "sms.send")).Refusal?.Code);
        Assert.Null((await Send(await Contact("x@notrival.example"))).Refusal);
        await _office.Ask(Admin, "lists.set", new { name = "competitors", entries = Array.Empty<string>() });
        Assert.Null((await Send(await Contact("y@rival.example"))).Refusal);
        Assert.Equal(0, (await _office.Ask(Admin, "lists.get", new { name = "competitors" })).GetProperty("entries").GetArrayLength());
    }

    [Fact]
    public async Task Confidential_fields_are_masked_for_agents_and_no_one_else()
    {
        var contact = await Contact("zoe@friend.example");
        Assert.Contains("zoe@friend.example", await Seen(Agent, contact), StringComparison.Ordinal);
        await Save(
            new
            {
                name = "no_contact_details",
                template = "no_pii_in_context",
                fill = new { @class = "confidential" },
                mode = "on",
            }
        );
        _office.Time.Pass(TimeSpan.FromSeconds(2));
        var masked = await Seen(Agent, contact);
        Assert.DoesNotContain("zoe@friend.example", masked, StringComparison.Ordinal);
        Assert.Contains("[masked]", masked, StringComparison.Ordinal);
        Assert.Contains("zoe@friend.example", await Seen(Rep, contact), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Named_fields_are_masked_in_answers_of_writes_and_in_their_replays()
    {
        await Save(
            Policy(
                "no_titles",
                "call.action.startsWith('contacts.')",
                "mask",
                "call",
                """{"action":"contacts.get"}""",
                """{"action":"x"}"""
            ) with
            {
                Masks = ["title"],
            }
        );
        object zoe = new
        {
            name = "Zoe",
            email = "zoe@friend.example",
            title = "Owner",
        };
        foreach (var _ in (int[])[1, 2])
        {
            var made = System.Text.Encoding.UTF8.GetString((await _office.Pass(Agent, "contacts.create", zoe, "key 1")).Json.Span);
            Assert.Contains("\"title\":\"[masked]\"", made, StringComparison.Ordinal);
            Assert.DoesNotContain("Owner", made, StringComparison.Ordinal);
        }
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.5.1")]
    [Proves(Frameworks.Agentic, "ASI02")]
    [Proves(Frameworks.Llm, "LLM03")]
    [Proves(Frameworks.Saif, "controlAgentPluginUserControl")]
    public async Task An_amount_over_a_bound_waits_with_the_rule_s_message_and_is_done_by_a_person_s_word()
    {
        await Save(
            new
            {
                name = "large_deals",
                template = "amount_needs_approval",
                fill = new { amount = 50_000 },
                mode = "on",
            }
        );
        Assert.Equal(Ended.Done, (await Update(await Deal(40_000), 50_000)).Ended);
        var deal = await Deal(40_000);
        var held = await Update(deal, 50_001);
        Assert.Equal(Ended.Held, held.Ended);
        var told = JsonElement.Parse(held.Json.Span);
        Assert.Contains("policy.large_deals", held.Text(), StringComparison.Ordinal);
        Assert.Contains("This opportunity is worth more than 50000.", held.Text(), StringComparison.Ordinal);
        await _office.Approve((told.GetProperty("approval").GetString()!, told.GetProperty("plan_hash").GetString()!));
        var shown = await _office.Ask(Admin, "opportunities.get", new { id = deal });
        Assert.Contains("50001", shown.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_leave_in_business_hours()
    {
        await Save(
            new
            {
                name = "hours",
                template = "business_hours",
                fill = new
                {
                    from = 8,
                    to = 18,
                    time_zone = "Europe/Berlin",
                },
                mode = "on",
            }
        );
        var contact = await Contact("a@friend.example");
        var now = _office.Time.GetUtcNow();
        // To the next Wednesday, noon in Berlin or nearly so.
        var wednesday = now.Date.AddDays((3 - (int)now.DayOfWeek + 7) % 7 + 7).AddHours(11);
        await _office.Ask(Admin, "outbound.status", new { });
        _office.Time.Pass(wednesday - now.UtcDateTime);
        Assert.Null((await Send(contact)).Refusal);
        _office.Time.Pass(TimeSpan.FromHours(12));
        Assert.Equal("policy.denied", (await Send(contact)).Refusal?.Code);
    }

    [Fact]
    public async Task A_red_domain_sends_nothing_and_an_unknown_one_is_not_green()
    {
        Assert.Null((await Send(await Contact("a@friend.example"))).Refusal);
        await Save(
            Policy(
                "only_green",
                "plan.messages.exists(m, domain_health(m.from_domain) != 'green')",
                "deny",
                "facts",
                """{"domain_health":"red"},"plan":{"messages":[{}]}""",
                """{"domain_health":"green"},"plan":{"messages":[{}]}"""
            )
        );
        Assert.Equal("policy.denied", (await Send(await Contact("b@friend.example"))).Refusal?.Code);
    }
}
