using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>The commit, and what may go wrong around it.</summary>
public sealed partial class GatekeeperTests
{
    [Fact]
    public async Task An_audit_that_cannot_be_made_takes_the_plan_down()
    {
        var ledger = new MemoryLedger();
        var scripted = new Scripted { Does = (passage, _) => Insert(passage) };
        var failures = new List<string>();
        var keeper = new Gatekeeper(new([scripted]), [new ProbeGuard("audit")], ledger, TimeProvider.System)
        {
            OnFailure = (code, failure, _) => failures.Add($"{code}: {failure.Message}"),
        };
        var outcome = await keeper.Pass(new Gateway().Call("test.run"), default);
        Assert.Equal((Ended.Refused, "store.unavailable", ""), (outcome.Ended, outcome.Refusal?.Code, outcome.Event));
        Assert.Equal("", ledger.World());
        Assert.Empty(ledger.Events);
        Assert.Equal(["store.unavailable: No audit, no action."], failures);
    }

    [Fact]
    public async Task An_event_of_an_earlier_attempt_does_not_speak_for_a_later_one()
    {
        var settled = 0;
        var ledger = new MemoryLedger { Conflicts = 1 };
        var scripted = new Scripted { Does = (passage, _) => Insert(passage) };
        Guard audit = new ProbeGuard("audit")
        {
            OnSettle = p => p.Event = ++settled == 1 ? new AuditEvent(p, default) : throw new IOException("disk"),
        };
        var outcome = await new Gatekeeper(new([scripted]), [audit], ledger, TimeProvider.System).Pass(
            new Gateway().Call("test.run"),
            default
        );
        Assert.Equal("store.unavailable", outcome.Refusal?.Code);
        Assert.Empty(ledger.Events);
        Assert.Equal("", ledger.World());
    }

