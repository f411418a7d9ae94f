namespace Headgate.Gate.Limits;

/// <summary>Where limits are counted. Without a store nothing has been taken.</summary>
public class LimitFacts
{
    /// <summary>Opens a look at how limits stand.</summary>
    public virtual ValueTask<LimitLook> Look(string tenant, CancellationToken cancel) => new(new LimitLook());

    /// <summary>Takes at once and durably what a call needs that commits no plan.</summary>
    /// <returns>What stood in the way, if anything; then nothing was taken.</returns>
    public virtual ValueTask<LimitHit?> Take(string tenant, IReadOnlyList<Charge> charges, DateTimeOffset now) => new((LimitHit?)null);
}
