using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Store;

namespace Headgate.Tests.Approvals;

/// <summary>Held calls that nobody decides, on the embedded store.</summary>
public sealed class SqliteEscalationTests : EscalationTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL, with two nodes.</summary>
public sealed class PostgresEscalationTests(PostgresServer server) : EscalationTests
{
    protected override bool HasNodes => true;

    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>Nobody decides in time: the next person is asked, once, by the clock.</summary>
public abstract class EscalationTests : IAsyncLifetime
{
    private static readonly object Zoe = new { name = "Zoe", email = "zoe@example.com" };

    private Office _office = null!;

    protected virtual bool HasNodes => false;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => _office = await Office.Open(await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Nist, "GOVERN 3.2")]
    public async Task The_next_person_is_asked_once_nobody_has_decided_in_time()
    {
        using var still = _office.Time.Stop();
        await Escalate(30, "ben@northwind.example");
        var held = await _office.Held("contacts.create", Zoe);
        _office.Time.Pass(TimeSpan.FromMinutes(29));
        await _office.Site.Tick(CancellationToken.None);
        Assert.False((await _office.Standing(held.Id)).TryGetProperty("escalated_to", out _));
        _office.Time.Pass(TimeSpan.FromMinutes(2));
        await _office.Site.Tick(CancellationToken.None);
        await _office.Site.Tick(CancellationToken.None);
        var now = await _office.Standing(held.Id);
        Assert.Equal("Ben", now.GetProperty("escalated_to").GetProperty("name").GetString());
        Assert.Equal("pending", now.GetProperty("status").GetString());
        Assert.InRange(
            now.GetProperty("escalated_at").GetDateTimeOffset(),
            _office.Time.GetUtcNow().AddSeconds(-60),
            _office.Time.GetUtcNow()
        );
        foreach (var (escalated, count) in ((bool, int)[])[(true, 1), (false, 0)])
            Assert.Equal(
                count,
                (await _office.Ask(_office.Rep, "approvals.list", new { status = "pending", escalated }))
                    .GetProperty("items")
                    .GetArrayLength()
            );
        var told = await _office.Ask(_office.Admin, "audit.search", new { action = "approvals.escalate" });
        var only = Assert.Single(told.GetProperty("items").EnumerateArray());
        Assert.Equal(("done", "clock"), (only.GetProperty("ended").GetString(), only.GetProperty("door").GetString()));
        // Whoever may decide still may, and what was seen is still what is done.
        Assert.Equal(Ended.Done, (await _office.Approve(held, _office.Rep)).Ended);
        Assert.Equal("executed", (await _office.Standing(held.Id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Two_nodes_ask_once_for_each()
    {
        await Escalate(10, "revops");
        for (var n = 0; n < 6; n++)
            await _office.Held("contacts.create", new { name = $"{(char)('A' + n)}da {n}", email = $"p{n}@example.com" });
        _office.Time.Pass(TimeSpan.FromMinutes(11));
        await using var other = HasNodes ? await _office.Node() : null;
        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(n => (n % 2 == 0 ? _office.Site : other ?? _office.Site).Tick(CancellationToken.None))
        );
        Assert.Equal(6, await _office.Number("SELECT COUNT(*) FROM approvals WHERE tenant = @tenant AND escalated_to = 'revops'"));
        Assert.Equal(6, await _office.Number("SELECT COUNT(*) FROM audit_events WHERE tenant = @tenant AND action = 'approvals.escalate'"));
    }

    [Fact]
    public async Task It_expires_as_ever_and_what_is_decided_is_not_escalated()
    {
        await Escalate(30, "admin");
        var decided = await _office.Held("contacts.create", new { name = "Max", email = "max@example.com" });
        await _office.Ask(_office.Rep, "approvals.reject", new { ids = new[] { decided.Id }, reason = "Not ours" });
        var held = await _office.Held("contacts.create", Zoe);
        _office.Time.Pass(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        await _office.Site.Tick(CancellationToken.None);
        foreach (var (id, status) in ((string, string)[])[(held.Id, "expired"), (decided.Id, "rejected")])
        {
            var now = await _office.Standing(id);
            Assert.Equal(status, now.GetProperty("status").GetString());
            Assert.False(now.TryGetProperty("escalated_to", out _));
        }
        Assert.Equal(0, await _office.Number("SELECT COUNT(*) FROM audit_events WHERE tenant = @tenant AND action = 'approvals.escalate'"));
    }

    [Fact]
    public async Task Whoever_has_left_gives_way_to_the_administrators()
    {
        await Escalate(30, "ben@northwind.example");
        var held = await _office.Held("contacts.create", Zoe);
        await _office.Execute("UPDATE users SET status = 'suspended' WHERE tenant = @tenant AND name = 'Ben'");
        _office.Time.Pass(TimeSpan.FromMinutes(31));
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal("admin", (await _office.Standing(held.Id)).GetProperty("escalated_to").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Only_who_may_decide_is_named_and_only_the_clock_escalates()
    {
        await _office.Ask(
            _office.Admin,
            "users.invite",
            new
            {
                name = "Olga",
                email = "olga@northwind.example",
                role = "auditor",
            }
        );
        var auditor = await _office.Pass(_office.Admin, "approvals.configure", new { escalate_minutes = 30, escalate_to = "Olga" });
        Assert.Equal(("schema.invalid", "escalate_to"), (auditor.Refusal?.Code, auditor.Refusal?.Field));
        Assert.Equal(
            "schema.unknown_person",
            (await _office.Pass(_office.Admin, "approvals.configure", new { escalate_to = "Nobody" })).Refusal?.Code
        );
        await Escalate(30, "admin");
        var held = await _office.Held("contacts.create", Zoe);
        Assert.Equal("approval.clock_only", (await _office.Pass(_office.Admin, "approvals.escalate", new { id = held.Id })).Refusal?.Code);
        var off = await Escalate(0, "admin");
        Assert.False(off.TryGetProperty("escalate_to", out _));
    }

    private async Task<JsonElement> Escalate(int minutes, string to) =>
        (await _office.Ask(_office.Admin, "approvals.configure", new { escalate_minutes = minutes, escalate_to = to })).GetProperty(
            "approvals"
        );
}
