using Headgate.Gate.Limits;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>What guards may know, read from a <see cref="MemoryLedger"/>; outbound is on unless a test turns it off.</summary>
public sealed partial class LedgerMemory(MemoryLedger ledger) : Memory
{
    /// <summary>Whether outbound is on.</summary>
    public bool Outbound { get; set; } = true;

    /// <summary>Switches that are off besides the organisation's.</summary>
    public HashSet<string> Off { get; } = new(StringComparer.Ordinal);

    /// <summary>What every question throws.</summary>
    public Exception? Fails { get; set; }

    /// <summary>The measures: nothing waits for a person unless a test says so.</summary>
    public Guardrails Rails { get; set; } = new() { Approvals = ApprovalRules.None, Limits = LimitRules.None };

    /// <inheritdoc/>
    public override ValueTask<Guardrails> Guardrails(string tenant, CancellationToken cancel)
    {
        Answers();
        return new(Rails);
    }

    /// <summary>Where limits are counted.</summary>
    public MemoryLimits Counted { get; } = new();

    /// <inheritdoc/>
    public override LimitFacts Limits => Counted;

    /// <summary>Leases that were taken.</summary>
    public List<Lease> Leases { get; } = [];

    /// <inheritdoc/>
    public override ValueTask<Recalled?> Recall(string tenant, string actor, string key, DateTimeOffset now, CancellationToken cancel)
    {
        Answers();
        var known = ledger.Keys.TryGetValue((tenant, actor, key), out var entry) && entry.Until > now;
        return new(known ? entry.Outcome : null);
    }

    /// <inheritdoc/>
    public override ValueTask<string?> HolderOf(string tenant, string kind, string value, CancellationToken cancel)
    {
        Answers();
        return new(ledger.Claims.GetValueOrDefault((kind, value)));
    }

    /// <inheritdoc/>
    public override ValueTask<bool> IsOutboundOn(string tenant, CancellationToken cancel)
    {
        Answers();
        return new(Outbound);
    }

    /// <inheritdoc/>
    public override ValueTask<string?> FirstOff(string tenant, IReadOnlyList<string> switches, CancellationToken cancel)
    {
        Answers();
        return new(switches.FirstOrDefault(s => s == Switches.Organisation ? !Outbound : Off.Contains(s)));
    }

    /// <inheritdoc/>
    public override ValueTask<IDisposable> LeaseSwitch(string tenant, bool exclusive, CancellationToken cancel)
    {
        var lease = new Lease(tenant, exclusive);
        Leases.Add(lease);
        return new(lease);
    }

    private void Answers()
    {
        if (Fails is { } failure)
            throw failure;
    }

    /// <summary>A lease that counts how often it was given back.</summary>
    public sealed record Lease(string Tenant, bool Exclusive) : IDisposable
    {
        /// <summary>How often.</summary>
        public int Returned { get; private set; }

        /// <inheritdoc/>
        public void Dispose() => Returned++;
    }
}
