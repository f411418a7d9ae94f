using Headgate.Gate.Limits;

namespace Headgate.Gate;

/// <summary>How a commit went.</summary>
public enum Applied
{
    /// <summary>Everything is durable: changes, keys, messages and the audit event.</summary>
    Done,

    /// <summary>Another record holds a unique key; nothing was written.</summary>
    ClaimTaken,

    /// <summary>A version that the plan relied on has changed; nothing was written.</summary>
    VersionChanged,

    /// <summary>The idempotency key was used in the meantime; nothing was written.</summary>
    KeyTaken,

    /// <summary>The approval was used, withdrawn or never given; nothing was written.</summary>
    ApprovalSpent,

    /// <summary>Others took what the limit had left; nothing was written.</summary>
    LimitReached,
}

/// <summary>The word of a commit, with what stood in the way.</summary>
/// <param name="Applied">How it went.</param>
/// <param name="Record">The record that holds the key or has changed.</param>
/// <param name="Claim">The key that is taken.</param>
/// <param name="Limit">The limit that is reached.</param>
public readonly record struct Committed(Applied Applied, string? Record = null, Claim? Claim = null, LimitHit? Limit = null);

/// <summary>The only thing that reads for a decision and the only thing that writes. The store implements it.</summary>
public abstract class Ledger
{
    /// <summary>Lets the action decide over one consistent view of the caller's organisation.</summary>
    /// <exception cref="RefusedException">The action refuses.</exception>
    public abstract ValueTask<Decision> Decide(Passage passage, CancellationToken cancel);

    /// <summary>
    /// Commits the passage: its plan when <see cref="Passage.Applies"/>, and its audit event always, in one commit. Returns only when that is durable.
    /// No audit, no action: an event that cannot be written takes the plan down with it.
    /// </summary>
    public abstract ValueTask<Committed> Commit(Passage passage, CancellationToken cancel);
}
