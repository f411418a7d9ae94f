namespace Headgate.Gate.Tests.Doubles;

/// <summary>What runs have read and where records come from, as a test has it.</summary>
public sealed class RunsRead : TaintFacts
{
    /// <summary>What this process remembers of every run.</summary>
    public RunTaint Remembered { get; set; }

    /// <summary>How every run stands, read fresh.</summary>
    public RunTaint Fresh { get; set; }

    /// <summary>Where records come from.</summary>
    public Dictionary<string, Origin> From { get; } = new(StringComparer.Ordinal);

    /// <summary>The records that were asked for, each time as one text in order.</summary>
    public List<string> Asked { get; } = [];

    /// <inheritdoc/>
    public override RunTaint Known(Call call) => Remembered;

    /// <inheritdoc/>
    public override ValueTask<RunTaint> Of(Call call, CancellationToken cancel) => new(Fresh);

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyDictionary<string, Origin>> Origins(
        string tenant,
        IReadOnlyCollection<string> records,
        CancellationToken cancel
    )
    {
        Asked.Add(string.Join(' ', records.Order(StringComparer.Ordinal)));
        return new(From.Where(f => records.Contains(f.Key)).ToDictionary());
    }
}
