using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Approvals;
using Headgate.Tests.Logs;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Retention;

/// <summary>How long what is kept of calls stays is said by two people, for each class by itself.</summary>
public abstract class RetentionTests : IAsyncLifetime
{
    private static readonly string[] Names = ["Alma Brook", "Otto Winter", "Zoe Castle"];

    private Office _office = null!;
    private Principal _first = null!;
    private Principal _second = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open(await NewDatabase(), policies: true);
        await _office.Ask(_office.Admin, "approvals.configure", Measures.NothingWaits);
        // Months pass in these tests; their grants outlive them.
        _first = _office.Admin with
        {
            Expires = DateTimeOffset.MaxValue,
        };
        _second = await Invite("eve@northwind.example", "admin");
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.TrustLayer, "Zero data retention")]
    [Proves(Frameworks.Nist, "GOVERN 3.2")]
    public async Task What_one_person_wants_changes_nothing_until_a_second_agrees_and_the_audit_names_both()
    {
        await Make();
        var asked = await Set(_first, "calls", 30);
        Assert.Equal(90, asked.GetProperty("days").GetInt64());
        Assert.Equal(30, asked.GetProperty("waiting").GetProperty("days").GetInt64());
        Assert.Equal("retention.second_person", (await Pass(_first, "calls", 30)).Refusal?.Code);
        _office.Time.Pass(TimeSpan.FromDays(31));
        await Make();
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal(2, await Kept("done"));
        // The wish is a week old by now: the second person's word is a wish of their own.
        Assert.Equal(90, (await Set(_second, "calls", 30)).GetProperty("days").GetInt64());
        var set = await Set(_first, "calls", 30);
        Assert.Equal(30, set.GetProperty("days").GetInt64());
        Assert.False(set.TryGetProperty("waiting", out _));
        _office.Time.Pass(TimeSpan.FromMinutes(2));
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal(1, await Kept("done"));
        // Other classes stay as they are.
        Assert.Equal(2, await Kept("refused"));
        var found = await _office.Ask(_first, "audit.search", new { action = "retention.set", ended = "done" });
        Assert.Equal(
            [_first.Person, _second.Person],
            found
                .GetProperty("items")
                .EnumerateArray()
                .Select(e => e.GetProperty("person").GetString())
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        // Nobody takes what is gone for tampering, nor for a fact that somebody took away.
        await Horizon.Pass(_office.Site.WorldOf(Realm.Production).Database);
        Assert.True((await new Headgate.Hosting.AuditLog(_office.Site, _office.Admin.Tenant).Check(CancellationToken.None)).Whole);
        Assert.Empty((await _office.JudgeAgain()).Differences);
    }

    [Fact]
    public async Task A_wish_for_something_else_takes_the_place_of_the_one_that_waits()
    {
        await Set(_first, "refusals", 30);
        var other = await Set(_second, "refusals", 10);
        Assert.Equal(10, other.GetProperty("waiting").GetProperty("days").GetInt64());
        Assert.Equal(10, (await Set(_first, "refusals", 10)).GetProperty("days").GetInt64());
        var listed = await _office.Ask(_first, "retention.list", new { });
        Assert.Equal([90, 10, 90], listed.GetProperty("classes").EnumerateArray().Select(c => c.GetProperty("days").GetInt64()));
    }

    [Fact]
    public async Task Neither_an_agent_nor_a_rep_sets_it()
    {
        var boss = _office.Admin with { Agent = _office.Agent.Agent, AgentName = "claude", Toolsets = _office.Agent.Toolsets };
        Assert.Equal("scopes.person_only", (await Pass(boss, "calls", 30)).Refusal?.Code);
        Assert.Equal("scopes.missing", (await Pass(_office.Rep, "calls", 30)).Refusal?.Code);
        var auditor = await Invite("aud@northwind.example", "auditor");
        Assert.Equal(Ended.Refused, (await Pass(auditor, "calls", 30)).Ended);
    }

    private Task<JsonElement> Set(Principal by, string of, int days) =>
        _office.Ask(
            by,
            "retention.set",
            new
            {
                @class = of,
                days,
                reason = "the works council",
            }
        );

    private ValueTask<Outcome> Pass(Principal by, string of, int days) =>
        _office.Pass(
            by,
            "retention.set",
            new
            {
                @class = of,
                days,
                reason = "the works council",
            }
        );

    // A write that policies saw and that is done, and the same as if it had been refused.
    private async Task Make()
    {
        var n = await _office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant");
        await _office.Ask(
            _office.Agent with
            {
                Expires = DateTimeOffset.MaxValue,
            },
            "contacts.create",
            new { name = $"Kept {Names[n % Names.Length]}", email = $"kept{n}@friend{n}.example" }
        );
        await _office.Execute(
            "INSERT INTO recorded_calls (tenant, event_id, at, action, actor, ended, said, subjects, sealed) "
                + "SELECT tenant, event_id || '_refused', at, action, actor, 'refused', said, subjects, sealed FROM recorded_calls r "
                + "WHERE r.tenant = @tenant AND r.action = 'contacts.create' AND r.ended = 'done' "
                + "AND NOT EXISTS (SELECT 1 FROM recorded_calls o WHERE o.tenant = @tenant AND o.event_id = r.event_id || '_refused')"
        );
    }

    private Task<long> Kept(string ended) =>
        _office.Number($"SELECT COUNT(*) FROM recorded_calls WHERE tenant = @tenant AND action = 'contacts.create' AND ended = '{ended}'");

    private async Task<Principal> Invite(string email, string role)
    {
        await _office.Ask(
            _first,
            "users.invite",
            new
            {
                name = email,
                email,
                role,
            }
        );
        var link = await _office.Ask(_first, "users.link", new { person = email, token = true });
        return (await _office.Site.Credentials.Verify(link.GetProperty("person_token").GetString()!, CancellationToken.None))!.By with
        {
            Expires = DateTimeOffset.MaxValue,
            // As if they had signed in with something of their own: by the administrator's link they would count as the administrator.
            LetInBy = null,
        };
    }
}

/// <summary>On the embedded store.</summary>
public sealed class SqliteRetentionTests : RetentionTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresRetentionTests(PostgresServer server) : RetentionTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}
