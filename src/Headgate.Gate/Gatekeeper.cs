using Headgate.Gate.Grounds;
using Headgate.Gate.Guards;

namespace Headgate.Gate;

/// <summary>
/// Takes every call through the gate: judge the call, decide, judge the plan, settle, commit, release. There is no other way to the ledger.
/// </summary>
public sealed class Gatekeeper(Catalogue catalogue, IReadOnlyList<Guard> guards, Ledger ledger, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>The actions behind this gate.</summary>
    public Catalogue Catalogue => catalogue;

    /// <summary>The guards, in order.</summary>
    public IReadOnlyList<Guard> Guards => guards;

    /// <summary>Passes a call.</summary>
    /// <returns>How it ended. Refusals are outcomes; nothing is thrown but a cancellation.</returns>
    public async ValueTask<Outcome> Pass(Call call, CancellationToken cancel)
    {
        var action = catalogue.Find(call.Action) ?? new UnknownAction();
        var passage = new Passage(call, action, time.GetTimestamp());
        try
        {
            if (action is UnknownAction)
                passage.Refuse(Unknown(call.Action));
            else if (await JudgeCall(passage, cancel))
                return await DecideAndCommit(passage, cancel);
            return await Conclude(passage, cancel);
        }
        finally
        {
            Release(passage);
        }
    }

    private void Release(Passage passage)
    {
        foreach (var guard in guards)
        {
            try
            {
                guard.Release(passage);
            }
            catch (Exception failure)
            {
                // The call has ended; what one guard cannot give back is no reason to keep what the others hold.
                OnFailure?.Invoke("guard.failed", failure, passage);
            }
        }
    }

    private async ValueTask<bool> JudgeCall(Passage passage, CancellationToken cancel)
    {
        passage.Call.Progress?.Invoke(0, "judging");
        return await Judge(passage, isPlan: false, cancel);
    }

    // One loop for both phases, without a closure or a state machine for each guard: every call takes it twice.
    private async ValueTask<bool> Judge(Passage passage, bool isPlan, CancellationToken cancel)
    {
        foreach (var guard in guards)
        {
            Verdict verdict;
            try
            {
                verdict = await (isPlan ? guard.JudgePlan(passage, cancel) : guard.JudgeCall(passage, cancel));
            }
            catch (RefusedException refused)
            {
                passage.Basis.Throws(guard.Name, isPlan ? "plan" : "call", refused.Refusal.Code);
                verdict = Verdict.Refuse(refused.Refusal);
            }
            catch (Exception failure) when (!IsCancelled(failure, cancel))
            {
                passage.Basis.Throws(guard.Name, isPlan ? "plan" : "call", "guard.failed");
                verdict = Verdict.Refuse(Failed("guard.failed", failure, passage));
            }
            if (!Take(passage, guard, verdict, isPlan))
                return false;
        }
        return true;
    }

    private async ValueTask<Outcome> DecideAndCommit(Passage passage, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            passage.Again();
            if (!await Decide(passage, cancel) || !await Judge(passage, isPlan: true, cancel))
                foreach (var keys in guards.OfType<IdempotencyGuard>())
                    await keys.AnswerAsTwin(passage, cancel);
            Settle(passage);
            passage.Call.Progress?.Invoke(2, "committing");
            var committed = await Commit(passage, cancel);
            switch (committed.Applied)
            {
                case Applied.Done:
                    return Give(passage);
                case Applied.ClaimTaken:
                    Stood(passage, CommitGround.ClaimTaken, committed.Record);
                    passage.Refuse(DedupeGuard.Held(committed.Claim!.Kind, committed.Record!));
                    passage.Add("commit", passage.Refusal!.Code);
                    return await Conclude(passage, cancel);
                case Applied.KeyTaken:
                    // A twin was faster; the guards now find its outcome and answer with it.
                    passage.Add("commit", "key taken");
                    passage.Anew();
                    Stood(passage, CommitGround.KeyTaken);
                    if (await JudgeCall(passage, cancel))
                        passage.Refuse(Changed(null));
                    return await Conclude(passage, cancel);
                case Applied.ApprovalSpent:
                    Stood(passage, CommitGround.ApprovalSpent);
                    passage.Refuse(Spent());
                    passage.Add("commit", "approval.spent");
                    return await Conclude(passage, cancel);
                case Applied.LimitReached:
                    Stood(passage, CommitGround.LimitReached, limit: LimitsGround.Of(committed.Limit!.Charge, committed.Limit.Used));
                    passage.Refuse(committed.Limit!.Refusal(passage.Spending!.At));
                    passage.RoomAt = committed.Limit.Free;
                    passage.Add("commit", passage.Refusal!.Code);
                    return await Conclude(passage, cancel);
                case Applied.VersionChanged when attempt == Attempts:
                    Stood(passage, CommitGround.Changed, committed.Record);
                    passage.Refuse(Changed(committed.Record));
                    return await Conclude(passage, cancel);
                default:
                    passage.Add("commit", "changed, decided again");
                    passage.Basis.Commit = new() { Retries = attempt };
                    break;
            }
        }
    }

    private static void Stood(Passage passage, string outcome, string? holder = null, LimitsGround? limit = null) =>
        passage.Basis.Commit = (passage.Basis.Commit ?? new()) with { Outcome = outcome, Holder = holder, Limit = limit };

    private async ValueTask<bool> Decide(Passage passage, CancellationToken cancel)
    {
        passage.Call.Progress?.Invoke(1, "deciding");
        try
        {
            passage.Decision = await ledger.Decide(passage, cancel);
            if (passage.Decision.Plan.Changes.Count <= passage.Action.MaxChanges)
                return true;
            passage.Refuse(TooLarge(passage.Decision.Plan.Changes.Count, passage.Action.MaxChanges));
        }
        catch (RefusedException refused)
        {
            passage.Refuse(refused.Refusal);
        }
        catch (Exception failure) when (!IsCancelled(failure, cancel))
        {
            passage.Refuse(Failed("action.failed", failure, passage));
        }
        passage.Decision = null;
        passage.Add("decide", passage.Refusal!.Code);
        return false;
    }

    private static bool Take(Passage passage, Guard guard, Verdict verdict, bool isPlan)
    {
        if (verdict.Passes)
        {
            // Said once; what a guard says of the plan only if it stops it.
            if (!isPlan)
                passage.Add(guard.Name, "pass");
            return true;
        }
        if (verdict.Refusal is { } refusal)
            passage.Refuse(refusal);
        else
            passage.Ended = verdict.Answer!.Value;
        passage.Add(guard.Name, verdict.Refusal?.Code ?? verdict.Answer.ToString()!.ToLowerInvariant());
        return false;
    }

    // A guard or a store that gives up by itself (a deadline of its own) has failed; only the caller cancels a call.
    private static bool IsCancelled(Exception failure, CancellationToken cancel) =>
        failure is OperationCanceledException && cancel.IsCancellationRequested;

    private void Settle(Passage passage)
    {
        // What an earlier attempt settled must not speak for this one.
        (passage.Event, passage.Answer) = (null, passage.Ended == Ended.Replayed ? passage.Answer : default);
        foreach (var guard in guards)
        {
            try
            {
                guard.Settle(passage);
            }
            catch (Exception failure)
            {
                passage.Refuse(Failed("guard.failed", failure, passage));
                passage.Basis.Throws(guard.Name, "settle", "failed");
                passage.Add(guard.Name, "failed");
            }
        }
    }

    private async ValueTask<Committed> Commit(Passage passage, CancellationToken cancel)
    {
        try
        {
            if (passage.Event is null)
                throw new InvalidOperationException("No audit, no action.");
            // What is decided is no longer the caller's to cancel: half of a commit is not an answer.
            return await ledger.Commit(passage, CancellationToken.None);
        }
        catch (Exception failure)
        {
            passage.Refuse(Failed("store.unavailable", failure, passage));
            passage.Event = null;
            return new(Applied.Done);
        }
    }

    private async ValueTask<Outcome> Conclude(Passage passage, CancellationToken cancel)
    {
        Settle(passage);
        await Commit(passage, cancel);
        return Give(passage);
    }

    private static Outcome Give(Passage passage) =>
        new()
        {
            Ended = passage.Ended,
            Json = passage.Ended == Ended.Refused ? default : passage.Answer,
            Refusal = passage.Refusal,
            Event = passage.Event?.Id ?? "",
            Action = passage.Action is UnknownAction ? null : passage.Action,
        };

    private Refusal Unknown(string name)
    {
        var near = catalogue.Near(name);
        return new(
            "catalogue.unknown_action",
            $"There is no action {Text.Shown(name)}.",
            near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}?" : "List the tools and call one of them."
        )
        {
            Candidates = near.Count > 0 ? near : null,
        };
    }

    private static Refusal Spent() =>
        new(
            "approval.spent",
            "This approval was used already, has expired or was never given.",
            "Look at the approval; ask for a new one with a new call."
        );

    /// <summary>The word that people use for a kind of key.</summary>
    internal static string Word(string claimKind) =>
        claimKind.StartsWith("external.", StringComparison.Ordinal) ? "external id" : claimKind[(claimKind.IndexOf('.') + 1)..];

    private static Refusal Changed(string? record) =>
        new(
            "conflict.changed",
            "Somebody else changed the record at the same moment, three times over.",
            "Read it again and repeat the call."
        )
        {
            Record = record,
        };

    private static Refusal TooLarge(int changes, int most) =>
        new(
            "plan.too_large",
            $"The call would change {changes} records at once; the most is {most}.",
            "Split it into smaller calls, or use an import."
        );

    private Refusal Failed(string code, Exception failure, Passage passage)
    {
        OnFailure?.Invoke(code, failure, passage);
        return new(
            code,
            $"Something failed inside Headgate while it handled {passage.Action.Id}; nothing was changed.",
            $"Try once more; if it fails again, give your administrator the call's id {passage.Call.Id}."
        );
    }

    /// <summary>Told of every failure that became a refusal, for the log; the caller never sees it.</summary>
    public Action<string, Exception, Passage>? OnFailure { get; init; }
}

/// <summary>What a call is audited as when no action has its name.</summary>
[Action("catalogue.unknown", Scope.None, "Unknown action", "Stands for a name that no action has.", Offered = Offered.Inside)]
public sealed class UnknownAction() : ActionSpec(typeof(Nothing), typeof(Nothing));

/// <summary>No arguments, or no answer.</summary>
public sealed record Nothing;
