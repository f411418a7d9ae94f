namespace Headgate.Store;

/// <summary>What became of what was kept of a call.</summary>
public enum KeptState
{
    /// <summary>It is there.</summary>
    Whole,

    /// <summary>Somebody in it was erased.</summary>
    Erased,

    /// <summary>It does not open under the keys that it was sealed under.</summary>
    Altered,
}

/// <summary>What was kept of a call.</summary>
/// <param name="Plain">What policies saw, with the call as it was given; nothing when it cannot be opened.</param>
/// <param name="State">What became of it.</param>
public sealed record KeptCall(byte[]? Plain, KeptState State);
