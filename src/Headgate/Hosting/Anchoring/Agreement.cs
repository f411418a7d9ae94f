namespace Headgate.Hosting.Anchoring;

/// <summary>How an anchor stands to a log.</summary>
public enum Agreement
{
    /// <summary>It has the newest checkpoint, or one that the log adds to.</summary>
    Agrees,

    /// <summary>It could not be asked.</summary>
    Unreachable,

    /// <summary>It does not know the log.</summary>
    Unknown,

    /// <summary>It takes nothing of the log, for a reason that says nothing of the log's entries.</summary>
    Refused,

    /// <summary>What it has cannot be true beside what is here.</summary>
    Contradicts,
}
