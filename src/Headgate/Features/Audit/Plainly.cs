using System.Globalization;
using Headgate.Gate;
using Headgate.Gate.Grounds;
using Headgate.Gate.Matching;
using Headgate.Store;

namespace Headgate.Features.Audit;

/// <summary>What guards said of a call and what they knew, in words for whoever runs the sales and not the software.</summary>
internal static class Plainly
{
    /// <summary>Every guard that was asked, in order.</summary>
    public static IReadOnlyList<GuardShown> Of(EventRow row, KeptCall? kept = null)
    {
        var basis = (Recorded.FactsOf(row, kept) is { } facts ? Recorded.Read(facts) : null) ?? new();
        return
        [
            .. Recorded
                .NotesOf(row)
                .GroupBy(n => n.Guard, StringComparer.Ordinal)
                .Select(g => new GuardShown
                {
                    Guard = g.Key,
                    Said = Words([.. g.Select(n => n.Said)]),
                    Because = Because(g.Key, basis),
                }),
        ];
    }

    // That a guard lets the call pass is worth a word where it says nothing else.
    private static string Words(IReadOnlyList<string> said) =>
        string.Join("; ", said.Count > 1 && said[0] == Gate.Grounds.Said.Pass ? said.Skip(1) : said);

    private static string? Because(string guard, Basis basis)
    {
        if (basis.Threw?.Any(t => t.StartsWith(guard + " ", StringComparison.Ordinal)) == true)
            return "the guard itself failed, and what fails refuses";
        return guard switch
        {
            "scopes" when basis.Scopes is { } scopes => Of(scopes),
            "idempotency" when basis.Idempotency is { } earlier => Of(earlier),
            "kill_switch" when basis.KillSwitch is { } switches => Of(switches),
            "rollout" when basis.Rollout is { } rollout => Of(rollout),
            "classification" when basis.Classification is { } found => found.Regulated is { } word
                ? $"a text held what looks like a {word}"
                : "a handle stood where its value may not",
            "taint" when basis.Taint is { } taint => Of(taint),
            "dedupe" when basis.Dedupe is { } dedupe => Of(dedupe),
            "policy" when basis.Policy is { } policy => $"{Count(policy.Asked, "policy was", "policies were")} asked, "
                + (policy.Rulings is { Count: > 0 } said ? $"{Count(said.Count, "applied", "applied")}" : "none applied"),
            "limits" when basis.Limits is { } limits => Of(limits),
            "breaker" when basis.Breaker is { } breaker => Of(breaker),
            "approval" when basis.Approval is { } approval => Of(approval),
            "commit" when basis.Commit is { } commit => Of(commit),
            "dry_run" when basis.DryRun => "only the plan was wanted",
            _ => null,
        };
    }

    private static string Of(ScopesGround scopes)
    {
        var who = (scopes.Agent ? "an agent of " : "") + Text.One(scopes.Role);
        var needs = scopes.Needs == 0 ? "needs no scope" : $"needs {((Scope)scopes.Needs).Text()}";
        return $"{who} with {(scopes.Has == 0 ? "no scope" : ((Scope)scopes.Has).Text())}; it {needs}"
            + (
                scopes.Toolset is { } toolset && scopes.Agent
                    ? $" and the toolset {toolset}{(scopes.Granted ? "" : ", which was not granted")}"
                    : ""
            )
            + (scopes.ForPeople ? "; for people alone" : "")
            + (scopes.Named == false ? "; the grant does not name this tool" : "")
            + (scopes.ExpiresInMs is { } left ? (left > 0 ? $"; the grant had {Minutes(left)} left" : "; the grant had expired") : "");
    }

    private static string? Of(IdempotencyGround earlier) =>
        earlier.Twin ? "the same call, sent twice, was faster the other time"
        : !earlier.Used ? null
        : earlier.Other ? "the key was used before, with other arguments"
        : earlier.Held is { } approval ? $"the same call waits as {approval}"
        : "the same call was answered before";

    private static string Of(KillSwitchGround switches)
    {
        var plan = switches.Plan;
        if ((plan?.Off ?? switches.Off) is { } off)
            return $"outbound was off for {off}";
        var asked = (plan?.Asked ?? switches.Asked ?? []).Count;
        return asked > 0 ? $"{Count(asked, "switch was", "switches were")} looked at, all on"
            : plan is { TurnsOn: true } ? "it turns outbound on"
            : "it turns outbound off";
    }

