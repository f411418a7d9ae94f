using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Crash;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Logs;
using Headgate.Store.Postgres;
using Headgate.Store.Sqlite;
using Headgate.Tests.Store;

namespace Headgate.Tests.Logs;

/// <summary>Searches of the audit against one that reads everything, with whatever is asked for together; run against each store by a thin subclass.</summary>
public abstract partial class AuditSearchTests : IAsyncLifetime
{
    private const int Questions = 120;

    private readonly Random _random = new(20261122);
    private readonly FakeTime _time = new();
    private readonly List<Made> _made = [];

    protected string Folder { get; } = Directory.CreateTempSubdirectory("headgate-search-").FullName;
    protected Database Database { get; private set; } = null!;
    private Company Ours { get; set; } = null!;

    protected abstract Task<Database> OpenNew();

    public async ValueTask InitializeAsync()
    {
        Database = await OpenNew();
        await Migrator.Run(Database, _time);
        var sealer = new Sealer(RandomNumberGenerator.GetBytes(32));
        Ours = await new Company(Database, sealer, _time, 1, new Headgate.Features.Audit.Search()).Found();
        await new Company(Database, sealer, _time, 2).Found();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Nist, "MANAGE 4.1")]
    [Proves(Frameworks.Saif, "controlAgentObservability")]
    public async Task Every_question_is_answered_as_by_reading_everything_and_page_by_page()
    {
        await Fill(EventBlock.Full * 3 + 200);
        await Pack();
        await Fill(300);
        Assert.Equal(3, await Count("SELECT COUNT(*) FROM audit_blocks WHERE tenant = @tenant"));
        await ReadNumbers();
        for (var question = 0; question < Questions; question++)
        {
            var asked = Asked();
            var wanted = Wanted(asked);
            var found = new List<string>();
            string? cursor = null;
            do
            {
                asked["limit"] = _random.Next(1, 101);
                asked["cursor"] = cursor;
                var page = JsonElement.Parse(await Answered(asked));
                found.AddRange(page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
                cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
            } while (cursor is not null && found.Count < 400);
            Assert.Equal(wanted.Take(found.Count), found);
            Assert.True(
                found.Count == wanted.Count || found.Count >= 400,
                $"{found.Count} of {wanted.Count}: {JsonSerializer.Serialize(asked)}"
            );
        }
    }

    [Fact]
    public async Task A_block_holds_no_records_and_no_words_but_those_of_users_agents_and_tools()
    {
        await Fill(EventBlock.Full);
        await Pack();
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        var words = Encoding.UTF8.GetString(
            (byte[])(await view.Session.Scalar("SELECT words FROM audit_blocks WHERE tenant = @tenant", ("tenant", Ours.Tenant)))!
        );
        Assert.Contains("contacts.create", words, StringComparison.Ordinal);
        Assert.DoesNotContain("con_", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "UPDATE audit_blocks SET places = (SELECT b.places FROM audit_blocks b WHERE b.tenant = @tenant AND b.n = 0) WHERE tenant = @tenant AND n = 1",
        "block_differs"
    )]
    [InlineData("UPDATE audit_blocks SET max_at = 0 WHERE tenant = @tenant AND n = 1", "block_differs")]
    [InlineData("DELETE FROM audit_blocks WHERE tenant = @tenant AND n = 0", "block_missing")]
    [InlineData(
        "INSERT INTO audit_blocks SELECT tenant, n + 1, last_xid, last_seq + 9000, min_seq, max_seq, min_at, max_at, words, places FROM audit_blocks WHERE tenant = @tenant AND n = 2",
        "block_unknown"
    )]
    public async Task A_block_that_hides_events_from_searches_is_found(string sql, string code)
    {
        await Fill(EventBlock.Full * 3);
        await Pack();
        Assert.Empty(await Faults());
        await Database.Write(
            Ours.Tenant,
            async session =>
            {
                Assert.Equal(1, await session.Execute(sql, ("tenant", Ours.Tenant)));
                return new(Applied.Done);
            }
        );
        Assert.Equal(code, Assert.Single(await Faults()).Code);
    }

    [Fact]
    public async Task An_event_that_is_gone_is_told_of_once_and_not_for_every_block_behind_it()
    {
        await Fill(EventBlock.Full * 3);
        await Pack();
        await Database.Write(
            Ours.Tenant,
            async session =>
            {
                await session.Execute(
                    session.Dialect == Dialect.Sqlite
                        ? "DROP TRIGGER audit_events_no_delete"
                        : "DROP TRIGGER audit_events_append_only ON audit_events"
                );
                await session.Execute(
                    "DELETE FROM audit_events WHERE tenant = @tenant AND id = @id",
                    ("tenant", Ours.Tenant),
                    ("id", _made[500].Id)
                );
                return new(Applied.Done);
            }
        );
        Assert.Equal("leaf_missing", Assert.Single(await Faults()).Code);
    }

    private async Task<IReadOnlyList<LogFault>> Faults()
    {
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        var check = new LogCheck(view.Session, Ours.Tenant, LogKey.Open(Folder), new(Path.Combine(Folder, "checkpoints")));
        return (await check.Run(_time.GetUtcNow())).Faults;
    }

    /// <summary>Writes some events, as callers do.</summary>
    protected virtual Task Write(string tenant, Func<Session, ValueTask<Committed>> work) => Database.Write(tenant, work);

    /// <summary>Waits for those that are slow.</summary>
    protected virtual Task Settled() => Task.CompletedTask;

    private async Task Fill(int count)
    {
        var left = count;
        while (left > 0)
        {
            var some = Enumerable.Range(0, Math.Min(left, _random.Next(1, 90))).Select(_ => Random()).ToList();
            left -= some.Count;
            _made.AddRange(some);
            await Write(
                Ours.Tenant,
                async session =>
                {
                    foreach (var one in some)
                        await Insert(session, one);
                    return new(Applied.Done);
                }
            );
        }
        await Settled();
    }

    private async Task Pack()
    {
        using var integrator = new Integrator(Database, LogKey.Open(Folder), new(Path.Combine(Folder, "checkpoints")), _time);
        await integrator.IntegrateAll(Database);
        var indexer = new EventIndexer(Database);
        await indexer.Run(CancellationToken.None);
        await indexer.Run(CancellationToken.None);
    }

    private async Task<string> Answered(Dictionary<string, object?> asked)
    {
        // Searches are events too, and earlier by their time than all that was made.
        var given = asked.Where(a => a.Value is not null).ToDictionary(StringComparer.Ordinal);
        given.TryAdd("since", "2026-06-01T00:00:00Z");
        var outcome = await Ours.Ask("audit.search", given);
        Assert.True(outcome.Ended == Ended.Done, $"{outcome.Refusal?.Why} {Ours.Failure}");
        return Encoding.UTF8.GetString(outcome.Json.Span);
    }

    private async Task ReadNumbers()
    {
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        var numbers = (
            await view.Session.Query<EventColumns>(
                "SELECT e.id, e.seq FROM audit_events e WHERE e.tenant = @tenant",
                ("tenant", Ours.Tenant)
            )
        ).ToDictionary(e => e.Id, e => e.Seq, StringComparer.Ordinal);
        foreach (var one in _made)
            one.Seq = numbers[one.Id];
    }

    private async Task<long> Count(string sql)
    {
        await using var view = await Database.Read(Ours.Tenant, CancellationToken.None);
        return Convert.ToInt64(await view.Session.Scalar(sql, ("tenant", Ours.Tenant)));
    }
}

