using System.Text.Json.Serialization;

namespace Headgate.Gate.Grounds;

/// <summary>What stood in the way of a commit.</summary>
public sealed record CommitGround
{
    /// <summary>The record that holds a key, or has changed.</summary>
    public string? Holder { get; init; }

    /// <summary>The limit that others had used up.</summary>
    public LimitsGround? Limit { get; init; }

    /// <summary>How it ended: an <see cref="Headgate.Gate.Applied"/> in words; nothing when it was done in the end.</summary>
    public string? Outcome { get; init; }

    /// <summary>How often the plan was decided again.</summary>
    public int Retries { get; init; }

    /// <summary>The words of the commit.</summary>
    public IEnumerable<string> Words()
    {
        for (var i = 0; i < Retries; i++)
            yield return "changed, decided again";
        if (Outcome == KeyTaken)
            yield return "key taken";
        else if (Outcome is not (null or Changed))
            yield return Code!;
    }

    /// <summary>The refusal that came of it; nothing when it was done.</summary>
    [JsonIgnore]
    public string? Code =>
        Outcome switch
        {
            null => null,
            ClaimTaken => DedupeGround.Of(Holder ?? ""),
            ApprovalSpent => "approval.spent",
            LimitReached => Limit?.OfPlan(),
            _ => "conflict.changed",
        };

    /// <summary>Another record holds a key.</summary>
    public const string ClaimTaken = "claim_taken";

    /// <summary>A twin used the idempotency key.</summary>
    public const string KeyTaken = "key_taken";

    /// <summary>The approval was used.</summary>
    public const string ApprovalSpent = "approval_spent";

    /// <summary>Others took what a limit had left.</summary>
    public const string LimitReached = "limit_reached";

    /// <summary>Records changed too often.</summary>
    public const string Changed = "changed";
}
