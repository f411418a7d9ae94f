namespace Headgate.Cel;

/// <summary>How large a rule may be and what it may spend.</summary>
public sealed record Limits
{
    /// <summary>UTF-16 characters of a rule's text.</summary>
    public int Characters { get; init; } = 20_000;

    /// <summary>How deep an expression may be; the stack of a thread pool's thread holds several times as much.</summary>
    public int Depth { get; init; } = 120;

    /// <summary>Nodes of an expression.</summary>
    public int Nodes { get; init; } = 10_000;

    /// <summary>What one evaluation may cost unless told otherwise; some 10 ms.</summary>
    public long Cost { get; init; } = 1_000_000;
}