    private static string Of(RolloutGround rollout) =>
        $"week {rollout.Week} of the rollout"
        + (
            rollout.Week is 3 or 4
                ? (rollout.Named ? "; the grant names its tools" : "; the grant does not name its tools one by one")
                : (rollout.IsAgent ? "" : "; another agent's turn")
                    + (rollout.InTools || rollout.SecondWeek ? "" : "; not one of its tools")
        )
        + (rollout.Area is { } area ? $"; {area} is {(rollout.AreaOpen ? "open" : "not open")}" : "");

    private static string Of(TaintGround taint) =>
        taint.Tainted
            ? $"the run had read text from outside ({Count(taint.Sources, "record", "records")})"
                + (taint.Signs is { } signs ? $", and this is a {string.Join(", ", signs).Replace('_', ' ')}" : "")
            : $"what goes out is built on text from outside ({string.Join(", ", taint.Derived ?? []).Replace('_', ' ')})";

    private static string Of(DedupeGround dedupe)
    {
        if (dedupe.Holders?.FirstOrDefault(h => h.Stands) is { } holder)
            return $"{holder.Id} has the same {holder.Key[(holder.Key.IndexOf('.') + 1)..]}";
        var compared = $"{Count(dedupe.Compared, "record was", "records were")} compared with those there are";
        if (dedupe.Found?.MaxBy(f => f.Bits) is not { } likest)
            return dedupe.Compared == 0 ? "its keys are its own" : compared + "; none is like it";
        var score = new Match(likest.Grade, likest.Bits / 100.0, []).Score;
        return $"{compared}; {likest.Id} is {(likest.Grade == Grade.Same ? "the same" : "perhaps the same")}, {Number(score)} of 1"
            + (dedupe.Allowed ? "; another one was asked for" : "");
    }

    private static string Of(LimitsGround limits) =>
        limits.Counter is { } counter
            ? $"{limits.Used} of {limits.Most} {counter.Replace('_', ' ')} were used; it takes {limits.Asked}"
            : $"{Count(limits.Asked, "row", "rows")} of {limits.Left} that were set aside for this run";

    private static string Of(BreakerGround breaker) =>
        $"{breaker.Failed} of the last {Count(breaker.Calls, "call", "calls")} failed; it opens at {breaker.Percent} % of {breaker.Least}"
        + (breaker.TriesInMs is > 0 and var wait ? $"; it tries again in {Minutes(wait)}" : "");

    private static string Of(ApprovalGround approval)
    {
        List<string> parts = [];
        if (approval.Asked is { } asked)
            parts.Add($"the approval list asks for {string.Join(", ", asked.Select(Reason))}");
        foreach (var (code, word) in approval.Standing ?? [])
            parts.Add($"{word} lets {Reason(code)} pass");
        if (approval.Approval is { } given)
            parts.Add(
                $"{approval.By} approved it as {given}"
                    + (approval.OtherPlan ? ", but it would do something else now" : "")
                    + (approval.Edited ? " after changing it" : "")
            );
        return parts.Count == 0 ? "the approval list asks for nothing of it" : string.Join("; ", parts);
    }

    private static string Of(CommitGround commit) =>
        (commit.Retries > 0 ? $"decided again {commit.Retries} times, since somebody changed a record meanwhile; " : "")
        + (
            commit.Outcome switch
            {
                null => "done in the end",
                CommitGround.ClaimTaken => $"{commit.Holder} took the key meanwhile",
                CommitGround.KeyTaken => "the same call came in twice",
                CommitGround.LimitReached when commit.Limit is { } limit => Of(limit),
                CommitGround.ApprovalSpent => "the approval was used already",
                _ => $"{commit.Holder} was changed by somebody else each time",
            }
        );

    private static string Reason(string code) => code[(code.IndexOf('.') + 1)..].Replace('_', ' ');

    private static string Minutes(long ms) =>
        ms < 120_000 ? $"{Math.Max(1, ms / 1000)} s"
        : ms < 7_200_000 ? $"{ms / 60_000} min"
        : $"{ms / 3_600_000} h";

    private static string Count(long count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
