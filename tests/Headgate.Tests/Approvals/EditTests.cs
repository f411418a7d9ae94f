using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Store;

namespace Headgate.Tests.Approvals;

/// <summary>A person changes a held call, on the embedded store.</summary>
public sealed class SqliteEditTests : EditTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresEditTests(PostgresServer server) : EditTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>Edit, then approve: a call of agent and person together, judged in full.</summary>
public abstract class EditTests : IAsyncLifetime
{
    private static readonly object Zoe = new { name = "Zoe", email = "zoe@example.com" };

    private Office _office = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => _office = await Office.Open(await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_changed_call_waits_with_its_new_plan_and_is_done_by_a_second_word()
    {
        var held = await _office.Held("contacts.create", Zoe);
        Assert.Equal(Ended.Done, (await Edit(held, new { name = "Zoë Müller" })).Ended);
        var first = await _office.Standing(held.Id);
        Assert.Equal("superseded", first.GetProperty("status").GetString());
        Assert.Equal(0, await Contacts());

        var next = await _office.Standing(first.GetProperty("outcome").GetString()!);
        Assert.Equal("pending", next.GetProperty("status").GetString());
        Assert.Contains("approval.edited", next.GetProperty("reasons").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("claude", next.GetProperty("agent").GetProperty("name").GetString());
        var now = (next.GetProperty("id").GetString()!, next.GetProperty("plan_hash").GetString()!);
        Assert.NotEqual(held.Hash, now.Item2);
        await _office.Approve(now);
        Assert.Equal("executed", (await _office.Standing(now.Item1)).GetProperty("status").GetString());
        Assert.Equal(1, await _office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant AND name = 'Zoë Müller'"));
        Assert.Equal(0, await _office.Number("SELECT COUNT(*) FROM approvals WHERE tenant = @tenant AND edited IS NOT NULL"));
    }

    [Fact]
    public async Task A_change_is_a_person_s_and_of_the_plan_that_was_seen()
    {
        var held = await _office.Held("contacts.create", Zoe);
        Assert.Equal("scopes.person_only", (await Edit(held, new { name = "Max" }, _office.Agent)).Refusal?.Code);
        Assert.Equal("approval.other_plan", (await Edit((held.Id, new string('0', 64)), new { name = "Max" })).Refusal?.Code);
        Assert.Equal("schema.invalid", (await Edit(held, new { name = "Zoe" })).Refusal?.Code);
        Assert.Equal("schema.unknown_field", (await Edit(held, new { nickname = "Z" })).Refusal?.Code);
        Assert.Equal("pending", (await _office.Standing(held.Id)).GetProperty("status").GetString());
        Assert.Equal(0, await Contacts());
    }

    [Fact]
    public async Task A_changed_call_meets_every_guard_again()
    {
        await _office.Ask(_office.Admin, "contacts.create", new { name = "Max", email = "max@example.com" });
        var held = await _office.Held("contacts.create", Zoe);
        await Edit(held, new { name = "Somebody Else", email = "max@example.com" });
        var after = await _office.Standing(held.Id);
        Assert.Equal("failed", after.GetProperty("status").GetString());
        Assert.Equal("dedupe.exists", after.GetProperty("outcome").GetString());
        // What the held call kept is free again.
        await _office.Ask(_office.Admin, "contacts.create", new { name = "Zoe", email = "zoe@example.com" });
    }

    [Fact]
    public async Task The_hash_that_was_approved_for_the_first_call_does_nothing_for_the_changed_one()
    {
        var held = await _office.Held("contacts.create", Zoe);
        await Edit(held, new { email = "other@example.com" });
        var next = (await _office.Standing(held.Id)).GetProperty("outcome").GetString()!;
        Assert.Equal("approval.decided", (await _office.Approve(held)).Refusal?.Code);
        Assert.Equal("approval.other_plan", (await _office.Approve((next, held.Hash))).Refusal?.Code);
        Assert.Equal(0, await Contacts());
    }

    [Fact]
    public async Task What_was_changed_before_a_crash_waits_after_the_start()
    {
        var held = await _office.Held("contacts.create", Zoe);
        await _office.Execute(
            $$"""UPDATE approvals SET status = 'approved', decided_by = '{{_office.Admin.Person}}', decided_at = {{_office.Time.GetUtcNow().ToUnixTimeMilliseconds()}}, edited = '{"email":"zoe@example.com","name":"Zoë"}' WHERE tenant = @tenant AND id = '{{held.Id}}'"""
        );
        await _office.Site.ResumeHeld(CancellationToken.None);
        var next = await _office.Standing((await _office.Standing(held.Id)).GetProperty("outcome").GetString()!);
        Assert.Equal("pending", next.GetProperty("status").GetString());
        Assert.Equal(0, await Contacts());
    }

    [Fact]
    [Proves(Frameworks.TrustLayer, "Audit trail and feedback")]
    public async Task What_a_person_said_no_to_and_the_rules_in_force_reach_the_agent_as_guidance()
    {
        var held = await _office.Held("contacts.create", Zoe);
        await _office.Ask(_office.Admin, "approvals.reject", new { ids = new[] { held.Id }, reason = "Only people at real companies" });
        var other = await _office.NewAgent("other");
        Assert.Contains("Only people at real companies", await Guidance(_office.Agent), StringComparison.Ordinal);
        Assert.Contains("no_regulated_data", await Guidance(_office.Agent), StringComparison.Ordinal);
        Assert.DoesNotContain("Only people", await Guidance(other), StringComparison.Ordinal);
        Assert.Contains("Only people", await Guidance(_office.Rep), StringComparison.Ordinal);
    }

    private async Task<string> Guidance(Principal by) =>
        (await _office.Ask(by, "pipelines.list", new { include = new[] { "guidance" } })).GetProperty("guidance").GetRawText();

    private ValueTask<Outcome> Edit((string Id, string Hash) held, object arguments, Principal? by = null) =>
        _office.Pass(
            by ?? _office.Admin,
            "approvals.edit",
            new
            {
                id = held.Id,
                plan_hash = held.Hash,
                arguments = JsonSerializer.SerializeToElement(arguments),
            }
        );

    private Task<long> Contacts() => _office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant");
}