    [Fact]
    public async Task A_commit_that_fails_is_refused_with_no_effect_and_no_event()
    {
        var gate = Inserting();
        gate.Ledger.Fails = new IOException("disk");
        var outcome = await gate.Pass("test.run");
        Assert.Equal(Failed("store.unavailable"), Gateway.Said(outcome.Refusal));
        Assert.Equal((Ended.Refused, true, ""), (outcome.Ended, outcome.Json.IsEmpty, outcome.Event));
        Assert.Equal("", gate.Ledger.World());
        Assert.Equal(["store.unavailable: disk"], gate.Failures);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_changed_version_is_decided_again(int conflicts)
    {
        var gate = Inserting();
        gate.Ledger.Conflicts = conflicts;
        var outcome = await gate.Pass("test.run");
        Assert.Equal(Ended.Done, outcome.Ended);
        Assert.Single(gate.Ledger.Rows);
        Assert.Equal(conflicts + 1, gate.Ledger.Decided.Count);
        Assert.Equal(string.Join("; ", Enumerable.Repeat("commit: changed, decided again", conflicts)), Guards(gate));
    }

    [Fact]
    public async Task A_version_that_changes_three_times_is_refused_with_its_record()
    {
        var gate = Inserting();
        gate.Ledger.Conflicts = 3;
        var outcome = await gate.Pass("test.run");
        Assert.Equal(
            "conflict.changed | Somebody else changed the record at the same moment, three times over. | Read it again and repeat the call.",
            Gateway.Said(outcome.Refusal)
        );
        Assert.StartsWith("acc_", outcome.Refusal!.Record);
        Assert.Equal(3, gate.Ledger.Decided.Count);
        Assert.Equal("", gate.Ledger.World());
        Assert.Equal("conflict.changed", gate.Ledger.Events.Single().Code);
    }

    [Fact]
    public async Task A_decision_that_no_longer_stands_when_decided_again_is_refused()
    {
        var gate = new Gateway();
        var first = true;
        gate.Ledger.Conflicts = 1;
        gate.Scripted.Does = (passage, _) => (first, first = false) is (true, _) ? Insert(passage) : throw new RefusedException(No);
        Assert.Same(No, (await gate.Pass("test.run")).Refusal);
        Assert.Equal("", gate.Ledger.World());
    }

    [Fact]
    public async Task A_twin_that_was_slower_answers_with_the_others_outcome()
    {
        var gate = new Gateway();
        const string arguments = """{"name":"Ada","idempotency_key":"k"}""";
        var first = true;
        gate.Ledger.BeforeCommit = async _ =>
        {
            if (!first)
                return;
            first = false;
            Assert.Equal(Ended.Done, (await gate.Pass("contact.create", arguments)).Ended);
        };
        var slower = await gate.Pass("contact.create", arguments);
        Assert.Equal(Ended.Replayed, slower.Ended);
        Assert.StartsWith("""{"replayed":true,"first_at":"2026-03-04T12:00:00Z","id":"con_""", Gateway.Said(slower.Json));
        Assert.DoesNotContain("secret", Gateway.Said(slower.Json));
        Assert.Single(gate.Ledger.Rows);
        Assert.Equal("commit: key taken; idempotency: replayed", Guards(gate));
        Assert.Equal(["done", "replayed"], gate.Ledger.Events.Select(e => e.Ended));
    }

    [Fact]
    public async Task A_twin_whose_outcome_has_gone_is_told_to_repeat()
    {
        var gate = Inserting();
        var passes = 0;
        gate.Ledger.Keys[("org_1", "agt_1", "key:test.run:k")] = (new("", default, Gateway.Noon), Gateway.Noon);
        gate.Ledger.BeforeCommit = _ =>
        {
            passes++;
            return Task.CompletedTask;
        };
        var outcome = await gate.Pass("test.run", """{"idempotency_key":"k"}""");
        Assert.Equal("conflict.changed", outcome.Refusal?.Code);
        Assert.Null(outcome.Refusal!.Record);
        Assert.Equal(2, passes);
        Assert.Empty(gate.Ledger.Rows);
        Assert.Equal("commit: key taken", Guards(gate));
        Assert.False(gate.LastEvent.TryGetProperty("plan", out _));
    }

    [Fact]
    public async Task A_unique_key_that_is_taken_in_the_meantime_names_its_record()
    {
        var gate = new Gateway();
        gate.Ledger.BeforeCommit = _ =>
        {
            gate.Ledger.Claims[("contact.email", "a@b.c")] = "con_1";
            return Task.CompletedTask;
        };
        var outcome = await gate.Pass("contact.create", """{"name":"Ada","email":"A@b.c"}""");
        Assert.Equal(
            "dedupe.exists | con_1 already has this email. | Use the record that exists, or correct the value.",
            Gateway.Said(outcome.Refusal)
        );
        Assert.Equal("con_1", outcome.Refusal!.Record);
        Assert.Empty(gate.Ledger.Rows);
        Assert.Equal("commit: dedupe.exists", Guards(gate));
        Assert.Equal("refused", gate.Ledger.Events.Single().Ended);
    }

    [Fact]
    public async Task A_lease_is_given_back_however_a_call_ends()
    {
        const string arguments = """{"to":"a@b.c","body":"Hi"}""";
        await Leased(_ => { }, Ended.Done);
        await Leased(g => g.Memory.Outbound = false, Ended.Refused);
        await Leased(g => g.Memory.Fails = new IOException("disk"), Ended.Refused, leases: 0);
        await Leased(g => g.Ledger.Fails = new IOException("disk"), Ended.Refused);
        await Leased(g => g.Ledger.BeforeCommit = _ => throw new OperationCanceledException(), Ended.Refused);

        static async Task Leased(Action<Gateway> when, Ended ended, int leases = 1)
        {
            var gate = new Gateway();
            when(gate);
            Assert.Equal(ended, (await gate.Pass("message.send", arguments)).Ended);
            Assert.Equal(leases, gate.Memory.Leases.Count);
            Assert.All(gate.Memory.Leases, l => Assert.Equal(1, l.Returned));
            Assert.Equal(ended == Ended.Done ? 1 : 0, gate.Ledger.Outbox.Count);
        }
    }

    [Fact]
    public async Task A_cancelled_call_is_no_outcome_and_gives_back_what_it_held()
    {
        using var gone = new CancellationTokenSource();
        var gate = new Gateway(
            new ProbeGuard("a")
            {
                OfPlan = _ =>
                {
                    gone.Cancel();
                    gone.Token.ThrowIfCancellationRequested();
                    return Verdict.Pass;
                },
            }
        );
        var call = gate.Call("message.send", """{"to":"a@b.c","body":"Hi"}""");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await gate.Keeper.Pass(call, gone.Token));
        Assert.Equal(1, gate.Memory.Leases.Single().Returned);
        Assert.Empty(gate.Ledger.Events);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await gate.Keeper.Pass(gate.Call("contact.create", """{"name":"A"}"""), gone.Token)
        );
        Assert.Equal("", gate.Ledger.World());
    }

    [Fact]
    public async Task What_is_decided_is_no_longer_the_callers_to_cancel()
    {
        using var gone = new CancellationTokenSource();
        var gate = Inserting();
        gate.Ledger.BeforeCommit = _ => gone.CancelAsync();
        Assert.Equal(Ended.Done, (await gate.Keeper.Pass(gate.Call("test.run"), gone.Token)).Ended);
        Assert.False(gate.Ledger.CommitCancel.CanBeCanceled);
        Assert.Single(gate.Ledger.Rows);
    }

    [Fact]
    public async Task A_failure_that_nobody_logs_is_still_a_refusal()
    {
        var scripted = new Scripted { Does = (_, _) => throw new IOException("disk") };
        var ledger = new MemoryLedger();
        var keeper = new Gatekeeper(
            new([scripted]),
            GuardList.InOrder(new LedgerMemory(ledger), TimeProvider.System),
            ledger,
            TimeProvider.System
        );
        Assert.Equal("action.failed", (await keeper.Pass(new Gateway().Call("test.run"), default)).Refusal?.Code);
    }

    [Fact]
    public async Task Only_a_replay_brings_an_answer_of_its_own()
    {
        Guard answering = new ProbeGuard("a")
        {
            OfCall = p =>
            {
                p.Answer = "{}"u8.ToArray();
                return p.Call.DryRun ? Verdict.Stop(Ended.Replayed) : Verdict.Pass;
            },
        };
        var keeper = new Gatekeeper(
            new([new Scripted()]),
            [answering, new Headgate.Gate.Guards.AuditGuard(TimeProvider.System)],
            new MemoryLedger(),
            TimeProvider.System
        );
        var call = new Gateway().Call("test.run");
        Assert.True((await keeper.Pass(call, default)).Json.IsEmpty);
        Assert.Equal("{}", Gateway.Said((await keeper.Pass(call with { DryRun = true }, default)).Json));
    }
}
