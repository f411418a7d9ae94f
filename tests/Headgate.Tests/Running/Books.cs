using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Postgres;
using Headgate.Store.Sqlite;
using Headgate.Tests.Store;

namespace Headgate.Tests.Running;

/// <summary>A store in a folder of its own with two organisations that have one of everything, and the product's own gate in front of it.</summary>
internal sealed class Books : IAsyncDisposable
{
    /// <summary>The word in every text of the organisation that the tests call for.</summary>
    public const string OurWord = "Northwind";

    /// <summary>The word in every text of the other organisation: where it shows, something leaks.</summary>
    public const string TheirWord = "Canaryqx";

    /// <summary>A regulated value on every seeded contact.</summary>
    public const string Secret = "1907-03-11";

    private readonly Gatekeeper _gate;
    private readonly Probe _probe = new();

    private Books(string folder, Database database, ShiftedTime time, Func<Ledger, Ledger>? around)
    {
        (Folder, Database, Time) = (folder, database, time);
        Sealer = Sealer.Open(folder);
        Catalogue = Actions.Catalogue();
        _gate = new(
            new([.. Catalogue.All, _probe]),
            GuardList.InOrder(new SqlMemory(Database), time),
            around is null ? new SqlLedger(Database, Sealer) : around(new SqlLedger(Database, Sealer)),
            time
        )
        {
            OnFailure = (_, failure, _) => Failure = failure,
        };
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>The clock.</summary>
    public ShiftedTime Time { get; }

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>Every action of the product.</summary>
    public Gate.Catalogue Catalogue { get; }

    /// <summary>The organisation that the tests call for.</summary>
    public Pool Ours { get; private set; } = null!;

    /// <summary>The other one.</summary>
    public Pool Theirs { get; private set; } = null!;

    /// <summary>One that nobody has put anything into.</summary>
    public Pool Empty { get; private set; } = null!;

    /// <summary>The latest failure that became a refusal.</summary>
    public Exception? Failure { get; private set; }

    public Sealer Sealer { get; }

    /// <summary>Makes one.</summary>
    /// <param name="around">What stands around the ledger, if anything.</param>
    /// <param name="address">The PostgreSQL database; none for the embedded one.</param>
    /// <param name="through">What stands before the database, if anything.</param>
    public static async Task<Books> Open(
        Func<Ledger, Ledger>? around = null,
        string? address = null,
        Func<Database, Database>? through = null
    )
    {
        var folder = Directory.CreateTempSubdirectory("hg-").FullName;
        Database database = address is null
            ? SqliteDatabase.Open(Path.Combine(folder, "headgate.db"))
            : await PostgresDatabase.Open(address);
        await Migrator.Run(database, TimeProvider.System);
        Books books = new(folder, through?.Invoke(database) ?? database, new(), around);
        books.Ours = await Seed.Found(books, OurWord);
        books.Theirs = await Seed.Found(books, TheirWord);
        books.Empty = await Seed.Begin(books, "Unused");
        return books;
    }

    /// <summary>The organisation that an action is tried in: the demo company wants an empty one.</summary>
    public Pool For(string action) => action == "demo.seed" ? Empty : Ours;

    /// <summary>Passes a call of an administrator through the gate.</summary>
    public ValueTask<Outcome> Pass(Pool who, string action, JsonElement arguments) => Pass(who.Admin, action, arguments);

    /// <summary>Passes a call that must end well.</summary>
    public async Task<JsonElement> Ask(Principal by, string action, object arguments)
    {
        var outcome = await Pass(by, action, JsonSerializer.SerializeToElement(arguments));
        if (outcome.Refusal is { } refusal)
            throw new InvalidOperationException($"{action}: {refusal.Code}: {refusal.Why} {Failure}");
        return JsonElement.Parse(outcome.Json.Span);
    }

    /// <summary>Applies a plan.</summary>
    public async Task Plan(Principal by, Func<Call, Plan> plans)
    {
        _probe.Plans = (call, _) => new(plans(call));
        await Ask(by, "probe.apply", new { });
    }

    /// <summary>Runs one statement.</summary>
    public Task Execute(string tenant, string sql, params (string, object?)[] values) =>
        Database.Write(
            tenant,
            async session =>
            {
                await session.Execute(sql, [("tenant", tenant), .. values]);
                return new(Applied.Done);
            }
        );

    /// <summary>Closes the store; the folder stays.</summary>
    public ValueTask DisposeAsync() => Database.DisposeAsync();

    /// <summary>Passes a call through the gate.</summary>
    public ValueTask<Outcome> Pass(Principal by, string action, JsonElement arguments, byte[]? seed = null, string? run = null)
    {
        var now = Time.GetUtcNow();
        seed ??= RandomNumberGenerator.GetBytes(32);
        return _gate.Pass(
            new()
            {
                Id = Ids.Fresh("call", now),
                By = by,
                // Nobody does these but the clock.
                Door = action is "approvals.escalate" or "retention.apply" ? Door.Clock : Door.Rest,
                Action = action,
                Arguments = arguments,
                // In three months something is old enough.
                At = action == "retention.apply" ? now.AddDays(91) : now,
                Seed = seed,
                // A run that stops itself sends nothing any more: the others need theirs.
                Run = run ?? (action == "runs.stop" ? Ids.Fresh("run", now) : "run" + by.Tenant["org".Length..]),
            },
            CancellationToken.None
        );
    }
}
