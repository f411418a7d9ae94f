using Headgate.Gate;
using Headgate.Tests.Store;

namespace Headgate.Tests.Approvals;

/// <summary>Approved beyond what a limit has room for, on the embedded store.</summary>
public sealed class SqliteRoomTests : RoomTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL, with two nodes.</summary>
public sealed class PostgresRoomTests(PostgresServer server) : RoomTests
{
    protected override bool HasNodes => true;

    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>A person's word is not used up by a limit: the call is done once there is room, once.</summary>
public abstract class RoomTests : IAsyncLifetime
{
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
    public async Task What_a_limit_has_no_room_for_stays_approved_and_is_done_by_itself()
    {
        using var still = _office.Time.Stop();
        var held = await Hold(7);
        await Approve(held);
        Assert.Equal((5, 2), (await Contacts(), await Waiting()));
        var waits = await _office.Standing(held[6].Id);
        Assert.Equal("approved", waits.GetProperty("status").GetString());
        Assert.Equal("limits.creates_per_minute", waits.GetProperty("outcome").GetString());
        var runs = waits.GetProperty("runs_at").GetDateTimeOffset();
        Assert.InRange(runs - _office.Time.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromSeconds(65));
        // The agent sees it too, and its address stays kept meanwhile.
        var seen = await _office.Ask(_office.Agent, "approvals.get", new { id = held[6].Id });
        Assert.Equal(runs, seen.GetProperty("approval").GetProperty("runs_at").GetDateTimeOffset());
        var taken = await _office.Pass(_office.Admin, "contacts.create", new { name = "Other", email = "p6@example.com" });
        Assert.Equal(("dedupe.pending", held[6].Id), (taken.Refusal?.Code, taken.Refusal?.Record));

        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal(5, await Contacts());
        _office.Time.Pass(TimeSpan.FromSeconds(65));
        await _office.Site.Tick(CancellationToken.None);
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal((7, 0), (await Contacts(), await Waiting()));
        var done = await _office.Standing(held[6].Id);
        Assert.Equal("executed", done.GetProperty("status").GetString());
        Assert.False(done.TryGetProperty("runs_at", out _));
        Assert.False(done.TryGetProperty("outcome", out _));
    }

    [Fact]
    public async Task Every_attempt_is_in_the_audit_under_an_id_of_its_own()
    {
        using var still = _office.Time.Stop();
        await _office.Ask(_office.Admin, "limits.set", new { limits = new[] { new { name = "creates_per_minute", most = 1L } } });
        var held = await Hold(4);
        await Approve(held);
        for (var minute = 0; minute < 4; minute++)
        {
            _office.Time.Pass(TimeSpan.FromSeconds(65));
            await _office.Site.Tick(CancellationToken.None);
        }
        Assert.Equal(4, await Contacts());
        // Four were held; of one, two, three and four attempts the last was done.
        Assert.Equal(
            4 + 1 + 2 + 3 + 4,
            await _office.Number("SELECT COUNT(*) FROM audit_events WHERE tenant = @tenant AND action = 'contacts.create'")
        );
        Assert.Equal(
            6,
            await _office.Number("SELECT COUNT(*) FROM audit_events WHERE tenant = @tenant AND code = 'limits.creates_per_minute'")
        );
    }

    [Fact]
    public async Task Nothing_is_lost_or_done_twice_across_nodes_and_starts()
    {
        using var still = _office.Time.Stop();
        var held = await Hold(12);
        await Approve(held);
        Assert.Equal(5, await Contacts());
        for (var minute = 0; minute < 3; minute++)
        {
            _office.Time.Pass(TimeSpan.FromSeconds(65));
            if (HasNodes)
            {
                await using var other = await _office.Node();
                await Task.WhenAll(Enumerable.Range(0, 4).Select(n => (n % 2 == 0 ? _office.Site : other).Tick(CancellationToken.None)));
            }
            else
            {
                await _office.Reopen();
                await _office.Site.ResumeHeld(CancellationToken.None);
                await Task.WhenAll(_office.Site.Tick(CancellationToken.None), _office.Site.Tick(CancellationToken.None));
            }
        }
        Assert.Equal((12, 0), (await Contacts(), await Waiting()));
        Assert.Equal(12, await _office.Number("SELECT COUNT(*) FROM approvals WHERE tenant = @tenant AND status = 'executed'"));
        Assert.Equal(
            12,
            await _office.Number(
                "SELECT COUNT(*) FROM audit_events WHERE tenant = @tenant AND action = 'contacts.create' AND ended = 'done'"
            )
        );
    }

