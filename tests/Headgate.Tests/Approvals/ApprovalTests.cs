using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Store;

namespace Headgate.Tests.Approvals;

/// <summary>What waits for a person, on the embedded store.</summary>
public sealed class SqliteApprovalTests : ApprovalTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresApprovalTests(PostgresServer server) : ApprovalTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>Held calls from the agent's call to what comes of the person's word.</summary>
public abstract class ApprovalTests : IAsyncLifetime
{
    private Office _office = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => _office = await Office.Open(await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.1")]
    [Proves(Frameworks.Nist, "GOVERN 3.2")]
    [Proves(Frameworks.Saif, "controlAgentPluginUserControl")]
    public async Task A_new_contact_of_an_agent_waits_and_is_made_by_a_person_s_word()
    {
        var held = await _office.Held("contacts.create", Zoe);
        Assert.Equal(0, await Contacts());
        var got = await _office.Ask(_office.Admin, "approvals.get", new { id = held.Id });
        var text = got.GetProperty("plan").GetString()!;
        // What is shown is what is hashed and done.
        Assert.Equal(held.Hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        Assert.Contains("zoe@example.com", text, StringComparison.Ordinal);
        Assert.Equal(Ended.Done, (await _office.Approve(held)).Ended);
        var after = await _office.Standing(held.Id);
        Assert.Equal("executed", after.GetProperty("status").GetString());
        Assert.Equal(1, await Contacts());
        var done = await _office.Ask(_office.Admin, "audit.get", new { id = after.GetProperty("outcome_event").GetString() });
        Assert.Equal(await _office.Committed(held.Hash), done.GetProperty("body").GetProperty("plan").GetString());
    }

    [Fact]
    public async Task A_held_create_keeps_its_key_until_somebody_decides()
    {
        var held = await _office.Held("contacts.create", Zoe);
        foreach (var again in (object[])[Zoe, new { name = "Z. Other", email = "ZOE@example.com" }])
        {
            var refused = await _office.Pass(_office.Agent, "contacts.create", again);
            Assert.Equal("dedupe.pending", refused.Refusal?.Code);
            Assert.Equal(held.Id, refused.Refusal?.Record);
        }
        await _office.Ask(_office.Admin, "approvals.reject", new { ids = new[] { held.Id }, reason = "Not our market." });
        var next = await _office.Pass(_office.Agent, "contacts.create", Zoe);
        Assert.Equal(Ended.Held, next.Ended);
        Assert.Contains("Not our market.", Encoding.UTF8.GetString(next.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.6.2")]
    public async Task A_held_call_that_nobody_decides_expires_and_gives_its_key_back()
    {
        var held = await _office.Held("contacts.create", Zoe);
        _office.Time.Pass(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Assert.Equal("approval.expired", (await _office.Approve(held)).Refusal?.Code);
        Assert.Equal("expired", (await _office.Standing(held.Id)).GetProperty("status").GetString());
        Assert.Equal(Ended.Done, (await _office.Pass(_office.Admin, "contacts.create", Zoe)).Ended);
        Assert.Equal(1, await Contacts());
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.2", "9.2.8")]
    [Proves(Frameworks.Agentic, "ASI09")]
    public async Task A_decision_is_taken_once_by_a_person_and_for_the_plan_that_was_seen()
    {
        var held = await _office.Held("contacts.create", Zoe);
        Assert.Equal("approval.other_plan", (await _office.Approve((held.Id, new string('0', 64)))).Refusal?.Code);
        Assert.Equal("scopes.person_only", (await _office.Approve(held, _office.Agent)).Refusal?.Code);
        Assert.Equal(0, await Contacts());
        Assert.Equal(Ended.Done, (await _office.Approve(held, _office.Rep)).Ended);
        Assert.Equal("approval.decided", (await _office.Approve(held)).Refusal?.Code);
        var late = await _office.Pass(_office.Admin, "approvals.reject", new { ids = new[] { held.Id }, reason = "Too late" });
        Assert.Equal("approval.decided", late.Refusal?.Code);
        Assert.Equal(1, await Contacts());
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.1", "9.2.8")]
    public async Task A_plan_that_has_changed_goes_back_to_the_person()
    {
        var (deal, version) = await Deal();
        var held = await _office.Held("opportunities.move_stage", new { id = deal, stage = "Proposal" });
        await _office.Ask(
            _office.Admin,
            "opportunities.move_stage",
            new
            {
                id = deal,
                stage = "Discovery",
                expected_version = version,
            }
        );
        await _office.Approve(held);
        var after = await _office.Standing(held.Id);
        Assert.Equal("superseded", after.GetProperty("status").GetString());
        var next = await _office.Standing(after.GetProperty("outcome").GetString()!);
        Assert.Equal("pending", next.GetProperty("status").GetString());
        Assert.Equal(held.Id, next.GetProperty("follows").GetString());
        Assert.NotEqual(held.Hash, next.GetProperty("plan_hash").GetString());
        await _office.Approve((next.GetProperty("id").GetString()!, next.GetProperty("plan_hash").GetString()!));
        var shown = await _office.Ask(_office.Admin, "opportunities.get", new { id = deal });
        Assert.Equal("Proposal", shown.GetProperty("opportunity").GetProperty("stage").GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_unchanged_call_an_hour_later_is_done_with_the_clock_of_the_decision()
    {
        var (deal, _) = await Deal();
        var held = await _office.Held("opportunities.move_stage", new { id = deal, stage = "Proposal" });
        _office.Time.Pass(TimeSpan.FromHours(1.5));
        await _office.Approve(held);
        Assert.Equal("executed", (await _office.Standing(held.Id)).GetProperty("status").GetString());
        var row = await _office.Number("SELECT updated_at FROM opportunities WHERE tenant = @tenant");
        Assert.InRange(_office.Time.GetUtcNow().ToUnixTimeMilliseconds() - row, 0, 600_000);
    }

    [Fact]
    public async Task The_list_names_moves_owners_and_every_write_when_asked()
    {
        var (deal, _) = await Deal();
        var assign = await _office.Pass(_office.Agent, "records.assign", new { ids = new[] { deal }, owner = "ada@northwind.example" });
        Assert.Equal(Ended.Held, assign.Ended);
        Assert.Contains("approval.owner_change", Encoding.UTF8.GetString(assign.Json.Span), StringComparison.Ordinal);
        Assert.Equal(Ended.Done, (await _office.Pass(_office.Agent, "notes.create", new { record_id = deal, body = "Called" })).Ended);
        await _office.Ask(_office.Admin, "approvals.configure", new { every_write = true });
        Assert.Equal(Ended.Held, (await _office.Pass(_office.Agent, "notes.create", new { record_id = deal, body = "Again" })).Ended);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_wait_and_holds_nobody()
    {
        var shown = await _office.Ask(
            _office.Agent,
            "contacts.create",
            new
            {
                name = "Zoe",
                email = "zoe@example.com",
                dry_run = true,
            }
        );
        Assert.Equal("approval.create_contact", shown.GetProperty("needs_approval")[0].GetString());
        Assert.Equal(0, await _office.Number("SELECT COUNT(*) FROM approvals WHERE tenant = @tenant"));
        Assert.Equal(0, await _office.Number("SELECT COUNT(*) FROM claims WHERE tenant = @tenant AND kind = 'contact.email'"));
    }

    [Fact]
    public async Task A_standing_approval_lets_one_agent_s_calls_of_one_action_pass_for_its_time()
    {
        await _office.Ask(
            _office.Admin,
            "approvals.stand",
            new
            {
                agent = "claude",
                action = "contacts.create",
                code = "approval.create_contact",
                days = 1,
                reason = "Trade fair",
            }
        );
        Assert.Equal(Ended.Done, (await _office.Pass(_office.Agent, "contacts.create", Zoe)).Ended);
        var other = await _office.NewAgent("other");
        Assert.Equal(Ended.Held, (await _office.Pass(other, "contacts.create", new { name = "A", email = "a@example.com" })).Ended);
        _office.Time.Pass(TimeSpan.FromDays(1.1));
        var later = await _office.NewAgent("claude");
        Assert.Equal(Ended.Held, (await _office.Pass(later, "contacts.create", new { name = "B", email = "b@example.com" })).Ended);
    }

    [Fact]
    public async Task What_was_approved_before_a_crash_is_done_once_at_the_start()
    {
        var held = await _office.Held("contacts.create", Zoe);
        await _office.Execute(
            $"UPDATE approvals SET status = 'approved', decided_by = '{_office.Admin.Person}', decided_at = 1700000000000 WHERE tenant = @tenant"
        );
        await _office.Site.ResumeHeld(CancellationToken.None);
        await _office.Site.ResumeHeld(CancellationToken.None);
        Assert.Equal(1, await Contacts());
        Assert.Equal("executed", (await _office.Standing(held.Id)).GetProperty("status").GetString());
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.5.6")]
    [Proves(Frameworks.Agentic, "ASI03")]
    public async Task Whoever_lost_the_right_in_the_meantime_does_not_get_it_by_approval()
    {
        var held = await _office.Held("contacts.create", Zoe);
        await _office.Execute("UPDATE agents SET status = 'suspended' WHERE tenant = @tenant");
        await _office.Approve(held);
        var after = await _office.Standing(held.Id);
        Assert.Equal("failed", after.GetProperty("status").GetString());
        Assert.Equal("scopes.missing", after.GetProperty("outcome").GetString());
        Assert.Equal(0, await Contacts());
    }

    [Fact]
    public async Task A_key_answers_with_what_came_of_the_approved_call()
    {
        var first = await _office.Pass(_office.Agent, "contacts.create", Zoe, key: "k1");
        var told = JsonElement.Parse(first.Json.Span);
        var again = await _office.Pass(_office.Agent, "contacts.create", Zoe, key: "k1");
        Assert.Equal(Ended.Replayed, again.Ended);
        await _office.Approve((told.GetProperty("approval").GetString()!, told.GetProperty("plan_hash").GetString()!));
        var after = await _office.Pass(_office.Agent, "contacts.create", Zoe, key: "k1");
        Assert.Equal(Ended.Replayed, after.Ended);
        Assert.StartsWith(
            "con_",
            JsonElement.Parse(after.Json.Span).GetProperty("contact").GetProperty("id").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(1, await Contacts());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Four_hundred_duplicates_make_one(bool waits)
    {
        await _office.Ask(_office.Admin, "approvals.configure", new { contacts = waits });
        var codes = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 400),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (n, _) =>
            {
                var outcome = await _office.Pass(
                    _office.Agent,
                    "contacts.create",
                    new { name = $"Zoe {n % 7}", email = "zoe@example.com" }
                );
                codes.Add(outcome.Refusal?.Code ?? outcome.Ended.ToString());
                Assert.True(outcome.Refusal is null || outcome.Refusal.Record is not null);
            }
        );
        var counted = codes.GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(waits ? 0 : 1, await Contacts());
        Assert.Equal(waits ? 1 : 0, await _office.Number("SELECT COUNT(*) FROM approvals WHERE tenant = @tenant"));
        if (waits)
            Assert.Equal((1, 399), (counted["Held"], counted["dedupe.pending"]));
        else
            Assert.Equal(400, counted["Done"] + counted.GetValueOrDefault("Replayed") + counted["dedupe.exists"]);
    }

    private static readonly object Zoe = new { name = "Zoe Muller", email = "zoe@example.com" };

    private Task<long> Contacts() => _office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant");

    private async Task<(string Id, long Version)> Deal()
    {
        var made = await _office.Ask(_office.Rep, "opportunities.create", new { name = "Deal" });
        var deal = made.GetProperty("opportunity");
        return (deal.GetProperty("id").GetString()!, deal.GetProperty("version").GetInt64());
    }
}
