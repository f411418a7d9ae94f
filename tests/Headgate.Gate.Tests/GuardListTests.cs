using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class GuardListTests
{
    // In words: first who may, then what is well formed, then whether it was answered before, then whether anything may leave at all,
    // then whether the rollout plan has come so far, then what is written into it, then what its run has read, then whether it exists already, then what the organisation's own rules say, then whether there is room for it and the tool works; a dry run stops when all of these have judged; what is answered is redacted and only then audited.
    private const string InWords =
        "scopes, schema, idempotency, kill_switch, rollout, classification, taint, dedupe, policy, limits, breaker, approval, dry_run, redact, audit";

    [Fact]
    public void A_call_meets_the_guards_in_the_order_of_the_list() =>
        Assert.Equal(InWords, string.Join(", ", GuardList.InOrder(new LedgerMemory(new()), TimeProvider.System).Select(g => g.Name)));

    [Fact]
    public async Task A_guard_that_says_nothing_lets_pass()
    {
        var gate = new Gateway();
        var passage = gate.Passage("contact.get");
        var guard = new Silent();
        Assert.True((await guard.JudgeCall(passage, default)).Passes);
        Assert.True((await guard.JudgePlan(passage, default)).Passes);
        guard.Settle(passage);
        guard.Release(passage);
        Assert.Empty(passage.Notes);
    }

    [Fact]
    public void A_verdict_passes_unless_it_refuses_or_answers()
    {
        Assert.True(Verdict.Pass.Passes);
        Assert.False(Verdict.Refuse(new("a.b", "", "")).Passes);
        Assert.False(Verdict.Stop(Ended.Done).Passes);
    }

    private sealed class Silent : Guard
    {
        public override string Name => "silent";
    }
}