/// <summary>Over the embedded store.</summary>
public sealed class SqliteAuditSearchTests : AuditSearchTests
{
    protected override Task<Database> OpenNew() => Task.FromResult<Database>(SqliteDatabase.Open(Path.Combine(Folder, "1.db")));
}

/// <summary>Over PostgreSQL, where some events commit after later numbers.</summary>
public sealed class PostgresAuditSearchTests(PostgresServer server) : AuditSearchTests
{
    private Task _slow = Task.CompletedTask;
    private int _writes;

    protected override async Task<Database> OpenNew() => await PostgresDatabase.Open(server.Address, server.NewSchema());

    // Every fifth is slow: its numbers are there before those of the next, and it commits after them.
    protected override async Task Write(string tenant, Func<Session, ValueTask<Committed>> work)
    {
        if (++_writes % 5 != 0)
        {
            await base.Write(tenant, work);
            await _slow;
            return;
        }
        var began = new TaskCompletionSource();
        var next = _writes + 1;
        _slow = base.Write(
            tenant,
            async session =>
            {
                var done = await work(session);
                began.SetResult();
                for (var look = 0; look < 50 && _writes < next; look++)
                    await Task.Delay(1);
                await Task.Delay(10);
                return done;
            }
        );
        await began.Task;
    }

    protected override Task Settled() => _slow;
}
