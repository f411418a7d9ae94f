namespace Headgate.Gate.Limits;

/// <summary>One consistent look at the counters and at what they are counted by.</summary>
public class LimitLook : IAsyncDisposable
{
    /// <summary>What must be known of a plan's records and domains.</summary>
    public virtual ValueTask<Known> Know(
        IReadOnlyCollection<string> contacts,
        IReadOnlyCollection<string> opportunities,
        IReadOnlyCollection<string> domains
    ) => new(Known.Nothing with { NewDomains = domains.Count });

    /// <summary>How the counters of charges stand, one for each.</summary>
    public virtual ValueTask<IReadOnlyList<Level>> Levels(IReadOnlyList<Charge> charges, DateTimeOffset now) =>
        new(new Level[charges.Count]);

    /// <summary>When there is room for a charge; nothing when there never is.</summary>
    public virtual ValueTask<DateTimeOffset?> Free(Charge charge, DateTimeOffset now) => new((DateTimeOffset?)null);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}
