using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Tenants;

/// <summary>On the embedded store, which has nothing behind the application's filter.</summary>
public sealed class SqliteOnePathTests : OnePathTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);

    [Fact]
    public async Task Without_the_filter_and_nothing_behind_it_the_other_organisation_shows()
    {
        var (shown, _) = await Bare();
        Assert.True(shown.Count > 20, string.Join('\n', shown));
    }
}

/// <summary>On PostgreSQL, whose rows belong to an organisation whatever is asked.</summary>
public sealed class PostgresOnePathTests(PostgresServer server) : OnePathTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    [Proves(Frameworks.Saif, "controlAgentCredentialIsolation")]
    public async Task Without_the_filter_the_database_gives_nothing_of_another_organisation()
    {
        var (shown, bared) = await Bare();
        Assert.Empty(shown);
        Assert.True(bared > 100, $"Only {bared} texts had a filter.");
    }
}

/// <summary>
/// What is asked of the database for another organisation's things and for nobody's: the same texts, each bound to the caller's organisation. At the gate, which
/// every door comes to, and to which nobody comes but the host for what no door offers.
/// </summary>
public abstract class OnePathTests : IAsyncLifetime
{
    private Books _books = null!;
    private Watched _watched = null!;
    private Strangers _strangers = null!;
    private IDisposable _still = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _books = await Books.Open(address: await NewDatabase(), through: d => _watched = new(d));
        await Neighbours.Furnish(_books);
        // Instants in answers are those of one moment.
        _still = _books.Time.Stop();
        _strangers = await Strangers.Of(_books.Database, _books.Ours, _books.Theirs, _books.Time.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        _still.Dispose();
        await _books.DisposeAsync();
        Directory.Delete(_books.Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    public async Task Nothing_is_looked_for_before_it_is_asked_whose_it_is()
    {
        var (samples, texts) = (new Samples(_books.Ours), new HashSet<string>(StringComparer.Ordinal));
        Judge judge = new(_strangers);
        await foreach (var (aim, stranger, by, n) in Probes(each: 3))
        {
            string? why = null;
            // What is believed for a second may be read again in between: a difference that stays is one.
            for (var again = 0; again < 3; again++)
            {
                var missing = await Call(by, aim.Action, aim.With(stranger.Twin, samples, n));
                var found = await Call(by, aim.Action, aim.With(stranger.Value, samples, n));
                texts.UnionWith(found.Asked.Select(a => a.Sql));
                why = Differs(found.Asked, missing.Asked);
                if (why is not null)
                    continue;
                judge.Compare(aim, "the gate", stranger, found.Told, missing.Told);
                break;
            }
            if (why is not null)
                judge.Wrong.Add($"{aim.Action.Id} {aim.Path} = {stranger.Value}: {why}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{judge.Probes} pairs, {texts.Count} texts of SQL: {judge}");
        Assert.True(judge.Wrong.Count == 0, $"{_books.Failure}\n{string.Join('\n', judge.Wrong.Take(30))}");
        Assert.True(texts.Count > 100, $"Only {texts.Count} texts were asked.");
    }

    /// <summary>What shows of the other organisation when every filter is taken out of every text.</summary>
    protected async Task<(List<string> Shown, int Bared)> Bare()
    {
        var (samples, shown, n) = (new Samples(_books.Ours), new List<string>(), 50_000);
        _watched.IsBare = true;
        foreach (var action in _books.Catalogue.All.Where(a => a.Effect == Effect.Read))
            await Look(action.Id, _books.Ours.Admin, action, samples.Of(action, ++n), "");
        await foreach (var (aim, stranger, by, number) in Probes(each: 2))
        {
            if (_watched.Dialect == Dialect.Sqlite && aim.Action.Effect != Effect.Read)
                continue;
            await Look(
                $"{aim.Action.Id} {aim.Path} = {stranger.Value}",
                by,
                aim.Action,
                aim.With(stranger.Value, samples, number),
                stranger.Value
            );
        }
        _watched.IsBare = false;
        return (shown, _watched.Bared);

        async Task Look(string what, Principal by, ActionSpec action, JsonObject arguments, string given)
        {
            var text = (await Call(by, action, arguments)).Told.Text;
            // What was given may be said back, and what can be read off it.
            if (given.Length > 0)
                text = given
                    .Split('@', ' ')
                    .Prepend(given)
                    .Aggregate(text, (t, part) => t.Replace(part, "", StringComparison.OrdinalIgnoreCase));
            if (new Judge(_strangers).Shows(text) is { } seen)
                shown.Add($"{what}: {seen} in {text[..Math.Min(300, text.Length)]}");
        }
    }

    private async IAsyncEnumerable<(Aim Aim, Stranger Stranger, Principal By, int N)> Probes(int each)
    {
        var n = 1000;
        // Of an id only its digits are left in a phone number: two of them match each other, not what somebody else has.
        foreach (var aim in _books.Catalogue.All.SelectMany(Aim.Of).Where(a => a.WhyNot is null && a.Path != "phone"))
        {
            var tried = aim.Tried(_strangers);
            for (var i = 0; i < Math.Min(each, tried.Count); i++)
            {
                n++;
                var by = n % 2 == 0 && aim.Action.Offered is not (Offered.People or Offered.Inside) ? _books.Ours.Agent : _books.Ours.Admin;
                yield return (aim, tried[(n * 31 + i * 7919) % tried.Count], by, n);
            }
            await Task.Yield();
        }
    }

    private async Task<(Told Told, IReadOnlyList<(string Sql, string? Tenant)> Asked)> Call(
        Principal by,
        ActionSpec action,
        JsonObject arguments
    )
    {
        _watched.Take();
        var outcome = await _books.Pass(by, action.Id, JsonSerializer.SerializeToElement(arguments));
        var said = outcome.Refusal is { } refusal ? Rendering.Answer(refusal) : outcome.Json;
        return (new((int)outcome.Ended, Encoding.UTF8.GetString(said.Span), outcome.Refusal?.Code, null), _watched.Take());
    }

    private string? Differs(IReadOnlyList<(string Sql, string? Tenant)> found, IReadOnlyList<(string Sql, string? Tenant)> missing)
    {
        var tenant = _books.Ours.Admin.Tenant;
        if (found.FirstOrDefault(a => a.Tenant != tenant && TenantTextTests.Touches(a.Sql)) is { Sql: not null } stray)
            return $"asks for {stray.Tenant ?? "nobody in particular"}: {stray.Sql}";
        if (found.FirstOrDefault(a => TenantTextTests.Wrong(a.Sql) is not null) is { Sql: not null } open)
            return $"{TenantTextTests.Wrong(open.Sql)}: {open.Sql}";
        for (var i = 0; i < Math.Max(found.Count, missing.Count); i++)
            if (found.ElementAtOrDefault(i).Sql != missing.ElementAtOrDefault(i).Sql)
                return $"asks {found.ElementAtOrDefault(i).Sql ?? "nothing"}, and for nobody's {missing.ElementAtOrDefault(i).Sql ?? "nothing"}";
        return null;
    }
}
