namespace Headgate.Store.Logs;

/// <summary>What came of checking a stored log.</summary>
/// <param name="Entries">How many entries its tree has.</param>
/// <param name="Checkpoints">How many checkpoints were compared.</param>
/// <param name="Waiting">Events so new that no tree has them yet.</param>
/// <param name="Root">The root.</param>
/// <param name="Faults">What is wrong; at most a thousand.</param>
public sealed record LogReport(long Entries, long Checkpoints, long Waiting, string Root, IReadOnlyList<LogFault> Faults)
{
    /// <summary>What anchors outside this machine say.</summary>
    public IReadOnlyList<AnchorReport> Anchors { get; init; } = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool Whole => Faults.Count == 0;
}
