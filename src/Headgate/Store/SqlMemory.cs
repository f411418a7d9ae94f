using System.Collections.Concurrent;
using System.Diagnostics;
using Headgate.Gate;
using Headgate.Gate.Limits;

namespace Headgate.Store;

/// <summary>What guards need to know, from the database.</summary>
public sealed class SqlMemory(Database database, Runs? runs = null) : Memory
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (string? Kept, Guardrails Rails)> _rails = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (RolloutPlan Plan, long At)> _rollouts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SwitchLease> _leases = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override async ValueTask<Recalled?> Recall(string tenant, string actor, string key, DateTimeOffset now, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        var rows = await view.Session.Query<Row>(
            "SELECT arguments_sha256, answer, at FROM idempotency WHERE tenant = @tenant AND actor = @actor AND idem_key = @key AND expires_at > @now",
            ("tenant", tenant),
            ("actor", actor),
            ("key", key),
            ("now", now)
        );
        return rows is [var row] ? new(row.ArgumentsSha256, row.Answer, DateTimeOffset.FromUnixTimeMilliseconds(row.At)) : null;
    }

    /// <inheritdoc/>
    public override async ValueTask<string?> HolderOf(string tenant, string kind, string value, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        return (string?)
            await view.Session.Scalar(
                "SELECT record_id FROM claims WHERE tenant = @tenant AND kind = @kind AND value = @value",
                ("tenant", tenant),
                ("kind", kind),
                ("value", value)
            );
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyDictionary<string, string>> HoldersOf(
        string tenant,
        string kind,
        IReadOnlyCollection<string> values,
        CancellationToken cancel
    )
    {
        await using var view = await database.Read(tenant, cancel);
        var held = await Claims.Holders(view.Session, tenant, kind, values);
        return held.ToDictionary(h => h.Value, h => h.RecordId, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override PolicyFacts Policies { get; } = new SqlPolicyFacts(database);

    /// <inheritdoc/>
    public override ApprovalFacts Approvals { get; } = new SqlApprovalFacts(database);

    /// <inheritdoc/>
    public override LimitFacts Limits { get; } = new SqlLimitFacts(database);

    /// <inheritdoc/>
    public override TaintFacts Taint { get; } = new SqlTaintFacts(database, runs);

    /// <inheritdoc/>
    public override DedupeFacts Dedupe { get; } = new SqlDedupeFacts(database);

    /// <inheritdoc/>
    public override async ValueTask<Guardrails> Guardrails(string tenant, CancellationToken cancel)
    {
        await using var view = await database.Read(tenant, cancel);
        var kept = (string?)
            await view.Session.Scalar("SELECT guardrails FROM organisations WHERE tenant = @tenant AND id = @tenant", ("tenant", tenant));
        // What is kept is read fresh; what it means is worked out once.
        if (!_rails.TryGetValue(tenant, out var known) || known.Kept != kept)
            _rails[tenant] = known = (kept, Gate.Guardrails.Read(kept).InForce);
        return known.Rails;
    }

    /// <inheritdoc/>
    public override async ValueTask<RolloutPlan> Rollout(string tenant, CancellationToken cancel)
    {
        if (_rollouts.TryGetValue(tenant, out var known) && Stopwatch.GetElapsedTime(known.At) < Believed)
            return known.Plan;
        if (_rollouts.Count > 10_000)
            _rollouts.Clear();
        var at = Stopwatch.GetTimestamp();
        var plan = (await Guardrails(tenant, cancel)).Rollout;
        _rollouts[tenant] = (plan, at);
        return plan;
    }

    /// <inheritdoc/>
    public override void ForgetRollout(string tenant) => _rollouts.TryRemove(tenant, out _);

    /// <inheritdoc/>
    public override async ValueTask<bool> IsOutboundOn(string tenant, CancellationToken cancel) =>
        await FirstOff(tenant, [Switches.Organisation], cancel) is null;

    /// <inheritdoc/>
    public override async ValueTask<string?> FirstOff(string tenant, IReadOnlyList<string> switches, CancellationToken cancel)
    {
        try
        {
            await using var view = await database.Read(tenant, cancel);
            return await SwitchBoard.FirstOff(view.Session, tenant, switches);
        }
        catch (Exception failure) when (!(failure is OperationCanceledException && cancel.IsCancellationRequested))
        {
            return Switches.Organisation;
        }
    }

    /// <inheritdoc/>
    public override ValueTask<IDisposable> LeaseSwitch(string tenant, bool exclusive, CancellationToken cancel) =>
        _leases
            .GetOrAdd(
                tenant,
                t => new(database.Dialect == Dialect.Postgres ? (alone, until) => SwitchBoard.Lock(database, t, alone, until) : null)
            )
            .Take(exclusive, cancel);

    private sealed class Row
    {
        public string ArgumentsSha256 { get; init; } = "";
        public byte[] Answer { get; init; } = [];
        public long At { get; init; }
    }
}
