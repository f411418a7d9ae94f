using Headgate.Gate.Grounds;
using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>What a call is told that something stood in the way of, and what the audit keeps of it.</summary>
public sealed partial class GatekeeperTests
{
    // What the commit of a plan says; that of a refusal goes through.
    private static Gateway Saying(Committed said)
    {
        var gate = Inserting();
        gate.Ledger.Says = p => p.Ended == Ended.Done ? said : null;
        return gate;
    }

    private static Basis Kept(Gateway gate) => Basis.Read(gate.Ledger.Events[^1].Facts.Span);

    [Fact]
    public async Task An_approval_is_good_once()
    {
        var gate = Saying(new(Applied.ApprovalSpent));
        var outcome = await gate.Pass("test.run");
        Assert.Equal(
            "approval.spent | This approval was used already, has expired or was never given. | Look at the approval; ask for a new one with a new call.",
            Gateway.Said(outcome.Refusal)
        );
        Assert.Equal("commit: approval.spent", Guards(gate));
        Assert.Equal((CommitGround.ApprovalSpent, null), (Kept(gate).Commit!.Outcome, Kept(gate).Commit!.Holder));
        Assert.Equal(("refused", "approval.spent"), (gate.Ledger.Events.Single().Ended, gate.Ledger.Events.Single().Code));
    }

    [Fact]
    public async Task A_limit_that_others_used_up_says_when_there_is_room()
    {
        Charge charge = new(LimitList.Creates[0], "creates_per_minute/agt_1", 5, 1);
        var gate = Saying(new(Applied.LimitReached, Limit: new(charge, 5, Gateway.Noon.AddSeconds(30))));
        gate.Memory.Rails = new() { Approvals = ApprovalRules.None };
        Passage? ended = null;
        gate.Ledger.BeforeCommit = p => Task.FromResult(ended = p);
        var outcome = await gate.Pass("test.run");
        Assert.Equal(
            "limits.creates_per_minute | creates_per_minute is 5; 5 are used and this call takes 1. | Nothing was done. Wait 30 seconds and call again, or ask a person to raise the limit.",
            Gateway.Said(outcome.Refusal)
        );
        Assert.Equal(Gateway.Noon.AddSeconds(30), ended!.RoomAt);
        Assert.Equal("commit: limits.creates_per_minute", Guards(gate));
        var ground = Kept(gate).Commit!;
        Assert.Equal((CommitGround.LimitReached, 5L, 1L), (ground.Outcome, ground.Limit!.Used, ground.Limit.Asked));
        Assert.Empty(gate.Ledger.Rows);
    }

    [Fact]
    public async Task A_key_that_is_taken_at_the_commit_keeps_its_record_for_the_audit()
    {
        var gate = Saying(new(Applied.ClaimTaken, "con_1", new("contact.email", "a@b.c", "con_2")));
        Assert.Equal("con_1", (await gate.Pass("test.run")).Refusal!.Record);
        Assert.Equal((CommitGround.ClaimTaken, "con_1"), (Kept(gate).Commit!.Outcome, Kept(gate).Commit!.Holder));
    }

    [Fact]
    public async Task A_record_that_changed_three_times_is_kept_for_the_audit_with_how_often()
    {
        var gate = Saying(new(Applied.VersionChanged, "acc_1"));
        Assert.Equal("acc_1", (await gate.Pass("test.run")).Refusal!.Record);
        var ground = Kept(gate).Commit!;
        Assert.Equal((CommitGround.Changed, "acc_1", 2), (ground.Outcome, ground.Holder, ground.Retries));
        Assert.Equal("commit: changed, decided again; commit: changed, decided again", Guards(gate));
    }

    [Fact]
    public async Task A_plan_that_goes_through_the_second_time_is_kept_with_that()
    {
        var gate = Inserting();
        gate.Ledger.Conflicts = 1;
        await gate.Pass("test.run");
        Assert.Equal((1, null), (Kept(gate).Commit!.Retries, Kept(gate).Commit!.Outcome));
    }

