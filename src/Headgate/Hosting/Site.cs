using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Connectors;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Hosting.Federation;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>A running Headgate: the catalogue, both realms, who may come in. Doors hold this and nothing deeper.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly World _production;
    private readonly World _sandbox;
    private readonly Secrets _secrets;
    private readonly ConcurrentDictionary<string, bool> _arrived = new(StringComparer.Ordinal);

    private Site(Settings settings, Catalogue catalogue, World production, World sandbox, TimeProvider time)
    {
        (Settings, Catalogue, _production, _sandbox, Time) = (settings, catalogue, production, sandbox, time);
        Credentials = new(production.Database, time);
        Documents = new(production.Database, time);
        SignIns = new(production.Database);
        _secrets = new(catalogue, production.Sealer);
        Federation = new(this, production.Database, _secrets);
    }

    /// <summary>The settings that it was opened with.</summary>
    public Settings Settings { get; }

    /// <summary>Every action.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Recognises who comes in.</summary>
    public Credentials Credentials { get; }

    /// <summary>Finds who wants to sign in.</summary>
    public Store.SignIns SignIns { get; }

    /// <summary>What clients say of themselves at addresses of their own.</summary>
    public ClientDocuments Documents { get; }

    /// <summary>The identity providers that organisations trust.</summary>
    public Federated Federation { get; }

    /// <summary>The databases in use, for the status page.</summary>
    public string Shown => _production.Database.Shown;

    /// <summary>Where people find the pages, without a slash at its end; nothing until a server listens.</summary>
    public string? Address { get; set; }

    /// <summary>Opens both realms.</summary>
    /// <exception cref="StoreException">A database cannot be used.</exception>
    public static async Task<Site> Open(
        Settings settings,
        TimeProvider time,
        ILoggerFactory logs,
        IReadOnlyList<Connector>? connectors = null
    )
    {
        var listing = Task.Run(Actions.Catalogue); // It takes as long as to open the databases, and needs nothing of them.
        var log = logs.CreateLogger("Headgate");
        var production = await World.Open(settings, Realm.Production, listing, time, log, connectors ?? []);
        try
        {
            var sandbox = await World.Open(settings, Realm.Sandbox, listing, time, log, []);
            return new(settings, await listing, production, sandbox, time);
        }
        catch
        {
            await production.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a call of what came through a door and passes it through the gate of the caller's realm.</summary>
    public async ValueTask<Outcome> Pass(
        Principal by,
        Door door,
        string action,
        JsonElement arguments,
        Asked? asked = null,
        CancellationToken cancel = default
    )
    {
        var now = Time.GetUtcNow();
        var call = new Call
        {
            Id = Ids.Fresh("call", now),
            By = by,
            Door = door,
            Action = action,
            Arguments = _secrets.Seal(by.Tenant, action, arguments),
            At = now,
            Seed = Randomness.Bytes(32),
            // It is kept with every event, and some clients name themselves with what they should not.
            Client = asked?.Client is { } client ? Gate.Secrets.Masked(client) : null,
            Run = await RunOf(by, now, cancel),
            IdempotencyKey = asked?.Key,
            After = asked?.After,
            DryRun = asked?.DryRun ?? false,
            Progress = asked?.Progress,
            Site = Address,
        };
        if (by.Realm == Realm.Sandbox && !_arrived.ContainsKey(by.Person))
            await Arrive(by, now, cancel);
        using var span = Instruments.Begin(call);
        var began = Time.GetTimestamp();
        var outcome = await WorldOf(by.Realm).Gate.Pass(call, cancel);
        Instruments.End(span, call, outcome, Time.GetElapsedTime(began));
        // Whoever approves waits for what comes of it, and finds it done.
        if (outcome is { Ended: Ended.Done, Action.Id: "approvals.approve" or "approvals.edit" })
            await WorldOf(by.Realm).Held.Pass(by.Tenant, Address, CancellationToken.None);
        if (outcome is { Ended: Ended.Done, Action: { Effect: Effect.Send } or { Id: "approvals.approve" or "outbound.release" } })
            WorldOf(by.Realm).Dispatcher.Wake(by.Tenant);
        if (outcome is { Ended: Ended.Done, Action.Id: "rollout.step" or "rollout.end" })
            WorldOf(by.Realm).Memory.ForgetRollout(by.Tenant);
        if (outcome is { Ended: Ended.Done, Action.Id: "runs.start" })
            WorldOf(by.Realm).Runs.Forget(by.Tenant);
        if (outcome is { Ended: Ended.Done, Action.Id: "subjects.erase" })
            await Scrub(WorldOf(by.Realm));
        return outcome;
    }

    // The person is erased by now: that the files still have to be cleaned is no reason to answer that it failed.
    private static async Task Scrub(World world)
    {
        try
        {
            await world.Database.Scrub(CancellationToken.None);
        }
        catch (Exception failure)
        {
            world.Log.LogError(failure, "What was erased is not overwritten in the database's files yet; restart, or run VACUUM");
        }
    }

    // A store that cannot be read or written refuses in the gate, where it is told; a run that it does not know counts as tainted.
    private async ValueTask<string> RunOf(Principal by, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            return await WorldOf(by.Realm).Runs.Of(by, now, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return Ids.Fresh("run", now);
        }
    }

    /// <summary>Passes the calls that were approved and not yet passed again.</summary>
    public async Task ResumeHeld(CancellationToken cancel)
    {
        await _production.Held.Resume(Address, cancel);
        await _sandbox.Held.Resume(Address, cancel);
    }

    /// <summary>Does what is due by the clock: approved calls that a limit has room for now, held calls that nobody decided.</summary>
    public async Task Tick(CancellationToken cancel)
    {
        foreach (var world in (World[])[_production, _sandbox])
        {
            await world.Held.PassDue(Address, cancel);
            await world.Escalations.PassDue(cancel);
            await world.Ageing.PassDue(cancel);
        }
    }

    /// <summary>Seals what a caller carries from one round of a call to the next; nobody else's call opens it.</summary>
    internal string SealState(Principal by, string action, ReadOnlyMemory<byte> state) =>
        WorldOf(by.Realm).Sealer.SealCursor(System.Text.Encoding.UTF8.GetString(state.Span), StateOf(by, action));

    /// <summary>Opens it; nothing when it is damaged or another's.</summary>
    internal string? OpenState(Principal by, string action, string state) =>
        WorldOf(by.Realm).Sealer.OpenCursor(state, StateOf(by, action));

    /// <summary>Seals a text that a door hands out and gets back. The same one looks the same when it is to be known again.</summary>
    internal string Seal(string text, string boundTo, bool isKnownAgain = false) =>
        isKnownAgain ? _production.Sealer.SealAgain(text, boundTo) : _production.Sealer.SealCursor(text, boundTo);

    /// <summary>Opens it; nothing when it is damaged, or sealed for something else.</summary>
    internal string? Unseal(string text, string boundTo) => _production.Sealer.OpenCursor(text, boundTo);

    private static string StateOf(Principal by, string action) => $"state|{by.Realm}|{by.Tenant}|{by.Actor}|{action}";

    /// <summary>The rollout plan that lists of tools follow; what is called is judged by a fresh one.</summary>
    public async ValueTask<RolloutPlan?> RolloutOf(Principal by, CancellationToken cancel) =>
        by.IsPerson ? null : await WorldOf(by.Realm).Memory.Rollout(by.Tenant, cancel);

    /// <summary>Whether anybody delivers at all.</summary>
    internal bool Delivers => _production.Dispatcher.Delivers;

    /// <summary>Sends what waits in the outbox, whoever queued it.</summary>
    internal Task Deliver(CancellationToken cancel) => _production.Dispatcher.WakeAll(cancel);

    /// <summary>Puts what is committed into the log.</summary>
    internal Task Integrate() => _production.Integrate();

    internal Anchoring.Anchors Anchors => _production.Anchors!;

    /// <summary>Why no checkpoint is signed; nothing as long as they are.</summary>
    internal string? Unsigned => _production.Integrator?.Refuses;

    /// <summary>The number of the newest migration.</summary>
    public Task<int> Schema() => Migrator.Present(_production.Database);

    /// <summary>How many audit events there are of an action, over all organisations.</summary>
    public async Task<long> CountEvents(string action)
    {
        await using var view = await _production.Database.Read(Database.Everyone, CancellationToken.None);
        return Convert.ToInt64(await view.Session.Scalar("SELECT COUNT(*) FROM audit_events WHERE action = @action", ("action", action)));
    }

    /// <summary>The organisations of this store, with the first administrator of each.</summary>
    internal async Task<IReadOnlyList<Tenant>> Organisations(CancellationToken cancel)
    {
        await using var view = await _production.Database.Read(Database.Everyone, cancel);
        return await view.Session.Query<Tenant>(
            """
            SELECT o.id, o.name, o.time_zone, u.id AS admin, u.name AS admin_name FROM organisations o
            JOIN users u ON u.tenant = o.tenant AND u.id = (SELECT MIN(f.id) FROM users f WHERE f.tenant = o.tenant AND f.role = 'admin' AND f.status = 'active')
            ORDER BY o.created_at, o.id
            """
        );
    }

    /// <summary>Makes an organisation with its first administrator, in both realms under the same ids.</summary>
    public async Task<Outcome> CreateOrganisation(JsonElement arguments, Door door, CancellationToken cancel)
    {
        var now = Time.GetUtcNow();
        var seed = RandomNumberGenerator.GetBytes(32);
        var by = new Principal
        {
            Tenant = Ids.Mint("org", now, seed, 0),
            Person = Ids.Mint("usr", now, seed, 0),
            PersonName = "first administrator",
            Role = Role.Admin,
            Scopes = Scope.All,
            Credential = "bootstrap",
        };
        Call CallIn(Realm realm) =>
            new()
            {
                Id = Ids.Fresh("call", now),
                By = by with { Realm = realm },
                Door = door,
                Action = "orgs.create",
                Arguments = arguments,
                At = now,
                Seed = seed,
            };
        var sandboxed = await _sandbox.Gate.Pass(CallIn(Realm.Sandbox), cancel);
        return sandboxed.Refusal is null ? await _production.Gate.Pass(CallIn(Realm.Production), cancel) : sandboxed;
    }

    // People are invited in production; the sandbox learns of one at the first call.
    private async Task Arrive(Principal by, DateTimeOffset now, CancellationToken cancel)
    {
        string? email;
        await using (var view = await _production.Database.Read(by.Tenant, cancel))
            email = (string?)
                await view.Session.Scalar(
                    "SELECT email FROM users WHERE tenant = @tenant AND id = @id",
                    ("tenant", by.Tenant),
                    ("id", by.Person)
                );
        if (email is null)
            return;
        var call = new Call
        {
            Id = Ids.Fresh("call", now),
            By = by with { Agent = null, AgentName = null, Only = null },
            Door = Door.Clock,
            Action = "users.arrive",
            Arguments = JsonSerializer.SerializeToElement(new { email }),
            At = now,
            Seed = Randomness.Bytes(32),
        };
        var outcome = await _sandbox.Gate.Pass(call, cancel);
        if (outcome.Refusal is null)
            _arrived[by.Person] = true;
    }

    /// <summary>The world of a realm.</summary>
    internal World WorldOf(Realm realm) => realm == Realm.Sandbox ? _sandbox : _production;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Documents.Dispose();
        Federation.Dispose();
        await _sandbox.DisposeAsync();
        await _production.DisposeAsync();
    }
}
