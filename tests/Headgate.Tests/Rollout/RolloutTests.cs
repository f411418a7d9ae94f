using System.Text;
using System.Text.Json;
using Headgate.Doors.Mcp;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Tests.Approvals;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Rollout;

/// <summary>The rollout plan on the embedded store.</summary>
public sealed class SqliteRolloutTests : RolloutTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresRolloutTests(PostgresServer server) : RolloutTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>What each week of the plan lets an agent do, and when it goes on.</summary>
public abstract partial class RolloutTests : IAsyncLifetime
{
    private Office _office = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => _office = await Office.Open(await NewDatabase(), policies: true);

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_new_organisation_has_no_plan_and_the_golden_set_stands()
    {
        var status = await _office.Ask(_office.Admin, "rollout.status", new { });
        Assert.Equal(0, status.GetProperty("week").GetInt64());
        Assert.Empty(status.GetProperty("gates").EnumerateArray());
        await _office.Ask(_office.Agent, "leads.create", new { name = "Zoe" });
        Assert.Equal("scopes.person_only", (await Step(1, _office.Agent)).Refusal?.Code);
    }

    [Fact]
    public async Task Week_1_is_one_agent_with_ten_tools_that_read()
    {
        await Begin();
        Assert.Null((await _office.Pass(_office.Agent, "contacts.search", new { query = "zoe" })).Refusal);
        foreach (var (action, arguments) in Others)
            Assert.Equal("rollout.week", (await _office.Pass(_office.Agent, action, arguments)).Refusal?.Code);
        var other = await _office.NewAgent("gemini");
        Assert.Equal("rollout.agent", (await _office.Pass(other, "contacts.search", new { query = "zoe" })).Refusal?.Code);
        var elsewhere = _office.Agent with { Person = _office.Admin.Person };
        Assert.Equal("rollout.owner", (await _office.Pass(elsewhere, "contacts.search", new { query = "zoe" })).Refusal?.Code);
        // A person works as ever, and an agent can always stop.
        await _office.Ask(_office.Rep, "leads.create", new { name = "Zoe" });
        await _office.Ask(_office.Agent, "runs.stop", new { reason = "unsure" });
        Assert.Equal(10, Listed(_office.Agent, await Plan()).Count(t => t != "runs_stop"));
        Assert.Equal(["runs_stop"], Listed(other, await Plan()));
        // Each call is in the audit, refused or not.
        Assert.True(
            await _office.Number("SELECT COUNT(*) FROM audit_events WHERE tenant = @tenant AND code = 'rollout.week'") >= Others.Length
        );
    }

    [Fact]
    public async Task The_first_week_takes_ten_tools_at_most_and_only_such_as_read()
    {
        foreach (
            var tools in (string[][])
                [
                    ["leads.create"],
                    ["contacts.get", "calendars.list"],
                    ["nonsense"],
                    [.. Enumerable.Repeat("contacts.get", 11)],
                ]
        )
            Assert.Equal("schema.invalid", (
                    await _office.Pass(
                        _office.Admin,
                        "rollout.step",
                        new
                        {
                            week = 1,
                            use_case = "briefs",
                            agent = "claude",
                            tools,
                        }
                    )
                ).Refusal?.Code);
        Assert.Equal(
            "schema.invalid",
            (await _office.Pass(_office.Admin, "rollout.step", new { week = 1, agent = "claude" })).Refusal?.Code
        );
        Assert.Equal("rollout.gate", (await Step(2)).Refusal?.Code);
        Assert.Equal("rollout.gate", (await Step(4)).Refusal?.Code);
    }

    [Fact]
    public async Task Week_2_adds_tasks_statuses_and_leads_within_its_own_limits()
    {
        using var still = _office.Time.Stop();
        await Begin();
        await _office.Ask(_office.Admin, "limits.set", Measures.NothingIsLimited);
        await Forced(2, statuses: ["working", "nurture"]);
        var lead = Seed.IdIn(await _office.Ask(_office.Agent, "leads.create", new { name = "Zoe", email = "zoe@example.com" }), "con");
        await _office.Ask(_office.Agent, "tasks.create", new { title = "Call Zoe", due_at = "2027-02-01" });
        await _office.Ask(_office.Agent, "leads.update_status", new { id = lead, status = "working" });
        Assert.Equal(
            "rollout.status",
            (await _office.Pass(_office.Agent, "leads.update_status", new { id = lead, status = "qualified" })).Refusal?.Code
        );
        Assert.Equal(
            "dedupe.exists",
            (await _office.Pass(_office.Agent, "leads.create", new { name = "Zo", email = "zoe@example.com" })).Refusal?.Code
        );
        // Filling in what exists changes a contact, which is not this week's.
        Assert.Equal("rollout.week", (
                await _office.Pass(
                    _office.Agent,
                    "leads.create",
                    new
                    {
                        name = "Zoe",
                        email = "zoe@example.com",
                        title = "CFO",
                        on_duplicate = "update",
                    }
                )
            ).Refusal?.Code);
        foreach (var (action, arguments) in Others.Where(o => o.Action != "leads.create"))
            Assert.Equal("rollout.week", (await _office.Pass(_office.Agent, action, arguments)).Refusal?.Code);
        for (var i = 0; i < 3; i++)
            await _office.Ask(_office.Agent, "leads.create", new { name = $"Lead {i} Lead" });
        Assert.Equal(
            "limits.creates_per_minute",
            (await _office.Pass(_office.Agent, "leads.create", new { name = "One more" })).Refusal?.Code
        );
        Assert.Equal(13, Listed(_office.Agent, await Plan()).Count(t => t != "runs_stop"));
    }

