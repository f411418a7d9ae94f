using System.Diagnostics;
using System.Globalization;
using Headgate.Tests.Approvals;
using Headgate.Tests.Store;

namespace Headgate.Tests.Replaying;

/// <summary>On the embedded store.</summary>
public sealed class SqliteReplayProof : ReplayProof
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresReplayProof(PostgresServer server) : ReplayProof
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>
/// Every decision of a long day comes out as it was recorded, and every record that is altered is told. With <c>REPLAY=100000</c> so many decisions and a
/// thousand altered ones.
/// </summary>
public abstract class ReplayProof : IAsyncLifetime
{
    private static readonly int Decisions = int.Parse(Environment.GetEnvironmentVariable("REPLAY") ?? "2000", CultureInfo.InvariantCulture);

    private Office _office = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => _office = await Office.Open(await NewDatabase(), policies: true);

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.5.3")]
    [Proves(Frameworks.Nist, "MEASURE 2.8")]
    [Proves(Frameworks.TrustLayer, "Audit trail and feedback")]
    public async Task Every_decision_comes_out_as_it_was_and_every_alteration_is_told()
    {
        _office.IsJudgedAgain = false;
        Day day = new(_office);
        await day.Begin();
        const int Versions = 20;
        for (var version = 0; version < Versions; version++)
        {
            await day.Rule(version);
            await day.Pass(Decisions / Versions);
        }

        var watch = Stopwatch.StartNew();
        var (counts, differences) = await _office.JudgeAgain();
        var took = watch.Elapsed;
        Assert.Equal("", string.Join('\n', differences.Take(5)));
        Assert.InRange(counts["decisions"], Decisions, long.MaxValue);
        Assert.Equal((counts["decisions"], 0, 0, 0), (counts["same"], counts["different"], counts["erased"], counts["unrecorded"]));
        Assert.InRange(counts["on_rulings"], 0, counts["decisions"] / 4);

        await Alterations.Open(_office);
        Random random = new(4);
        var altered = (await Alterations.Bodies(_office, "AND action <> 'audit.replay'"))
            .Where(b => b.Value["facts"] is not null)
            .OrderBy(_ => random.Next())
            .Take(Decisions / 100)
            .ToDictionary(StringComparer.Ordinal);
        foreach (var body in altered.Values)
            Alterations.Fact(body, random);
        await Alterations.Write(_office, altered);
        // One version of a rule is another one now: whatever was judged by it can be told by nothing else.
        var set = (
            await _office.Texts("SELECT hash FROM policy_sets WHERE tenant = @tenant AND name = 'many_notes' ORDER BY hash LIMIT 1")
        )[0];
        await _office.Execute(
            $"UPDATE policy_versions SET body = REPLACE(body, 'notes.create', 'notes.crease') WHERE tenant = @tenant AND hash IN (SELECT policy_hash FROM policy_sets WHERE tenant = @tenant AND hash = '{set}' AND name = 'many_notes')"
        );

        var (recounted, told) = await _office.JudgeAgain();
        var facts = told.Where(d => d.GetProperty("what").GetString() == "facts_altered")
            .Select(d => d.GetProperty("event").GetString()!)
            .ToHashSet();
        Assert.Equal([], altered.Keys.Except(facts));
        Assert.Equal([], facts.Except(altered.Keys));
        var rules = told.Where(d => d.GetProperty("what").GetString() == "rule_altered").ToList();
        var judged = (await Alterations.Bodies(_office)).Count(b =>
            (string?)b.Value["facts"]?["policy"]?["set"] == set
            && !altered.ContainsKey(b.Key)
            && (string?)b.Value["ended"] is "done" or "held" or "refused"
        );
        Assert.InRange(judged, 1, int.MaxValue);
        Assert.Equal(judged, rules.Count);
        Assert.Equal(recounted["different"], facts.Count + rules.Count);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{counts["decisions"]} decisions judged again in {took.TotalSeconds:f1} s; {facts.Count} altered facts and {rules.Count} decisions by an altered rule told"
            )
        );
    }
}
