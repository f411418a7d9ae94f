using System.Text.Json;
using Headgate.Tests.Approvals;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Readiness;

/// <summary>The readiness report on the embedded store.</summary>
public sealed class SqliteReadinessTests : ReadinessTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresReadinessTests(PostgresServer server) : ReadinessTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>Each finding appears with what is wrong, counts it, and goes when it is mended.</summary>
public abstract class ReadinessTests : IAsyncLifetime
{
    private Office _office = null!;

    protected abstract Task<string?> NewDatabase();

    // Somebody whose sign-in outlasts the test.
    private Gate.Principal Admin => _office.Admin with { Expires = DateTimeOffset.MaxValue };

    public async ValueTask InitializeAsync() => _office = await Office.Open(await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_empty_organisation_lacks_its_definitions_and_uses_no_stage()
    {
        var found = await Report();
        Assert.Equal(
            ["domain_health 1", "no_icp 1", "no_qualified 1", "unused_stages 6"],
            found.Select(f => $"{f.Key} {Count(f.Value)}").Order()
        );
        await _office.Ask(Admin, "org.update", new { icp = "Grocers", qualified = "Has a budget" });
        Assert.Equal(["domain_health", "unused_stages"], (await Report()).Keys.Order());
    }

    [Fact]
    public async Task What_is_wrong_is_counted_and_goes_when_it_is_mended()
    {
        var one = await Contact("Robert Allen", "bob@kestrel.example");
        var two = await Contact("Robert Allen", "robert@kestrel.example", phone: "+1 555 0100");
        await _office.Execute("UPDATE contacts SET phone = '+15550100' WHERE tenant = @tenant");
        var deal = Seed.IdIn(await _office.Ask(Admin, "opportunities.create", new { name = "Deal" }), "opp");
        await _office.Execute($"UPDATE contacts SET lifecycle = 'xyz', owner_id = NULL WHERE tenant = @tenant AND id = '{one}'");
        await _office.Execute("UPDATE stages SET name = 'Stage 2' WHERE tenant = @tenant AND name = 'Discovery'");
        await _office.Execute("UPDATE stages SET probability = 5 WHERE tenant = @tenant AND name = 'Proposal'");
        await _office.Ask(Admin, "records.assign", new { ids = new[] { deal }, owner = "ben@northwind.example" });
        await _office.Execute("UPDATE users SET status = 'suspended' WHERE tenant = @tenant AND email = 'ben@northwind.example'");
        _office.Time.Pass(TimeSpan.FromDays(31));
        var found = await Report();
        Assert.Equal(1, Count(found["missing_lifecycle"]));
        Assert.Equal([one], Examples(found["missing_lifecycle"]));
        Assert.Equal(2, Count(found["meaningless_stages"]));
        Assert.Equal(5, Count(found["unused_stages"]));
        Assert.Equal(1, Count(found["unlogged_activity"]));
        Assert.Equal([deal], Examples(found["unlogged_activity"]));
        Assert.Equal([one], Examples(found["unowned_records"]));
        Assert.Equal([deal], Examples(found["stale_owners"]));
        var twins = found.TryGetValue("duplicates", out var same) ? same : found["possible_duplicates"];
        Assert.Equal([string.Join(' ', new[] { one, two }.Order(StringComparer.Ordinal))], Examples(twins));
        Assert.All(
            found.Values,
            f => Assert.True(f.GetProperty("why").GetString()!.EndsWith('.') && f.GetProperty("fix").GetString()!.EndsWith('.'))
        );

        await _office.Execute("UPDATE users SET status = 'active' WHERE tenant = @tenant");
        await _office.Execute($"UPDATE contacts SET lifecycle = 'lead', merged_into = '{two}' WHERE tenant = @tenant AND id = '{one}'");
        await _office.Ask(
            Admin,
            "activities.log",
            new
            {
                kind = "call",
                subject = "Called",
                record_id = deal,
            }
        );
        var after = await Report();
        foreach (
            var gone in (string[])
                ["missing_lifecycle", "unlogged_activity", "unowned_records", "stale_owners", "duplicates", "possible_duplicates"]
        )
            Assert.DoesNotContain(gone, after.Keys);
    }

    [Fact]
    public async Task An_agent_reads_it_with_an_administrator_s_grant_and_no_other_one_does()
    {
        Assert.Equal("scopes.missing", (await _office.Pass(_office.Agent, "readiness.report", new { })).Refusal?.Code);
        var boss = _office.Admin with { Agent = _office.Agent.Agent, AgentName = "claude", Toolsets = _office.Agent.Toolsets };
        Assert.Null((await _office.Pass(boss, "readiness.report", new { })).Refusal);
    }

    private async Task<string> Contact(string name, string email, string? phone = null)
    {
        object given = phone is null
            ? new { name, email }
            : new
            {
                name,
                email,
                phone,
                on_duplicate = "allow",
            };
        return Seed.IdIn(await _office.Ask(Admin, "contacts.create", given), "con");
    }

    private async Task<Dictionary<string, JsonElement>> Report() =>
        (await _office.Ask(Admin, "readiness.report", new { }))
            .GetProperty("findings")
            .EnumerateArray()
            .ToDictionary(f => f.GetProperty("code").GetString()!);

    private static long Count(JsonElement finding) => finding.GetProperty("count").GetInt64();

    private static IReadOnlyList<string> Examples(JsonElement finding) =>
        [.. finding.GetProperty("examples").EnumerateArray().Select(e => e.GetString()!)];
}
