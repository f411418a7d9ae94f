namespace Headgate.Store.Logs;

/// <summary>How far a log is, and how far an anchor has it.</summary>
internal sealed class AnchoredLog
{
    public string Tenant { get; init; } = "";
    public long Size { get; init; }
    public long? Anchored { get; init; }

    /// <summary>How many entries the anchor lacks.</summary>
    public long Behind => Size - (Anchored ?? 0);
}
