using Headgate.Connectors;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Hosting.Anchoring;
using Headgate.Store;
using Headgate.Store.Logs;
using Headgate.Store.Postgres;
using Headgate.Store.Sqlite;

namespace Headgate.Hosting;

/// <summary>One realm of a server: its database and the gate in front of it.</summary>
public sealed class World : IAsyncDisposable
{
    private readonly EventIndexer _indexer;
    private readonly MatchIndexer _matches;

    private World(
        Realm realm,
        Database database,
        Sealer sealer,
        Catalogue catalogue,
        TimeProvider time,
        ILogger log,
        IReadOnlyList<Connector> connectors,
        Integrator? integrator,
        Anchors? anchors
    )
    {
        Realm = realm;
        Time = time;
        Integrator = integrator;
        Anchors = anchors;
        Database = database;
        Sealer = sealer;
        Log = log;
        Runs = new(database);
        Memory = new SqlMemory(database, Runs);
        Gate = new(catalogue, GuardList.InOrder(Memory, time), new SqlLedger(database, sealer, Runs), time)
        {
            OnFailure = (code, failure, passage) =>
                log.LogError(failure, "{Code} in {Action}, call {Call}", code, passage.Action.Id, passage.Call.Id),
        };
        Dispatcher = new(this, connectors, time);
        Ageing = new(this);
        _indexer = new(database);
        _matches = new(database);
    }

    /// <summary>Which realm.</summary>
    public Realm Realm { get; }

    /// <summary>The database; only the host looks at it.</summary>
    internal Database Database { get; }

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; }

    /// <summary>Who grows the transparency log; the sandbox has none.</summary>
    internal Integrator? Integrator { get; }

    /// <summary>What outside this machine holds the log to what it was; the sandbox has none.</summary>
    internal Anchors? Anchors { get; }

    /// <summary>The log.</summary>
    internal ILogger Log { get; }

    /// <summary>The sealer of the realm.</summary>
    internal Sealer Sealer { get; }

    /// <summary>Runs.</summary>
    internal Runs Runs { get; }

    /// <summary>What the guards know.</summary>
    internal Memory Memory { get; }

    /// <summary>The gate: the only way to read or change anything.</summary>
    public Gatekeeper Gate { get; }

    /// <summary>What speaks to the outside.</summary>
    internal Dispatcher Dispatcher { get; }

    /// <summary>Approved calls.</summary>
    internal HeldCalls Held => new(this);

    /// <summary>Held calls that nobody decides.</summary>
    internal Escalations Escalations => new(this);

    /// <summary>What is old enough to go.</summary>
    internal Ageing Ageing { get; }

    /// <summary>Opens a realm's database and brings it to the newest schema.</summary>
    /// <exception cref="StoreException">It cannot be used.</exception>
    public static async Task<World> Open(
        Settings settings,
        Realm realm,
        Task<Catalogue> catalogue,
        TimeProvider time,
        ILogger log,
        IReadOnlyList<Connector> connectors
    )
    {
        var sealer = Sealer.Open(settings.Data);
        Database database = settings.Database is { } address
            ? await PostgresDatabase.Open(address, realm == Realm.Sandbox ? "sandbox" : null)
            : SqliteDatabase.Open(Path.Combine(settings.Data, realm == Realm.Sandbox ? "sandbox.db" : "headgate.db"));
        try
        {
            await Migrator.Run(database, time);
            var integrator = realm == Realm.Sandbox ? null : Growing(settings, database, time);
            var anchors = realm == Realm.Sandbox ? null : new Anchors(settings, database, integrator!.Key, time, log);
            return new(realm, database, sealer, await catalogue, time, log, connectors, integrator, anchors);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static Integrator Growing(Settings settings, Database database, TimeProvider time) =>
        new(database, LogKey.Open(settings.Data), new(settings.Checkpoints ?? Path.Combine(settings.Data, "checkpoints")), time);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Dispatcher.DisposeAsync();
        await Integrate();
        Integrator?.Dispose();
        Anchors?.Dispose();
        Runs.Dispose();
        await Database.DisposeAsync();
    }

    /// <summary>Puts what is committed into the log. What fails is tried again; the events are safe meanwhile.</summary>
    internal async Task Integrate()
    {
        if (Integrator is null)
            return;
        var before = Integrator.Refuses;
        try
        {
            await Integrator.All(CancellationToken.None);
            if (Integrator.Refuses is { } why && why != before)
                Log.LogError("No checkpoint is signed. {Why}", why);
            await _indexer.Run(CancellationToken.None);
        }
        catch (Exception failure)
        {
            Log.LogError(failure, "What was committed could not be put into the log");
        }
    }

    /// <summary>Writes the keys by which imported records are found as somebody's twins. What fails is tried again.</summary>
    internal async Task IndexMatches(bool all, CancellationToken cancel)
    {
        try
        {
            await _matches.Run(all, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            Log.LogError(failure, "Imported records could not be made ready to be compared");
        }
    }
}
