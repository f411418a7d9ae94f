namespace Headgate.Gate;

/// <summary>How a run stands.</summary>
/// <param name="Tainted">Whether it has read text from outside, or its agent had less than a day before it began.</param>
/// <param name="Sources">How many records it read it from.</param>
/// <param name="Began">When it began.</param>
public readonly record struct RunTaint(bool Tainted, int Sources, DateTimeOffset Began);

/// <summary>Where a record comes from.</summary>
/// <param name="Provenance">Who wrote its text last.</param>
/// <param name="Made">When it was made.</param>
public readonly record struct Origin(string Provenance, DateTimeOffset Made);

/// <summary>What the taint guard needs to know. Without a store no run has read anything.</summary>
public class TaintFacts
{
    /// <summary>What this process remembers of the call's run, for the audit of reads: no query.</summary>
    public virtual RunTaint Known(Call call) => default;

    /// <summary>How the call's run stands, read fresh.</summary>
    public virtual ValueTask<RunTaint> Of(Call call, CancellationToken cancel) => new(default(RunTaint));

    /// <summary>Where records come from, those that have a provenance.</summary>
    public virtual ValueTask<IReadOnlyDictionary<string, Origin>> Origins(
        string tenant,
        IReadOnlyCollection<string> records,
        CancellationToken cancel
    ) => new(new Dictionary<string, Origin>());
}
