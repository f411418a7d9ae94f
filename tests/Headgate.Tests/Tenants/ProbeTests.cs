using Headgate.Gate;
using Headgate.Tests.Guards;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Tenants;

/// <summary>On the embedded store.</summary>
public sealed class SqliteProbeTests : ProbeTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresProbeTests(PostgresServer server) : ProbeTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>
/// Every parameter of every action, with everything that names something in another organisation, through every door: the answer is that of what exists
/// nowhere. <c>PROBES=100000</c> on each store for the long form.
/// </summary>
public abstract class ProbeTests : IAsyncLifetime
{
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("PROBES"), out var probes) ? probes : 1500;

    private House _house = null!;
    private Strangers _strangers = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _house = await House.Open(await NewDatabase());
        var handed = await Neighbours.Furnish(_house);
        _strangers = await Strangers.Of(_house.Database, _house.Books.Ours, _house.Books.Theirs, _house.Books.Time.GetUtcNow(), handed);
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP10")]
    [Proves(Frameworks.Saif, "controlAgentCredentialIsolation")]
    public async Task What_another_organisation_has_is_answered_like_what_nobody_has()
    {
        var grants = await Grants.Make(_house);
        Way[] ways =
        [
            new RestWay(_house, "rest"),
            new McpWay(_house, modern: true),
            new McpWay(_house, modern: false),
            new RestWay(_house, "cli"),
        ];
        var aims = _house.Books.Catalogue.All.SelectMany(Aim.Of).Where(a => a.WhyNot is null).ToList();
        // No door hands these on: the same is shown of them at the gate.
        var reached = aims.Where(a => ways.Any(w => Leads(w, a.Action))).ToList();
        Assert.All(aims.Except(reached), a => Assert.Equal(Offered.Inside, a.Action.Offered));
        Assert.All(
            reached,
            a => Assert.True(a.Tried(_strangers).Count > 0, $"{a.Action.Id} {a.Path}: the other organisation has nothing to try")
        );
        await _house.Settle();
        var before = await Tenanted.Lines(_house.Database, _house.Books.Theirs.Admin.Tenant);
        Judge judge = new(_strangers);
        Samples samples = new(_house.Books.Ours);
        var n = 0;
        for (var round = 0; (judge.Probes < Count || round == 0) && judge.Wrong.Count < 30; round++)
            foreach (var aim in reached)
            {
                var (tried, way) = (aim.Tried(_strangers), ways[++n % ways.Length]);
                if (!Leads(way, aim.Action))
                    way = ways.First(w => Leads(w, aim.Action));
                var token = aim.Action.Offered == Offered.People || way.LetsPeopleIn && n % 3 == 0 ? _house.Books.Ours.Token : grants.Full;
                // A prime: rounds come by all of them, whatever their number.
                var stranger = tried[(int)((n + round * 7919L) % tried.Count)];
                var found = await way.Call(aim.Action, aim.With(stranger.Value, samples, n), token);
                var missing = await way.Call(aim.Action, aim.With(stranger.Twin, samples, n), token);
                judge.Compare(aim, way.Name, stranger, found, missing);
            }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{judge.Probes} probes of {reached.Count} parameters of {reached.Select(a => a.Action).Distinct().Count()} actions with {_strangers.All.Count} names: {judge}"
        );
        Assert.True(judge.Wrong.Count == 0, string.Join('\n', judge.Wrong));
        // Most came as far as looking.
        Assert.True(judge.Share("record.not_found") > 0.1, judge.ToString());
        await _house.Settle();
        var after = await Tenanted.Lines(_house.Database, _house.Books.Theirs.Admin.Tenant);
        Assert.Empty(before.Except(after).Concat(after.Except(before)).Take(10));
    }

    private static bool Leads(Way way, ActionSpec action) => way.LeadsTo(action) && (way.LetsPeopleIn || action.Offered != Offered.People);
}
