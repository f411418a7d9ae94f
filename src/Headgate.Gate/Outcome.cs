namespace Headgate.Gate;

/// <summary>How a call ended.</summary>
public enum Ended
{
    /// <summary>Answered; what was planned is applied and durable.</summary>
    Done,

    /// <summary>No effect; the refusal says why and what to do.</summary>
    Refused,

    /// <summary>A dry run: judged and shown, not applied.</summary>
    Planned,

    /// <summary>Nothing is done yet: a person decides.</summary>
    Held,

    /// <summary>The first outcome of the same key or the same call is given again.</summary>
    Replayed,
}

/// <summary>What a door gives back.</summary>
public sealed record Outcome
{
    /// <summary>How it ended.</summary>
    public required Ended Ended { get; init; }

    /// <summary>The answer as UTF-8 JSON, redacted for this caller; empty when refused.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Why there was no effect.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The audit event, <c>evt_…</c>.</summary>
    public string Event { get; init; } = "";

    /// <summary>The action that was called, if there is one of that name.</summary>
    public ActionSpec? Action { get; init; }
}
