namespace Headgate.Store.Logs;

/// <summary>How far a tree is; of the tree over all, how far events were taken besides.</summary>
internal sealed class LogState
{
    public long Size { get; init; }
    public string Root { get; init; } = "";
    public string Vkey { get; init; } = "";
    public long CursorXid { get; init; }
    public long CursorSeq { get; init; }
}
