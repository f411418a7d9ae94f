using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Headgate.Gate;
using Headgate.Hosting.Anchoring;
using Headgate.Log.Notes;
using Headgate.Store;
using Headgate.Store.Logs;
using Headgate.Store.Sqlite;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.Running;
using Headgate.Tests.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Tests.Logs;

/// <summary>The log over the embedded store.</summary>
public sealed class SqliteLogTests : LogTests
{
    private int _opened;

    protected override Task<Database> OpenNew() => Task.FromResult<Database>(SqliteDatabase.Open(Path.Combine(Folder, $"{++_opened}.db")));

    protected override async Task Unguard()
    {
        foreach (var name in (string[])["audit_events_no_update", "audit_events_no_delete", "log_tiles_no_update", "log_tiles_no_delete"])
            await Write($"DROP TRIGGER {name}");
    }

    [Fact]
    public async Task A_bucket_of_another_server_of_the_same_form_gets_checkpoints_too()
    {
        Uri address = new($"http://127.0.0.1:{Ports.Free()}/anchors/of/ours/");
        var enough = Path.Combine(Folder, "enough");
        var serving = NodeClients.Script("bucket.mjs", $"{address.Port}", enough);
        using HttpClient client = new();
        using var integrator = Integrator();
        using var anchors = AnchorsOf(address);
        await Create(Ours, 5);
        await integrator.All(CancellationToken.None);
        string said;
        do
        {
            said = Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).Standing;
            await Task.Delay(100);
        } while (said == "unreachable" && !serving.IsCompleted);
        Assert.Equal("agrees", said);
        await Create(Ours, 5);
        await integrator.All(CancellationToken.None);
        Assert.Equal("agrees", Assert.Single(await anchors.Ask(Ours.Tenant, CancellationToken.None)).Standing);
        foreach (var (name, size) in ((string, int)[])[("checkpoint", 10), ("checkpoints/5", 5), ("checkpoints/10", 10)])
            Assert.StartsWith(
                $"headgate/{Ours.Tenant}\n{size}\n",
                await client.GetStringAsync(new Uri(address, $"headgate/{Ours.Tenant}/{name}")),
                StringComparison.Ordinal
            );
        await File.WriteAllTextAsync(enough, "");
        Assert.Equal(0, (await serving).Exit);
    }

    [Fact]
    public async Task A_witness_that_takes_everything_and_answers_nothing_holds_nobody_up()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using Anchors anchors = new(
            new()
            {
                Data = Folder,
                Witnesses = TrustedWitness.Read($"http://{silent.LocalEndpoint} {new NoteSigner("silent.example", key).Key}"),
                AnchorsOnLoopback = true,
            },
            Database,
            Key,
            Time,
            NullLogger.Instance
        );
        using var integrator = Integrator();
        await Create(Ours, 3);
        await integrator.All(CancellationToken.None);
        var asking = anchors.All[0].Round(CancellationToken.None);
        await Create(Ours, 3);
        await integrator.All(CancellationToken.None);
        Assert.False(await asking);
        Assert.Contains("in time", anchors.All[0].State.Trouble!, StringComparison.Ordinal);
        Assert.True((await Check()).Whole);
    }

    [Fact]
    public async Task A_database_that_was_put_back_to_an_older_copy_signs_nothing()
    {
        var copy = Path.Combine(Folder, "copy.db");
        using (var integrator = Integrator())
        {
            await Create(Ours, 5);
            await integrator.All(CancellationToken.None);
            await Database.Backup(copy, CancellationToken.None);
            await Create(Ours, 5);
            await integrator.All(CancellationToken.None);
        }
        await using var older = SqliteDatabase.Open(copy);
        using var refusing = Integrator(older);
        Assert.False(await refusing.Step(CancellationToken.None));
        Assert.Contains("older state", refusing.Refuses, StringComparison.Ordinal);
        var before = new FileInfo(Path.Combine(Folder, "checkpoints")).Length;
        await refusing.All(CancellationToken.None);
        Assert.Equal(before, new FileInfo(Path.Combine(Folder, "checkpoints")).Length);
        await using var view = await older.Read(Ours.Tenant, CancellationToken.None);
        var report = await new LogCheck(view.Session, Ours.Tenant, Key, new(Path.Combine(Folder, "checkpoints"))).Run(Time.GetUtcNow());
        Assert.Contains(report.Faults, f => f.Code == "rolled_back");
    }
}

/// <summary>The log over the embedded store when all work is done twice.</summary>
public sealed class RepeatedLogTests : LogTests
{
    private int _opened;

    protected override Task<Database> OpenNew() =>
        Task.FromResult<Database>(new Again(SqliteDatabase.Open(Path.Combine(Folder, $"{++_opened}.db"))));

    protected override async Task Unguard()
    {
        foreach (var name in (string[])["audit_events_no_update", "audit_events_no_delete", "log_tiles_no_update", "log_tiles_no_delete"])
            await Write($"DROP TRIGGER {name}");
    }
}
