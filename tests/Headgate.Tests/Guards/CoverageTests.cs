using Headgate.Tests.Running;

namespace Headgate.Tests.Guards;

/// <summary>
/// Every action × every way in × every guard, struck out only by what a running server was seen to answer and to audit. What stays is written down, and nothing
/// may stay.
/// </summary>
public sealed class CoverageTests : IAsyncLifetime
{
    private static readonly string List = Repository.At("tests", "Headgate.Tests", "Guards", "unproven.txt");

    private House _house = null!;

    public async ValueTask InitializeAsync() => _house = await House.Open();

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
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
        _house.Books.Time.Pass(TimeSpan.FromMinutes(2));
        foreach (var prover in provers)
            await prover.RunExpired(actions);

        var left = string.Concat(provers.SelectMany(p => p.Left).Select(l => l + "\n"));
        if (left != (File.Exists(List) ? await File.ReadAllTextAsync(List) : null))
            await File.WriteAllTextAsync(List, left);
        var owed = provers.Sum(p => p.Owed);
        Assert.True(owed > actions.Count * provers.Length * 3, $"Only {owed} proofs are owed for {actions.Count} actions.");
        Assert.True(left.Length == 0, $"Of {owed} proofs these are missing (see Guards/unproven.txt):\n{left}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{owed} proofs for {actions.Count} actions.");
    }
}
