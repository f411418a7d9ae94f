using Headgate.Crash;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Logs;
using Headgate.Store.Postgres;
using Headgate.Tests.Store;

namespace Headgate.Tests.Logs;

/// <summary>The log over PostgreSQL, where a later number may commit first and several nodes integrate.</summary>
public sealed class PostgresLogTests(PostgresServer server) : LogTests
{
    private string _schema = "";

    protected override async Task<Database> OpenNew() => await PostgresDatabase.Open(server.Address, _schema = server.NewSchema());

    protected override async Task Unguard()
    {
        await Write("DROP TRIGGER audit_events_append_only ON audit_events");
        await Write("DROP TRIGGER log_tiles_append_only ON log_tiles");
        await Write("DROP TRIGGER log_states_append_only ON log_states");
    }

    [Fact]
    public async Task An_event_that_commits_after_a_later_number_is_integrated_after_it_and_not_lost()
    {
        using var integrator = Integrator();
        var holds = new TaskCompletionSource();
        var began = new TaskCompletionSource();
        var slow = Database.Write(
            Ours.Tenant,
            async session =>
            {
                await Insert(session, Ours.Tenant, "evt_slow");
                began.SetResult();
                await holds.Task;
                return new(Applied.Done);
            }
        );
        await began.Task;
        await Database.Write(Ours.Tenant, s => Insert(s, Ours.Tenant, "evt_quick"));
        await integrator.All(CancellationToken.None);
        await using (var view = await Database.Read(Ours.Tenant, CancellationToken.None))
            Assert.Null(await new StoredLog(view.Session, Ours.Tenant).State());
        holds.SetResult();
        await slow;
        await integrator.IntegrateAll(Database);
        await using (var view = await Database.Read(Ours.Tenant, CancellationToken.None))
        {
            var log = new StoredLog(view.Session, Ours.Tenant);
            Assert.Equal(2, (await log.State())!.Size);
            foreach (var (place, id) in ((string[])["evt_slow", "evt_quick"]).Index())
            {
                var one = (await log.Event(id))!;
                Assert.Equal(place, await log.IndexOf(one.Xid, one.Seq));
            }
        }
        Assert.True((await Check()).Whole);
    }

    [Fact]
    public async Task Two_nodes_integrate_what_many_write_once_and_one_goes_on_alone()
    {
        await using var second = await PostgresDatabase.Open(server.Address, _schema);
        using var first = Integrator();
        using var other = Integrator(second, Path.Combine(Folder, "checkpoints-2"));
        using var end = new CancellationTokenSource();
        var nodes = ((Integrator[])[first, other])
            .Select(node =>
                Task.Run(async () =>
                {
                    while (!end.IsCancellationRequested)
                        await node.Step(CancellationToken.None);
                })
            )
            .ToList();
        var company = new Company(second, Sealer, Time, 1);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Create(i % 2 == 0 ? Ours : company, 25))));
        await end.CancelAsync();
        await Task.WhenAll(nodes);
        await Create(company, 10);
        await other.IntegrateAll(second);
        Assert.Null(other.Refuses);
        await using (var view = await Database.Read(Ours.Tenant, CancellationToken.None))
            Assert.Equal(210, (await new StoredLog(view.Session, Ours.Tenant).State())!.Size);
        var report = await Check();
        Assert.True(report.Whole, string.Join('\n', report.Faults));
        // Each node's file has what it signed; a node that starts again catches up.
        using var again = Integrator();
        await again.IntegrateAll(Database);
        Assert.Null(again.Refuses);
    }
}
