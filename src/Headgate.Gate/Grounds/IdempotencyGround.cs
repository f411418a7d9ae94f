namespace Headgate.Gate.Grounds;

/// <summary>What is remembered under a call's key.</summary>
public sealed record IdempotencyGround
{
    /// <summary>Whether the caller gave the key.</summary>
    public bool Given { get; init; }

    /// <summary>The approval that the remembered call waits for.</summary>
    public string? Held { get; init; }

    /// <summary>Whether it was remembered for other arguments.</summary>
    public bool Other { get; init; }

    /// <summary>Whether a twin was faster.</summary>
    public bool Twin { get; init; }

    /// <summary>Whether anything was remembered when the call came.</summary>
    public bool Used { get; init; }

    /// <summary>The word on the call.</summary>
    public string OfCall() =>
        !Used ? Said.Pass
        : Other ? "idempotency.key_reused"
        // Whoever repeats a held call without a key is told what it waits for.
        : !Given && Held is not null ? "dedupe.pending"
        : Said.Replayed;

    /// <summary>The word on what stands in the way of a plan; nothing when it stands.</summary>
    public string? OfTwin() => Twin ? "a twin was faster" : null;
}