    [Fact]
    public async Task Week_3_takes_grants_by_tool_and_a_person_s_word_whatever_was_configured()
    {
        await Begin();
        await _office.Ask(_office.Admin, "approvals.configure", Measures.NothingWaits);
        await _office.Ask(
            _office.Admin,
            "approvals.stand",
            new
            {
                agent = "claude",
                action = "contacts.create",
                code = "approval.create_contact",
                days = 30,
                reason = "trusted",
            }
        );
        await _office.Ask(_office.Admin, "policies.disable", new { name = "no_regulated_data" });
        Assert.Equal("rollout.policies", (await Step(3, force: true)).Refusal?.Code);
        await _office.Ask(_office.Admin, "policies.enable", new { name = "no_regulated_data" });
        await Forced(3);
        Assert.Equal("rollout.grant_per_tool", (await _office.Pass(_office.Agent, "contacts.create", Contact)).Refusal?.Code);
        var named = _office.Agent with
        {
            Only = new HashSet<string>(["contacts.create", "notes.create", "calendars.list", "pipelines.list"]),
        };
        Assert.Equal(Ended.Held, (await _office.Pass(named, "contacts.create", Contact)).Ended);
        Assert.Equal("rollout.week", (await _office.Pass(named, "calendars.list", new { })).Refusal?.Code);
        Assert.Null((await _office.Pass(named, "pipelines.list", new { })).Refusal);
        Assert.DoesNotContain("calendars_list", Listed(named, await Plan()));
        await Forced(4);
        Assert.Equal("rollout.area", (await _office.Pass(named, "calendars.list", new { })).Refusal?.Code);
        Assert.Equal(
            "schema.invalid",
            (await _office.Pass(_office.Admin, "rollout.step", new { week = 4, open = new[] { "calendar", "warehouse", "enrichment" } }))
                .Refusal
                ?.Code
        );
        await _office.Ask(
            _office.Admin,
            "rollout.step",
            new
            {
                week = 4,
                open = new[] { "calendar" },
                force = true,
                reason = "a test",
            }
        );
        Assert.Null((await _office.Pass(named, "calendars.list", new { })).Refusal);
        Assert.Contains("calendars_list", Listed(named, await Plan()));
    }

    private static readonly object Contact = new { name = "Zoe", email = "zoe@example.com" };

    private static readonly (string Action, object Arguments)[] Others =
    [
        ("leads.create", new { name = "Zoe" }),
        ("contacts.create", Contact),
        ("notes.create", new { record_id = "con_00000000000000000000000000", body = "x" }),
        ("activities.list", new { }),
        ("calendars.list", new { }),
        ("reports.list", new { }),
        (
            "email.send",
            new
            {
                contact_id = "con_00000000000000000000000000",
                subject = "s",
                body = "b",
            }
        ),
    ];

    private async Task Begin()
    {
        // The switch stands before the plan in the list.
        await _office.Ask(_office.Admin, "outbound.on", new { reason = "to see what the week says" });
        await _office.Ask(
            _office.Admin,
            "rollout.step",
            new
            {
                week = 1,
                use_case = "the morning brief",
                agent = "claude",
            }
        );
    }

    private ValueTask<Outcome> Step(int week, Principal? by = null, bool force = false) =>
        _office.Pass(
            by ?? _office.Admin,
            "rollout.step",
            force
                ? new
                {
                    week,
                    force,
                    reason = "a test",
                }
                : new { week }
        );

    private async Task Forced(int week, string[]? statuses = null)
    {
        var stepped = await _office.Ask(
            _office.Admin,
            "rollout.step",
            statuses is null
                ? new
                {
                    week,
                    force = true,
                    reason = "a test",
                }
                : new
                {
                    week,
                    statuses,
                    force = true,
                    reason = "a test",
                }
        );
        Assert.StartsWith("a test (", stepped.GetProperty("forced").GetString()!, StringComparison.Ordinal);
    }

    private async Task<RolloutPlan?> Plan() => await _office.Site.RolloutOf(_office.Agent, CancellationToken.None);

    // Twice over one list object: what was made for one week must not be shown in another.
    private readonly ToolList _list = new(Actions.Catalogue());

    private List<string> Listed(Principal by, RolloutPlan? plan)
    {
        var bytes = JsonDocument.Parse($"{{{Encoding.UTF8.GetString(_list.BytesFor(by, plan))}}}").RootElement.GetProperty("tools");
        var names = bytes.EnumerateArray().Select(t => t.GetProperty("name").GetString()!).ToList();
        Assert.Equal(names, _list.For(by, plan).Tools.Select(t => t.Name));
        return names;
    }
}
