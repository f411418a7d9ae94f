using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Crash;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Hosting.Anchoring;
using Headgate.Log;
using Headgate.Log.Notes;
using Headgate.Store;
using Headgate.Store.Logs;
using Headgate.Tests.Running;
using Headgate.Verify;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Tests.Logs;

public abstract partial class LogTests
{
    [Fact]
    [Proves(Frameworks.Mcp, "MCP08")]
    [Proves(Frameworks.Aisvs, "9.4.2")]
    public async Task A_witness_signs_the_newest_checkpoint_and_exports_and_proofs_carry_it()
    {
        using var integrator = Integrator();
        await using var witness = await Witness();
        using var anchors = AnchorsOf(witness);
        await Create(Ours, 30);
        await integrator.IntegrateAll(Database);
        Assert.True(await anchors.All[0].Round(CancellationToken.None));
        Assert.Equal((0, null), (anchors.All[0].State.Behind, anchors.All[0].State.Trouble));
        await Create(Ours, 40);
        await integrator.IntegrateAll(Database);
        Assert.True(await anchors.All[0].Round(CancellationToken.None));
        var key = Key.SignerOf(Ours.Tenant).Key.ToString();
        // What came since is proven by the newest checkpoint, and what the witness has by one that it signed.
        var third = await ProofOf(3);
        Assert.Empty(Verification.Of(third, key, null, witness.Key).Findings);
        Assert.Equal(70, Log.Checkpoint.Read(LogProof.Read(await File.ReadAllTextAsync(third)).Note.Text).Size);
        await Create(Ours, 5);
        await integrator.IntegrateAll(Database);
        Assert.Empty(Verification.Of(await ProofOf(3), key, null, witness.Key).Findings);
        var newest = await ProofOf(72);
        Assert.Empty(Verification.Of(newest, key, null).Findings);
        Assert.InRange(Log.Checkpoint.Read(LogProof.Read(await File.ReadAllTextAsync(newest)).Note.Text).Size, 73, 80);
        var bundle = await Export("witnessed");
        var verdict = Verification.Of(bundle, key, null, witness.Key);
        Assert.Empty(verdict.Findings);
        Assert.Contains(verdict.Said, s => s.StartsWith("The first 70 of 7", StringComparison.Ordinal));
        Assert.Equal("agrees", Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).Standing);
        Assert.True((await CheckWith(witness)).Whole);
        // Somebody puts another's signature in its place.
        await Write(
            "UPDATE log_anchors SET line = (SELECT b.line FROM log_anchors b WHERE b.tenant = @tenant AND b.size = 30) WHERE tenant = @tenant AND size = 70"
        );
        Assert.Contains((await CheckWith(witness)).Faults, f => f.Code == "cosignature_differs");
    }

    [Fact]
    public async Task A_log_that_was_forked_or_put_back_is_told_by_its_witness_alone()
    {
        using var integrator = Integrator();
        await using var witness = await Witness();
        using (var anchors = AnchorsOf(witness))
        {
            await Create(Ours, 20);
            await integrator.IntegrateAll(Database);
            Assert.Equal("agrees", Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).Standing);
        }
        var (other, company) = await AnotherHistory();
        using var second = Integrator(other, Checkpoints + "-other");
        using var theirs = AnchorsOf(witness, other);
        foreach (var (count, why) in ((int, string)[])[(12, "put back"), (8, "forked"), (5, "forked")])
        {
            for (var i = 0; i < count; i++)
                await company.Ask("contacts.create", new { name = $"Another {i}" });
            await second.IntegrateAll(other);
            Assert.Null(second.Refuses);
            var said = Assert.Single(await theirs.Ask(Ours.Tenant, CancellationToken.None));
            Assert.Equal("contradicts", said.Standing);
            Assert.Contains(why, said.What, StringComparison.Ordinal);
        }
        Assert.True(await theirs.All[0].Round(CancellationToken.None));
        Assert.True(theirs.All[0].State.Behind >= 25);
        Assert.Contains("forked", theirs.All[0].State.Trouble!, StringComparison.Ordinal);
        Assert.DoesNotContain(Ours.Tenant, Assert.Single(theirs.Troubled), StringComparison.Ordinal);
        // That it goes away afterwards makes nothing good.
        Time.Pass(TimeSpan.FromMinutes(2));
        await witness.App.StopAsync();
        Assert.False(await theirs.All[0].Round(CancellationToken.None));
        Assert.Contains("forked", theirs.All[0].State.Trouble!, StringComparison.Ordinal);
    }

    // Under the same name and key; with a file of checkpoints of its own nothing is wrong with it here.
    private async Task<(Database Database, Company Company)> AnotherHistory()
    {
        var other = await OpenNew();
        _opened.Add(other);
        await Migrator.Run(other, Time);
        return (other, await new Company(other, Sealer, Time, 1).Found());
    }

    [Fact]
    public async Task A_witness_that_is_away_holds_nothing_up_and_gets_what_it_missed()
    {
        using var integrator = Integrator();
        var witness = await Witness();
        using var anchors = AnchorsOf(witness);
        var (address, key) = (witness.App.Urls.First(), witness.Key);
        await Create(Ours, 3);
        await integrator.IntegrateAll(Database);
        Assert.True(await anchors.All[0].Round(CancellationToken.None));
        await witness.DisposeAsync();
        await Create(Ours, 4);
        await integrator.IntegrateAll(Database);
        Assert.False(await anchors.All[0].Round(CancellationToken.None));
        Assert.True(anchors.All[0].State.Behind >= 4);
        Assert.Contains("could not be asked", anchors.All[0].State.Trouble!, StringComparison.Ordinal);
        Assert.Equal("unreachable", Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).Standing);
        await using var again = await Witness(address);
        Assert.Equal(key, again.Key);
        Assert.True(await anchors.All[0].Round(CancellationToken.None));
        Assert.Equal((0, null), (anchors.All[0].State.Behind, anchors.All[0].State.Trouble));
        // And when it is this side that has forgotten: the witness says where it is.
        await Write("DELETE FROM log_anchors WHERE tenant = @tenant");
        await Create(Ours, 2);
        await integrator.IntegrateAll(Database);
        Assert.True(await anchors.All[0].Round(CancellationToken.None));
        Assert.Contains("9 entries", Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_believed_of_a_key_that_was_not_given_nor_taken_from_where_nobody_may_go()
    {
        using var integrator = Integrator();
        await Create(Ours, 3);
        await integrator.IntegrateAll(Database);
        await using var witness = await Witness();
        using var ours = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var strange = new NoteSigner("headgate-witness", ours).Key.ToString();
        using (var anchors = AnchorsOf(witness, key: strange))
            Assert.Equal("refused", Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).Standing);
        Assert.Equal(0L, await CountAnchored());
        // The tree over all was not given to it.
        using (var anchors = AnchorsOf(witness))
            Assert.Equal("unknown", Assert.Single(await anchors.Ask(Database.Everyone, CancellationToken.None)).Standing);
        using (var anchors = AnchorsOf(witness, loopback: false))
            Assert.Contains(
                "on this machine",
                Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).What,
                StringComparison.Ordinal
            );
        // It knows the log, and another key of it.
        using var log = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var other = await Witness(folder: "other", log: new NoteSigner(LogKey.OriginOf(Ours.Tenant), log).Key.ToString());
        using (var anchors = AnchorsOf(other))
            Assert.Contains(
                "another key",
                Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).What,
                StringComparison.Ordinal
            );
    }

    private async Task<WitnessServer> Witness(string? address = null, string folder = "witness", string? log = null)
    {
        var at = address is null ? new(IPAddress.Loopback, Ports.Free()) : IPEndPoint.Parse(new Uri(address).Authority);
        var witness = WitnessServer.Build(
            Path.Combine(Folder, folder),
            "headgate-witness",
            [log ?? Key.SignerOf(Ours.Tenant).Key.ToString()],
            at
        );
        await witness.App.StartAsync();
        return witness;
    }

    private Anchors AnchorsOf(WitnessServer witness, Database? database = null, string? key = null, bool loopback = true) =>
        new(
            new()
            {
                Data = Folder,
                Witnesses = TrustedWitness.Read($"{witness.App.Urls.First()} {key ?? witness.Key}"),
                AnchorsOnLoopback = loopback,
            },
            database ?? Database,
            Key,
            Time,
            NullLogger.Instance
        );

    private async Task<LogReport> CheckWith(WitnessServer witness)
    {
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        return await new LogCheck(view.Session, Ours.Tenant, Key, new(Checkpoints), [NoteKey.Read(witness.Key)]).Run(Time.GetUtcNow());
    }

    private async Task<string> ProofOf(int index)
    {
        var outcome = await Ours.Ask("audit.proof", new { id = (await Ids())[index] });
        Assert.True(outcome.Ended == Ended.Done, outcome.Refusal?.Why);
        var path = Path.Combine(Folder, $"{index}.tlog-proof");
        await File.WriteAllTextAsync(path, JsonElement.Parse(outcome.Json.Span).GetProperty("proof").GetString());
        return path;
    }

    private async Task<object?> CountAnchored()
    {
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        return await view.Session.Scalar("SELECT COUNT(*) FROM log_anchors WHERE tenant = @tenant", ("tenant", Ours.Tenant));
    }
}