    [Fact]
    public async Task A_turn_whose_holder_ended_is_taken_again()
    {
        using var still = _office.Time.Stop();
        var held = await Hold(6);
        await Approve(held);
        _office.Time.Pass(TimeSpan.FromSeconds(65));
        // As a process leaves it that took the turn and was killed.
        await _office.Execute(
            $"UPDATE approvals SET runs_at = {(_office.Time.GetUtcNow() + TimeSpan.FromSeconds(30)).ToUnixTimeMilliseconds()} WHERE tenant = @tenant AND status = 'approved'"
        );
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal(5, await Contacts());
        _office.Time.Pass(TimeSpan.FromSeconds(31));
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal(6, await Contacts());
    }

    [Fact]
    public async Task A_person_takes_the_word_back_while_it_waits()
    {
        var held = await Hold(6);
        await Approve(held);
        await _office.Ask(_office.Rep, "approvals.reject", new { ids = new[] { held[5].Id }, reason = "Enough for now" });
        _office.Time.Pass(TimeSpan.FromSeconds(65));
        await _office.Site.Tick(CancellationToken.None);
        Assert.Equal(5, await Contacts());
        Assert.Equal("rejected", (await _office.Standing(held[5].Id)).GetProperty("status").GetString());
        await _office.Ask(_office.Admin, "contacts.create", new { name = "Other", email = "p5@example.com" });
        // What is done is done.
        var late = await _office.Pass(_office.Rep, "approvals.reject", new { ids = new[] { held[0].Id }, reason = "Too late" });
        Assert.Equal("approval.decided", late.Refusal?.Code);
    }

    [Fact]
    public async Task What_changed_meanwhile_is_judged_when_there_is_room()
    {
        var held = await Hold(6);
        await Approve(held);
        await _office.Execute("UPDATE agents SET status = 'suspended' WHERE tenant = @tenant");
        _office.Time.Pass(TimeSpan.FromSeconds(65));
        await _office.Site.Tick(CancellationToken.None);
        var after = await _office.Standing(held[5].Id);
        Assert.Equal(("failed", "scopes.missing"), (after.GetProperty("status").GetString(), after.GetProperty("outcome").GetString()));
        Assert.Equal(5, await Contacts());
    }

    [Fact]
    public async Task What_never_finds_room_expires_and_gives_its_key_back()
    {
        await _office.Ask(_office.Admin, "limits.set", new { limits = new[] { new { name = "creates_per_day", most = 1L } } });
        var held = await Hold(2);
        await Approve(held);
        Assert.Equal((1, 1), (await Contacts(), await Waiting()));
        _office.Time.Pass(TimeSpan.FromDays(7.1));
        await _office.Site.Tick(CancellationToken.None);
        var after = await _office.Standing(held[1].Id);
        Assert.Equal(("expired", "approval.expired"), (after.GetProperty("status").GetString(), after.GetProperty("outcome").GetString()));
        await _office.Ask(_office.Admin, "contacts.create", new { name = "Other", email = "p1@example.com" });
    }

    [Fact]
    public async Task What_no_window_will_ever_have_room_for_fails_at_once()
    {
        var held = await Hold(1);
        await _office.Ask(_office.Admin, "limits.set", new { limits = new[] { new { name = "creates_per_day", most = 0L } } });
        await Approve(held);
        var after = await _office.Standing(held[0].Id);
        Assert.Equal(
            ("failed", "limits.creates_per_day"),
            (after.GetProperty("status").GetString(), after.GetProperty("outcome").GetString())
        );
    }

    private async Task<List<(string Id, string Hash)>> Hold(int count)
    {
        List<(string, string)> held = [];
        for (var n = 0; n < count; n++)
            held.Add(await _office.Held("contacts.create", new { name = $"{Names[n]} {Names[n]}son", email = $"p{n}@example.com" }));
        return held;
    }

    private async Task Approve(List<(string Id, string Hash)> held) =>
        await _office.Ask(
            _office.Admin,
            "approvals.approve",
            new { ids = held.Select(h => h.Id).ToArray(), plan_hashes = held.Select(h => h.Hash).ToArray() }
        );

    private static readonly string[] Names =
    [
        "Albrecht",
        "Bonnie",
        "Cuthbert",
        "Dagmar",
        "Esperanza",
        "Friedrich",
        "Guadalupe",
        "Hortense",
        "Ignatius",
        "Jolanda",
        "Kunigunde",
        "Leocadia",
    ];

    private Task<long> Contacts() => _office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant");

    private Task<long> Waiting() => _office.Number("SELECT COUNT(*) FROM approvals WHERE tenant = @tenant AND status = 'approved'");
}
