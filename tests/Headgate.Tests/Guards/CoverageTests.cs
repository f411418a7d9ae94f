using Headgate.Gate.Grounds;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Guards;

/// <summary>On the embedded store.</summary>
public sealed class SqliteCoverageTests() : CoverageTests("sqlite")
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresCoverageTests(PostgresServer server) : CoverageTests("postgres")
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>
/// Every action × every way in × every guard, struck out only by what a running server was seen to answer and to audit. What stays is written down, and nothing
/// may stay.
/// </summary>
public abstract class CoverageTests(string store) : IAsyncLifetime
{
    private readonly string _list = Repository.At("tests", "Headgate.Tests", "Guards", $"unproven-{store}.txt");

    private House _house = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => _house = await House.Open(await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.3.4", "10.2.5")]
    [Proves(Frameworks.Mcp, "MCP07")]
    public async Task Every_guard_is_seen_at_work_on_every_action_through_every_door()
    {
        var actions = _house.Books.Catalogue.All;
        var grants = await Grants.Make(_house);
        Prover[] provers =
        [
            .. (
                (Way[])
                    [
                        new McpWay(_house, modern: true),
                        new McpWay(_house, modern: false),
                        new RestWay(_house, "rest"),
                        new RestWay(_house, "cli"),
                    ]
            ).Select(way => new Prover(_house, grants, way)),
        ];
        foreach (var prover in provers)
            await prover.Run(actions);
        _house.Books.Time.Pass(TimeSpan.FromHours(14));
        foreach (var prover in provers)
            await prover.RunExpired(actions);

        await EveryWordComesOutTheSame();
        var left = string.Concat(provers.SelectMany(p => p.Left).Select(l => l + "\n"));
        if (left != (File.Exists(_list) ? await File.ReadAllTextAsync(_list) : null))
            await File.WriteAllTextAsync(_list, left);
        var owed = provers.Sum(p => p.Owed);
        Assert.True(owed > actions.Count * provers.Length * 3, $"Only {owed} proofs are owed for {actions.Count} actions.");
        Assert.True(left.Length == 0, $"Of {owed} proofs these are missing (see {_list}):\n{left}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{owed} proofs for {actions.Count} actions.");
    }

    // What every guard said of every action through every door, once more from the recorded facts alone.
    private async Task EveryWordComesOutTheSame()
    {
        var since = 0L;
        HashSet<string> silent = [.. Retrial.Guards.Except(["taint", "policy", "breaker", "redact", "audit"])];
        string? cursor = null;
        do
        {
            var page = await _house.Admin("audit.replay", cursor is null ? new { limit = 2000 } : new { limit = 2000, cursor });
            Assert.Equal("[]", page.GetProperty("differences").GetRawText());
            Assert.Equal(0, page.GetProperty("unrecorded").GetInt64());
            since += page.GetProperty("decisions").GetInt64();
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        } while (cursor is not null);
        foreach (var code in _house.Texts("SELECT DISTINCT COALESCE(code, ended) FROM audit_events"))
            silent.Remove(
                code == "planned" ? "dry_run"
                : code == "held" ? "approval"
                : code.Split('.')[0]
            );
        Assert.Empty(silent);
        Assert.True(since > 5000, $"only {since} decisions");
    }
}
