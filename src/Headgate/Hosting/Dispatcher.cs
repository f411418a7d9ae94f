using System.Collections.Concurrent;
using System.Text.Json;
using Headgate.Connectors;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>
/// Sends what was committed to the outbox: takes the lease on the switch, claims the message durably while every switch is read once more, calls the connector,
/// gives the lease back as soon as the request is on its way, and passes the outcome through the gate. Without a connector it does nothing.
/// </summary>
internal sealed class Dispatcher(World world, IReadOnlyList<Connector> connectors, TimeProvider time) : IAsyncDisposable
{
    private const int MostAtOnce = 8;
    private const int Page = 64;

    // Whoever turns off waits no longer than this for a request that does not get going.
    private static readonly TimeSpan MostToBegin = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Connector> _connectors = connectors.ToDictionary(c => c.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _wanted = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = new();

    /// <summary>Whether anybody delivers.</summary>
    public bool Delivers => _connectors.Count > 0;

    /// <summary>Looks, in the background, what an organisation has to send.</summary>
    public void Wake(string tenant)
    {
        if (!Delivers || _end.IsCancellationRequested)
            return;
        _wanted[tenant] = true;
        _ = _running.AddOrUpdate(tenant, t => Task.Run(() => Drain(t)), (t, last) => last.IsCompleted ? Task.Run(() => Drain(t)) : last);
    }

    /// <summary>Looks after every organisation, what another node or an earlier process left too, and returns when nothing more can be sent.</summary>
    public async Task WakeAll(CancellationToken cancel)
    {
        List<string> tenants;
        await using (var view = await world.Database.Read(Database.Everyone, cancel))
            tenants = await view.Session.Query<string>("SELECT DISTINCT tenant FROM outbox WHERE status IN ('queued', 'sending')");
        foreach (var tenant in tenants)
        {
            await Outbox.Doubts(world.Database, tenant, time.GetUtcNow());
            Wake(tenant);
        }
        await Task.WhenAll(_running.Values);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_running.Values);
        _end.Dispose();
    }

    // Whoever wakes it while it runs has it look once more.
    private async Task Drain(string tenant)
    {
        try
        {
            while (_wanted.TryRemove(tenant, out _))
            while (await SendSome(tenant)) { }
        }
        catch (Exception failure) when (!_end.IsCancellationRequested)
        {
            world.Log.LogError(failure, "What {Tenant} has to send could not be looked at", tenant);
        }
        catch (OperationCanceledException)
        {
            // The server ends; what is queued waits for the next start.
        }
    }

    private async Task<bool> SendSome(string tenant)
    {
        List<OutboxRow> rows;
        await using (var view = await world.Database.Read(tenant, _end.Token))
            rows = await Outbox.Waiting(view.Session, tenant, Page);
        var sent = 0;
        await Parallel.ForEachAsync(
            rows,
            new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = _end.Token },
            async (row, _) =>
            {
                if (ConnectorOf(row) is { } connector && await Send(tenant, row, connector))
                    Interlocked.Increment(ref sent);
            }
        );
        return sent > 0;
    }

    private Connector? ConnectorOf(OutboxRow row) =>
        row.Providers is { } kept
        && JsonSerializer.Deserialize<Dictionary<string, string>>(kept)?.GetValueOrDefault(row.Channel) is { } name
            ? _connectors.GetValueOrDefault(name)
            : null;

    private async Task<bool> Send(string tenant, OutboxRow row, Connector connector)
    {
        string outcome;
        string? detail;
        var lease = await world.Memory.LeaseSwitch(tenant, exclusive: false, _end.Token);
        try
        {
            if (!await Outbox.Claim(world.Database, tenant, row, time.GetUtcNow()))
                return false;
            (outcome, detail) = await Ask(connector, row, lease.Dispose);
        }
        finally
        {
            lease.Dispose();
        }
        await Record(tenant, row, outcome, detail);
        return true;
    }

    private async Task<(string Outcome, string? Detail)> Ask(Connector connector, OutboxRow row, Action release)
    {
        var hasLeft = false;
        using var late = new CancellationTokenSource(MostToBegin, time);
        try
        {
            Parcel parcel = new(
                row.Id,
                row.Channel,
                row.Recipient,
                row.Subject,
                row.Body,
                row.Documents is { } ids ? JsonSerializer.Deserialize<string[]>(ids) ?? [] : []
            );
            var said = await connector.Send(
                parcel,
                () =>
                {
                    hasLeft = true;
                    late.CancelAfter(Timeout.InfiniteTimeSpan);
                    release();
                },
                late.Token
            );
            return (said.IsTaken ? "sent" : "failed", said.Detail);
        }
        catch (Exception failure)
        {
            world.Log.LogError(failure, "{Message} could not be sent", row.Id);
            return (hasLeft ? "in_doubt" : "failed", failure.Message);
        }
    }

    // The outcome is a call of its own, with its own event; the person is the one on whose behalf it was sent.
    private async Task Record(string tenant, OutboxRow row, string outcome, string? detail)
    {
        var now = time.GetUtcNow();
        await world.Gate.Pass(
            new()
            {
                Id = Ids.Fresh("call", now),
                By = new()
                {
                    Tenant = tenant,
                    Person = row.Person ?? tenant,
                    PersonName = "delivery",
                    Role = Role.Admin,
                    Scopes = Scope.All,
                    Only = Recording,
                    Realm = world.Realm,
                    Credential = "delivery",
                },
                Door = Door.Clock,
                Action = "outbound.record",
                Arguments = JsonSerializer.SerializeToElement(
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["id"] = row.Id,
                        ["outcome"] = outcome,
                        ["detail"] = detail is { Length: > 300 } ? detail[..300] : detail ?? "",
                    }
                ),
                At = now,
                Seed = Randomness.Bytes(32),
                Run = row.Run,
            },
            CancellationToken.None
        );
    }

    private static readonly HashSet<string> Recording = ["outbound.record"];
}
