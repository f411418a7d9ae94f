using System.Security.Cryptography;
using Headgate.Crash;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Sqlite;
using Headgate.Tests.Store;

namespace Headgate.Tests.Outbound;

/// <summary>The claim of a message when its commit is done again and a switch went off in between.</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-claim-").FullName;
    private readonly FakeTime _time = new();
    private Database _database = null!;
    private Company _company = null!;

    public async ValueTask InitializeAsync()
    {
        _database = SqliteDatabase.Open(Path.Combine(_folder, "headgate.db"));
        await Migrator.Run(_database, _time);
        _company = await new Company(_database, new Sealer(RandomNumberGenerator.GetBytes(32)), _time).Found();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_message_is_not_ours_to_send_when_a_switch_goes_off_before_the_claim_is_done_again()
    {
        await Turn("on");
        await Queue("out_1");
        Assert.True(await Claim(new Again(_database), "out_1"));
        await Queue("out_2");
        Assert.False(await Claim(new Again(_database, () => Turn("off")), "out_2"));
        await using var view = await _database.Read(_company.Tenant, CancellationToken.None);
        Assert.Equal(
            ["sending", "held"],
            await view.Session.Query<string>("SELECT status FROM outbox WHERE tenant = @tenant ORDER BY id", ("tenant", _company.Tenant))
        );
    }

    private ValueTask<bool> Claim(Database database, string id) =>
        Outbox.Claim(database, _company.Tenant, new() { Id = id, Channel = "email" }, _time.GetUtcNow());

    private Task Turn(string outbound) =>
        Write("UPDATE organisations SET outbound = @outbound WHERE tenant = @tenant", ("outbound", outbound));

    private Task Queue(string id) =>
        Write(
            """
            INSERT INTO outbox (id, tenant, event_id, kind, channel, recipient, body, status, send_before, created_at, updated_at)
            VALUES (@id, @tenant, 'evt_1', 'message', 'email', 'a@b.example', 'Hello', 'queued', @before, @now, @now)
            """,
            ("id", id),
            ("before", _time.GetUtcNow().AddDays(1)),
            ("now", _time.GetUtcNow())
        );

    private async Task Write(string sql, params (string, object?)[] values) =>
        await _database.Write(
            _company.Tenant,
            async session =>
            {
                await session.Execute(sql, [("tenant", _company.Tenant), .. values]);
                return new(Applied.Done);
            }
        );
}
