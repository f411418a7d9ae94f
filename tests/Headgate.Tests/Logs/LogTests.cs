using System.Security.Cryptography;
using Headgate.Crash;
using Headgate.Gate;
using Headgate.Log;
using Headgate.Log.Notes;
using Headgate.Store;
using Headgate.Store.Logs;
using Headgate.Tests.Store;

namespace Headgate.Tests.Logs;

/// <summary>The log over a store, run against each by a thin subclass: what is committed is integrated once, and what is tampered with is found.</summary>
public abstract partial class LogTests : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _opened = [];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("headgate-log-").FullName;
    protected FakeTime Time { get; } = new();
    protected Sealer Sealer { get; } = new(RandomNumberGenerator.GetBytes(32));
    protected Database Database { get; private set; } = null!;
    protected Company Ours { get; private set; } = null!;
    protected Company Theirs { get; private set; } = null!;

    private string Checkpoints => Path.Combine(Folder, "checkpoints");

    /// <summary>A fresh database.</summary>
    protected abstract Task<Database> OpenNew();

    /// <summary>Takes away what guards the audit, as somebody who owns the database can.</summary>
    protected abstract Task Unguard();

    public async ValueTask InitializeAsync()
    {
        Database = await OpenNew();
        _opened.Add(Database);
        await Migrator.Run(Database, Time);
        Ours = await new Company(
            Database,
            Sealer,
            Time,
            1,
            new Headgate.Features.Audit.Proof(),
            new Headgate.Features.Audit.Checkpoint()
        ).Found();
        Theirs = await new Company(Database, Sealer, Time, 2).Found();
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var one in _opened)
            await one.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.4.2")]
    [Proves(Frameworks.Mcp, "MCP08")]
    [Proves(Frameworks.TrustLayer, "Audit trail and feedback")]
    public async Task Every_event_is_integrated_once_in_the_order_of_its_commit_and_provable()
    {
        using var integrator = Integrator();
        for (var round = 0; round < 4; round++)
        {
            await Create(Ours, 70);
            await Create(Theirs, 5);
            await integrator.IntegrateAll(Database);
        }
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        var log = new StoredLog(view.Session, Ours.Tenant);
        var state = (await log.State())!;
        Assert.Equal(280, state.Size);
        var head = SignedNote.Read((await log.Head(280))!);
        Assert.True(head.IsSignedBy(NoteKey.Read(state.Vkey)));
        Assert.Equal(await log.Tree(280).Root(), Log.Checkpoint.Read(head.Text).Root);
        var places = new List<long?>();
        foreach (
            var id in await view.Session.Query<string>(
                "SELECT id FROM audit_events WHERE tenant = @tenant ORDER BY seq",
                ("tenant", Ours.Tenant)
            )
        )
        {
            var one = (await log.Event(id))!;
            places.Add(await log.IndexOf(one.Xid, one.Seq));
        }
        Assert.Equal(Enumerable.Range(0, 280).Select(i => (long?)i), places);
        Assert.Equal(await Head("headgate/root"), new Log.Checkpoint("headgate/root", 8, await RootOverAll()));
        Assert.True((await Check()).Whole);
    }

    [Fact]
    public async Task What_committed_before_there_was_a_log_is_integrated_too()
    {
        var old = await OpenNew();
        _opened.Add(old);
        await Migrator.Run(old, Time, upTo: 14);
        var company = await new Company(old, Sealer, Time, 3).Found();
        for (var i = 0; i < 3; i++)
            await old.Write(company.Tenant, s => Insert(s, company.Tenant, $"evt_old{i}"));
        await Migrator.Run(old, Time);
        using var integrator = new Integrator(old, Key, new(Checkpoints + "-old"), Time);
        await integrator.IntegrateAll(old);
        await using var view = await old.Read(company.Tenant, CancellationToken.None);
        Assert.Equal(3, (await new StoredLog(view.Session, company.Tenant).State())!.Size);
    }

    [Fact]
    public async Task An_integrator_goes_on_where_another_ended_and_adds_the_checkpoints_that_a_crash_kept_from_the_file()
    {
        for (var round = 0; round < 3; round++)
        {
            using var integrator = Integrator();
            await Create(Ours, 3);
            await integrator.IntegrateAll(Database);
        }
        var whole = await File.ReadAllBytesAsync(Checkpoints);
        // Killed between the commit and the file, and inside the write to it.
        foreach (var cut in (int[])[whole.Length / 2, whole.Length - 3, Array.LastIndexOf(whole, (byte)0x1E)])
        {
            await File.WriteAllBytesAsync(Checkpoints, whole[..cut]);
            using var integrator = Integrator();
            await integrator.IntegrateAll(Database);
            Assert.Null(integrator.Refuses);
            Assert.Equal(
                HeadFile.Read(System.Text.Encoding.UTF8.GetString(whole)).Select(n => n!.ToString()).Order(StringComparer.Ordinal),
                HeadFile.Read(await File.ReadAllTextAsync(Checkpoints)).Select(n => n!.ToString()).Order(StringComparer.Ordinal)
            );
        }
        Assert.True((await Check()).Whole);
    }

    [Fact]
    public async Task Nothing_is_signed_that_an_earlier_checkpoint_contradicts()
    {
        using (var integrator = Integrator())
        {
            await Create(Ours, 5);
            await integrator.IntegrateAll(Database);
        }
        var signer = Key.SignerOf(Ours.Tenant);
        foreach (
            var (head, why) in ((Log.Checkpoint, string)[])
                [(new(signer.Key.Name, 9, Merkle.Empty), "older state"), (new(signer.Key.Name, 4, Merkle.Empty), "forked")]
        )
        {
            var before = await File.ReadAllBytesAsync(Checkpoints);
            new CheckpointFile(Checkpoints).Append([head.Sign(signer).ToString()]);
            using var integrator = Integrator();
            var more = await integrator.Step(CancellationToken.None);
            Assert.False(more);
            Assert.Contains(why, integrator.Refuses, StringComparison.Ordinal);
            Assert.Contains((await Check()).Faults, f => f.Code is "rolled_back" or "forked");
            await File.WriteAllBytesAsync(Checkpoints, before);
        }
        File.Delete(Path.Combine(Folder, "log.key"));
        using var other = Integrator();
        await other.Step(CancellationToken.None);
        Assert.Contains("another key", other.Refuses, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_refuses_to_change_what_is_finished()
    {
        using var integrator = Integrator();
        await Create(Ours, 260);
        await integrator.IntegrateAll(Database);
        foreach (
            var sql in (string[])
                [
                    "UPDATE log_tiles SET hashes = seqs WHERE tenant = @tenant AND width = 256",
                    "UPDATE log_tiles SET width = 1 WHERE tenant = @tenant AND level = 0 AND n = 1",
                    "DELETE FROM log_tiles WHERE tenant = @tenant",
                    "UPDATE log_heads SET note = 'other' WHERE tenant = @tenant",
                    "DELETE FROM log_heads WHERE tenant = @tenant",
                    "UPDATE log_states SET size = 1 WHERE tenant = @tenant",
                    "DELETE FROM log_states WHERE tenant = @tenant",
                ]
        )
            Assert.Contains("append-only", (await Assert.ThrowsAnyAsync<Exception>(() => Write(sql))).Message, StringComparison.Ordinal);
        Assert.True((await Check()).Whole);
    }

    private protected LogKey Key => LogKey.Open(Folder);

    private protected Integrator Integrator(Database? database = null, string? file = null) =>
        new(database ?? Database, Key, new(file ?? Checkpoints), Time);

    protected static async Task Create(Company company, int count)
    {
        for (var i = 0; i < count; i++)
            await company.Ask("contacts.create", new { name = $"Contact {i} of {company.Number}" });
    }

    private protected async Task<LogReport> Check(DateTimeOffset? now = null)
    {
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        return await new LogCheck(view.Session, Ours.Tenant, Key, new(Checkpoints)).Run(now ?? Time.GetUtcNow());
    }

    protected Task<Committed> Write(string sql) =>
        Database.Write(
            Ours.Tenant,
            async session =>
            {
                await session.Execute(sql, ("tenant", Ours.Tenant));
                return new(Applied.Done);
            }
        );

    protected static async ValueTask<Committed> Insert(Session session, string tenant, string id)
    {
        await session.Execute(
            """
            INSERT INTO audit_events (id, tenant, at, action, actor, person, ended, door, body)
            VALUES (@id, @tenant, 0, 'a.b', 'p', 'p', 'done', 'rest', @body)
            """,
            ("id", id),
            ("tenant", tenant),
            (
                "body",
                System.Text.Encoding.UTF8.GetBytes(
                    $$"""{"action":"a.b","at":"1970-01-01T00:00:00.000Z","door":"rest","ended":"done","id":"{{id}}","on_behalf_of":"p","tenant":"{{tenant}}","v":2}"""
                )
            )
        );
        return new(Applied.Done);
    }

    private async Task<Log.Checkpoint> Head(string origin) =>
        Log.Checkpoint.Read(
            HeadFile
                .Read(await File.ReadAllTextAsync(Checkpoints))
                .Last(n => n!.Text.StartsWith(origin + "\n", StringComparison.Ordinal))!
                .Text
        );

    private async Task<TreeHash> RootOverAll()
    {
        await using var view = await Database.Read(Database.Everyone, CancellationToken.None);
        var frontier = new Frontier();
        foreach (var note in await view.Session.Query<string>("SELECT note FROM log_heads WHERE place IS NOT NULL ORDER BY place"))
            frontier.Append(Merkle.Leaf(System.Text.Encoding.UTF8.GetBytes(note)));
        return frontier.Root();
    }
}
