using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Undoing;

/// <summary>On the embedded store.</summary>
public sealed class SqliteEveryWriteTests : EveryWriteTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresEveryWriteTests(PostgresServer server) : EveryWriteTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>What holds for every action that writes, found in the catalogue and struck out only by what was seen.</summary>
public abstract class EveryWriteTests : IAsyncLifetime
{
    private Books _books = null!;
    private Samples _samples = null!;
    private Fresh _fresh = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _books = await Books.Open(address: await NewDatabase());
        _samples = new(_books.Ours);
        _fresh = new(
            (action, arguments) => _books.Ask(_books.For(action).Admin, action, arguments),
            (action, arguments) => _books.Ask(_books.Ours.Agent, action, arguments)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _books.DisposeAsync();
        Directory.Delete(_books.Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.2.3")]
    [Proves(Frameworks.Agentic, "ASI02")]
    public async Task Every_write_is_undone_to_the_last_field_or_says_why_not()
    {
        SortedDictionary<string, string> left = new(StringComparer.Ordinal);
        foreach (var action in Writes.Where(a => !Undoable.NoCall.ContainsKey(a.Id)))
            left[action.Id] = "was not tried";
        var n = 5000;
        foreach (var action in Writes.Where(a => left.ContainsKey(a.Id)))
            if (await Undo(action, ++n) is { } wrong)
                left[action.Id] = wrong;
            else
                left.Remove(action.Id);
        Assert.True(left.Count == 0, string.Join('\n', left.Select(l => $"{l.Key}: {l.Value}")));
        Assert.Empty(Undoable.Not.Keys.Concat(Undoable.But.Keys).Concat(Undoable.NoCall.Keys).Except(Writes.Select(a => a.Id)));
    }

    [Fact]
    public async Task A_dry_run_of_every_write_changes_nothing_and_shows_the_plan_that_the_call_then_has()
    {
        SortedDictionary<string, string> left = new(StringComparer.Ordinal);
        foreach (
            var action in Writes.Where(a =>
                a.Id
                    is not (
                        "orgs.create"
                        or "users.open_session"
                        or "clients.issue"
                        or "clients.redeem"
                        or "clients.refresh"
                        or "providers.admit"
                        or "providers.arrive"
                        or "providers.exchange"
                    )
            )
        )
            left[action.Id] = "was not tried";
        var n = 7000;
        foreach (var action in Writes.Where(a => left.ContainsKey(a.Id)))
            if (await DryRun(action, ++n) is { } wrong)
                left[action.Id] = wrong;
            else
                left.Remove(action.Id);
        Assert.True(left.Count == 0, string.Join('\n', left.Select(l => $"{l.Key}: {l.Value}")));
    }

    // The rollout plan comes last: while there is one, it keeps agents from the others.
    private IEnumerable<ActionSpec> Writes =>
        _books.Catalogue.All.Where(a => a.Effect != Effect.Read).OrderBy(a => a.Id.StartsWith("rollout.", StringComparison.Ordinal));

    private async Task<string?> Undo(ActionSpec action, int n)
    {
        var arguments = await Arguments(action, n);
        var by = await Whose(action);
        var run = await CleanRun();
        string[] but = Undoable.But.GetValueOrDefault(action.Id) ?? [];
        var before = await Tables.Business(_books.Database, but);
        var done = await _books.Pass(by, action.Id, JsonSerializer.SerializeToElement(arguments), run: run);
        if (done.Ended != Ended.Done)
            return $"ended {done.Ended} {done.Refusal?.Code} {done.Refusal?.Why}";
        var after = await Tables.Business(_books.Database, but);
        if (before.Against(after).Count == 0 && !Undoable.Not.ContainsKey(action.Id))
            return "it changed nothing";
        var undone = await _books.Pass(_books.Ours.Admin, "runs.undo", JsonSerializer.SerializeToElement(new { run = done.Event }));
        if (undone.Ended != Ended.Done)
            return $"its undo ended {undone.Ended} {undone.Refusal?.Code} {undone.Refusal?.Why} {_books.Failure}";
        var report = JsonElement.Parse(undone.Json.Span);
        var restored = await Tables.Business(_books.Database, but);
        if (report.GetProperty("conflicts").GetArrayLength() > 0)
            return $"conflicts {report}";
        if (Undoable.Not.TryGetValue(action.Id, out var reason))
            return !report
                    .GetProperty("not_undoable")
                    .EnumerateArray()
                    .Any(l => l.GetProperty("why").GetString()!.Contains(reason, StringComparison.Ordinal))
                    ? $"does not say why not: {report}"
                : after.Against(restored) is { Count: > 0 } some ? $"was undone in part: {string.Join("; ", some.Take(4))}"
                : null;
        if (before.Against(restored) is { Count: > 0 } differs)
            return $"is not restored: {string.Join("; ", differs.Take(6))} {report}";
        // And back again: an undo is a call like any other.
        var again = await _books.Pass(_books.Ours.Admin, "runs.undo", JsonSerializer.SerializeToElement(new { run = undone.Event }));
        if (again.Ended != Ended.Done)
            return $"the undo of its undo ended {again.Ended} {again.Refusal?.Code} {again.Refusal?.Why}";
        return after.Against(await Tables.Business(_books.Database, but)) is { Count: > 0 } twice
            ? $"the undo of its undo is something else: {string.Join("; ", twice.Take(6))} {again.Json.Length}"
            : null;
    }

    private async Task<string?> DryRun(ActionSpec action, int n)
    {
        var arguments = await Arguments(action, n);
        var by = await Whose(action);
        arguments["dry_run"] = true;
        var run = await CleanRun();
        using var still = Undoable.SaysWhen.Contains(action.Id) ? _books.Time.Stop() : null;
        var before = await Tables.All(_books.Database);
        Assert.True(before.Filled > 20);
        var shown = await _books.Pass(by, action.Id, JsonSerializer.SerializeToElement(arguments), run: run);
        if (shown.Ended != Ended.Planned)
            return $"ended {shown.Ended} {shown.Refusal?.Code} {shown.Refusal?.Why}";
        if (before.Against(await Tables.All(_books.Database)) is { Count: > 0 } differs)
            return $"changed {string.Join("; ", differs.Take(4))}";
        var key = await KeyOf(by.Tenant);
        arguments.Remove("dry_run");
        var done = await _books.Pass(by, action.Id, JsonSerializer.SerializeToElement(arguments), run: run);
        if (done.Ended != Ended.Done)
            return $"ended {done.Ended} {done.Refusal?.Code} {done.Refusal?.Why}";
        var planned = key.To(Convert.FromHexString(JsonElement.Parse(shown.Json.Span).GetProperty("plan_hash").GetString()!));
        var applied = await PlanOf(by.Tenant, done.Event);
        return planned == applied ? null : $"showed {planned} and applied {applied}";
    }

    // What the agent has read for another action would make a person decide here.
    private async Task<string> CleanRun() =>
        (await _books.Ask(_books.Ours.Admin, "runs.start", new { agent = $"{_books.Ours.Word} agent", reason = "another action" }))
            .GetProperty("run")
            .GetString()!;

    private async Task<string?> PlanOf(string tenant, string id)
    {
        await using var view = await _books.Database.Read(tenant, CancellationToken.None);
        var body = (byte[])
            (
                await view.Session.Scalar(
                    "SELECT body FROM audit_events WHERE tenant = @tenant AND id = @id",
                    ("tenant", tenant),
                    ("id", id)
                )
            )!;
        return JsonElement.Parse(body).TryGetProperty("plan", out var hash) ? hash.GetString() : null;
    }

    // Under what the audit commits to plans; an erasure destroys it.
    private async Task<CommitmentKey> KeyOf(string tenant)
    {
        await using var view = await _books.Database.Read(tenant, CancellationToken.None);
        var rows = await view.Session.Query<Wrapped>(
            "SELECT id, wrapped AS bytes FROM commitment_keys WHERE tenant = @tenant ORDER BY id DESC LIMIT 1",
            ("tenant", tenant)
        );
        return new(rows[0].Id, _books.Sealer.Unwrap(tenant, rows[0].Id, rows[0].Bytes));
    }

    private sealed class Wrapped
    {
        public string Id { get; init; } = "";
        public byte[] Bytes { get; init; } = [];
    }

    private async Task<JsonObject> Arguments(ActionSpec action, int n)
    {
        var arguments = _samples.Of(action, n);
        await _fresh.For(action.Id, arguments, n);
        // There is something to take away.
        if (action.Id == "users.reset_factors")
        {
            arguments["person"] = "me";
            await _fresh.For("users.remove_factor", [], n);
        }
        return arguments;
    }

    // An agent where one may, and a person for what only people do or what always waits for one.
    private async Task<Principal> Whose(ActionSpec action)
    {
        var pool = _books.For(action.Id);
        var by = pool.Admin;
        return action.Id switch
        {
            "users.close_session" => by with { Credential = await Credential("person") },
            "users.arrive" => by with { Person = Ids.Fresh("usr", _books.Time.GetUtcNow()) },
            "users.remove_factor" => by with { Credential = await Credential("session") },
            "users.touch_session" => by with { Credential = await Credential("person") },
            "records.merge" or "records.delete" or "clients.consent" or "users.invite" => by,
            _ when action.Offered == Offered.Inside && action.Id.StartsWith("users.", StringComparison.Ordinal) => by,
            _ => action.Offered == Offered.People
                ? by
                : pool.Agent with
                {
                    Toolsets = new HashSet<string>(_books.Catalogue.All.Select(a => a.Toolset)),
                },
        };
    }

    private async Task<string> Credential(string kind)
    {
        if (kind == "person")
            await _books.Ask(_books.Ours.Admin, "users.link", new { person = "me", token = true });
        await using var view = await _books.Database.Read(_books.Ours.Admin.Tenant, CancellationToken.None);
        return (string)
            (
                await view.Session.Scalar(
                    "SELECT id FROM credentials WHERE tenant = @tenant AND kind = @kind AND revoked_at IS NULL ORDER BY id DESC",
                    ("tenant", _books.Ours.Admin.Tenant),
                    ("kind", kind)
                )
            )!;
    }
}
