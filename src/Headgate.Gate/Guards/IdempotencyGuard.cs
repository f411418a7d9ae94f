namespace Headgate.Gate.Guards;

/// <summary>
/// Same key, same outcome: a call whose key was used answers with the first outcome and applies nothing. Without a key, the identical create or message by
/// the same actor within ten minutes is taken for a retry. The commit takes the key, so that of two twins one waits and then answers with the other's outcome.
/// </summary>
public sealed class IdempotencyGuard(Memory memory) : Guard
{
    /// <summary>How long a given key is remembered.</summary>
    public static readonly TimeSpan Given = TimeSpan.FromHours(24);

    /// <summary>How long an identical call is taken for a retry.</summary>
    public static readonly TimeSpan Implied = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public override string Name => "idempotency";

    /// <inheritdoc/>
    public override async ValueTask<Verdict> JudgeCall(Passage passage, CancellationToken cancel)
    {
        var call = passage.Call;
        if (passage.Action.Effect == Effect.Read || passage.DryRun)
            return Verdict.Pass;
        var key = KeyOf(passage);
        // A held call that is passed again has its first answer under its key; its second takes the place.
        if (key is null || call.Approval is not null)
            return Verdict.Pass;
        var earlier = await memory.Recall(call.By.Tenant, call.By.Actor, key, call.At, cancel);
        if (earlier is null)
            return Verdict.Pass;
        var ground = passage.Basis.Idempotency = new()
        {
            Given = passage.GivenKey is not null,
            Held = HeldAnswer.ApprovalIn(earlier.Answer),
            Other = earlier.ArgumentsHash != passage.ArgumentsHash,
            Used = true,
        };
        switch (ground.OfCall())
        {
            case "idempotency.key_reused":
                return Verdict.Refuse(
                    new(
                        "idempotency.key_reused",
                        "This idempotency key was used for a call with other arguments.",
                        "Use a new key for a new call; repeat a key only with the same arguments."
                    )
                    {
                        Field = "idempotency_key",
                    }
                );
            case "dedupe.pending":
                // Whoever repeats a held call without a key is told what it waits for, and that asking again does not help.
                return Verdict.Refuse(
                    new(
                        "dedupe.pending",
                        $"The same call waits for a person's approval as {ground.Held}.",
                        "Wait for the decision; approvals_get tells how it stands."
                    )
                    {
                        Record = ground.Held,
                    }
                );
            default:
                passage.Answer = Replay.Mark(earlier.Answer, earlier.At);
                return Verdict.Stop(Ended.Replayed);
        }
    }

    /// <summary>
    /// Asked once more when something stands in the way of a plan: a twin under the same key may have been faster, and what stands in the way is its effect.
    /// </summary>
    internal async ValueTask AnswerAsTwin(Passage passage, CancellationToken cancel)
    {
        var call = passage.Call;
        if (passage is not { Ended: Ended.Refused, Key: { } key } || call.Approval is not null)
            return;
        Recalled? twin = null;
        try
        {
            twin = await memory.Recall(call.By.Tenant, call.By.Actor, key, call.At, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // The refusal stands; what is wrong with the store, the commit says.
        }
        if (
            twin is null
            || twin.ArgumentsHash != passage.ArgumentsHash
            || passage.GivenKey is null && HeldAnswer.ApprovalIn(twin.Answer) is not null
        )
            return;
        passage.Answer = Replay.Mark(twin.Answer, twin.At);
        (passage.Ended, passage.Refusal) = (Ended.Replayed, null);
        passage.Basis.Idempotency = (passage.Basis.Idempotency ?? new()) with { Twin = true };
        passage.Add(Name, passage.Basis.Idempotency.OfTwin()!);
    }

    private static string? KeyOf(Passage passage)
    {
        if (passage.GivenKey is { } given)
        {
            passage.KeyLife = Given;
            // The action is part of the key: a client that numbers its calls per tool collides with nobody.
            return passage.Key = $"key:{passage.Action.Id}:{given}";
        }
        if (!passage.Action.Creates && passage.Action.Effect != Effect.Send)
            return null;
        passage.KeyLife = Implied;
        return passage.Key = $"same:{passage.Action.Id}:{passage.ArgumentsHash}";
    }
}
