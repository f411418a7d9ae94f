using Headgate.Gate.Limits;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>Counters in memory: what a test says is used, and what was taken since. A test can make taking fail or wait.</summary>
public sealed class MemoryLimits : LimitFacts
{
    /// <summary>How counters stand.</summary>
    public Dictionary<string, Level> Counters { get; } = new(StringComparer.Ordinal);

    /// <summary>When there is room, whatever is asked.</summary>
    public DateTimeOffset? Room { get; set; }

    /// <summary>What is known of the records of a plan.</summary>
    public Known Known { get; set; } = Known.Nothing;

    /// <summary>What looks were asked to know: contacts, opportunities, domains.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Every attempt to take, in words.</summary>
    public List<string> Takes { get; } = [];

    /// <summary>How many looks are still open.</summary>
    public int Open { get; private set; }

    /// <summary>Awaited before something is taken.</summary>
    public Func<Task> BeforeTake { get; set; } = () => Task.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask<LimitLook> Look(string tenant, CancellationToken cancel)
    {
        Open++;
        return new(new MemoryLook(this, tenant));
    }

    /// <inheritdoc/>
    public override async ValueTask<LimitHit?> Take(string tenant, IReadOnlyList<Charge> charges, DateTimeOffset now)
    {
        Takes.Add($"{tenant}: {string.Join(", ", charges.Select(c => $"{c.Counter} {c.Amount}"))}");
        await BeforeTake();
        foreach (var charge in charges)
            if (charge.Exceeds(Of(charge)))
                return new(charge, Of(charge).Used, Room);
        foreach (var charge in charges)
            Counters[charge.Counter] = new(Of(charge).Used + charge.Amount, null);
        return null;
    }

    private Level Of(Charge charge) => Counters.GetValueOrDefault(charge.Counter);

    private sealed class MemoryLook(MemoryLimits limits, string tenant) : LimitLook
    {
        public override ValueTask<Known> Know(
            IReadOnlyCollection<string> contacts,
            IReadOnlyCollection<string> opportunities,
            IReadOnlyCollection<string> domains
        )
        {
            limits.Asked.Add($"{tenant}: {string.Join(' ', contacts)} | {string.Join(' ', opportunities)} | {string.Join(' ', domains)}");
            return new(limits.Known);
        }

        public override ValueTask<IReadOnlyList<Level>> Levels(IReadOnlyList<Charge> charges, DateTimeOffset now) =>
            new([.. charges.Select(limits.Of)]);

        public override ValueTask<DateTimeOffset?> Free(Charge charge, DateTimeOffset now) => new(limits.Room);

        public override ValueTask DisposeAsync()
        {
            limits.Open--;
            return base.DisposeAsync();
        }
    }
}