    [Fact]
    public async Task What_was_said_of_a_plan_that_is_decided_again_is_told_once()
    {
        var gate = Inserting();
        gate.Memory.Policies.Say = _ => new() { Asked = 2, Set = "s" };
        gate.Ledger.Conflicts = 1;
        await gate.Pass("test.run");
        Assert.Equal("commit: changed, decided again; policy: 2 asked, set s", Guards(gate));
    }

    [Fact]
    public async Task A_key_that_a_twin_took_is_kept_for_the_audit()
    {
        var gate = Saying(new(Applied.KeyTaken));
        Assert.Equal("conflict.changed", (await gate.Pass("test.run")).Refusal?.Code);
        Assert.Equal(CommitGround.KeyTaken, Kept(gate).Commit!.Outcome);
    }

    [Fact]
    public async Task Who_asks_is_told_of_each_phase_as_it_begins()
    {
        var gate = Inserting();
        gate.Ledger.Conflicts = 1;
        List<string> told = [];
        await gate.Keeper.Pass(gate.Call("test.run") with { Progress = (done, word) => told.Add($"{done} {word}") }, default);
        Assert.Equal("0 judging, 1 deciding, 2 committing, 1 deciding, 2 committing", string.Join(", ", told));
    }

    [Fact]
    public async Task Which_guard_failed_at_what_is_kept_for_the_audit()
    {
        Assert.Equal(["a call guard.failed"], await Threw(new("a") { OfCall = _ => throw new IOException("disk") }));
        Assert.Equal(["a plan guard.failed"], await Threw(new("a") { OfPlan = _ => throw new IOException("disk") }));
        Assert.Equal(["a call test.no"], await Threw(new("a") { OfCall = _ => throw new RefusedException(No) }));
        Assert.Equal(["a plan test.no"], await Threw(new("a") { OfPlan = _ => throw new RefusedException(No) }));
        Assert.Equal(["a settle failed"], await Threw(new("a") { OnSettle = _ => throw new IOException("disk") }));

        static async Task<IReadOnlyList<string>?> Threw(ProbeGuard guard)
        {
            var gate = Inserting(guard);
            await gate.Pass("test.run");
            return Kept(gate).Threw;
        }
    }

    [Fact]
    public async Task A_refused_plan_is_answered_by_a_faster_twin()
    {
        var gate = new Gateway();
        const string arguments = """{"name":"Ada","email":"a@b.c","idempotency_key":"k"}""";
        var first = true;
        var guard = new ProbeGuard("late")
        {
            OfCall = p =>
            {
                if (first && p.Action is ContactCreate)
                {
                    first = false;
                    Assert.Equal(Ended.Done, gate.Pass("contact.create", arguments).GetAwaiter().GetResult().Ended);
                }
                return Verdict.Pass;
            },
        };
        var keeper = new Gatekeeper(gate.Catalogue, [.. gate.Keeper.Guards, guard], gate.Ledger, gate.Clock);
        var slower = await keeper.Pass(gate.Call("contact.create", arguments), default);
        Assert.Equal((Ended.Replayed, null), (slower.Ended, slower.Refusal));
        Assert.StartsWith(
            """{"replayed":true,"first_at":"2026-03-04T12:00:00Z","id":"con_""",
            Gateway.Said(slower.Json),
            StringComparison.Ordinal
        );
        Assert.Equal("dedupe: dedupe.exists; idempotency: a twin was faster", Guards(gate));
    }

    [Theory]
    [InlineData("contact.email", "email")]
    [InlineData("external.hubspot", "external id")]
    [InlineData("externally.known", "known")]
    [InlineData("plain", "plain")]
    public void A_kind_of_key_has_the_word_that_people_use(string kind, string word) => Assert.Equal(word, Gatekeeper.Word(kind));
}
