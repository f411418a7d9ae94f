using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.Store;

namespace Headgate.Tests.Features.Demo;

/// <summary>A store with the demo company in it, made at an hour of one day; the same organisation every time.</summary>
public abstract class DemoSite(int hour) : IAsyncLifetime
{
    private static readonly byte[] Seed = SHA256.HashData("demo"u8);

    // A Wednesday, in winter time.
    private readonly DateTimeOffset _now = new(2026, 3, 4, hour, 0, 0, TimeSpan.Zero);
    private Gatekeeper _gate = null!;
    private Noting _ledger = null!;

    public Principal Admin { get; } =
        new()
        {
            Tenant = Ids.Mint("org", DateTimeOffset.UnixEpoch, Seed, 0),
            Person = Ids.Mint("usr", DateTimeOffset.UnixEpoch, Seed, 0),
            Role = Role.Admin,
            Scopes = Scope.All,
            Toolsets = new HashSet<string> { "lenders", "leads", "drafts", "documents", "activities" },
            TimeZone = "America/New_York",
        };

    protected Database Database { get; private set; } = null!;
    public long Milliseconds => _now.ToUnixTimeMilliseconds();

    protected abstract Task<Database> OpenNew();

    public virtual async ValueTask InitializeAsync()
    {
        Database = await OpenNew();
        var time = new FakeTime();
        await Migrator.Run(Database, time);
        var sealer = new Sealer(RandomNumberGenerator.GetBytes(32));
        _ledger = new(new SqlLedger(Database, sealer));
        _gate = new(Actions.Catalogue(), GuardList.InOrder(new SqlMemory(Database), time), _ledger, time);
        await Done(
            "orgs.create",
            new { name = "Northwind Capital", email = "alex@northwind.example" },
            DateTimeOffset.UnixEpoch.AddYears(55)
        );
        await SeedAll();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Calls demo.seed until it has finished; how often it had something to do.</summary>
    public async Task<int> SeedAll()
    {
        var calls = 0;
        var at = await Done("demo.seed", new { });
        for (; !at.GetProperty("finished").GetBoolean(); calls++)
            at = await Done("demo.seed", new { chunk = at.GetProperty("next").GetInt64() });
        return calls;
    }

    public ValueTask<Outcome> Ask(string action, object arguments, DateTimeOffset? at = null)
    {
        Call call = new()
        {
            Id = Ids.Fresh("call", _now),
            By = Admin,
            Door = Door.Cli,
            Action = action,
            Arguments = JsonSerializer.SerializeToElement(arguments),
            At = at ?? _now,
            Seed = at is null ? RandomNumberGenerator.GetBytes(32) : Seed,
        };
        return _gate.Pass(call, CancellationToken.None);
    }

    public async Task<JsonElement> Done(string action, object arguments, DateTimeOffset? at = null)
    {
        var outcome = await Ask(action, arguments, at);
        Assert.True(outcome.Ended == Ended.Done, $"{action}: {outcome.Refusal?.Code} {outcome.Refusal?.Why}");
        return JsonElement.Parse(outcome.Json.Span);
    }

    public async Task<List<T>> Rows<T>(string sql, params (string, object?)[] values)
    {
        await using var view = await Database.Read(Admin.Tenant, CancellationToken.None);
        return await view.Session.Query<T>(sql, [("tenant", Admin.Tenant), .. values]);
    }

    public async Task<long> Count(string table, string where = "1 = 1")
    {
        await using var view = await Database.Read(Admin.Tenant, CancellationToken.None);
        return Convert.ToInt64(
            await view.Session.Scalar($"SELECT COUNT(*) FROM {table} t WHERE t.tenant = @tenant AND {where}", ("tenant", Admin.Tenant))
        );
    }

    /// <summary>The hashes of the plans that made the company, in order.</summary>
    public IReadOnlyList<string> Hashes => _ledger.Hashes;

    private sealed class Noting(Ledger ledger) : Ledger
    {
        public List<string> Hashes { get; } = [];

        public override ValueTask<Decision> Decide(Passage passage, CancellationToken cancel) => ledger.Decide(passage, cancel);

        public override async ValueTask<Committed> Commit(Passage passage, CancellationToken cancel)
        {
            var done = await ledger.Commit(passage, cancel);
            if (done.Applied == Applied.Done && passage is { Applies: true, Action.Id: "demo.seed" })
                Hashes.Add(passage.Decision!.Plan.Hash);
            return done;
        }
    }
}
