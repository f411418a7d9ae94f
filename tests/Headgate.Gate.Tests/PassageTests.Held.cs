using Headgate.Gate.Limits;
using Headgate.Gate.Matching;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

/// <summary>What a passage knows of people's words, and what it forgets.</summary>
public sealed partial class PassageTests
{
    private readonly Gateway _gate = new();

    private Passage Approved(Func<Call, string>? id = null, int waited = 0, bool late = false)
    {
        var plain = _gate.Passage("test.run");
        Approval? approval = id is null ? null : new(id(plain.Call), "usr_1", "", default) { Waited = waited, IsLate = late };
        return new(plain.Call with { Approval = approval }, plain.Action, 0);
    }

    [Fact]
    public void Each_time_that_a_call_is_held_it_waits_for_another_approval()
    {
        var first = Approved();
        Assert.Equal((0, first.Call.NewId("apr", 0)), (first.Turn, first.HeldAs));
        var second = Approved(c => c.NewId("apr", 0));
        Assert.Equal((1, second.Call.NewId("apr", 1)), (second.Turn, second.HeldAs));
        var third = Approved(c => c.NewId("apr", 1));
        Assert.Equal((2, third.Call.NewId("apr", 2)), (third.Turn, third.HeldAs));
    }

    [Fact]
    public void Each_time_that_an_approved_call_found_no_room_counts_as_a_turn()
    {
        Assert.Equal(4, Approved(c => c.NewId("apr", 0), waited: 3).Turn);
        Assert.Equal(5, Approved(c => c.NewId("apr", 1), waited: 3).Turn);
    }

    [Fact]
    public void An_approval_that_the_call_never_minted_is_searched_for_and_given_up() =>
        Assert.Equal(20_001, Approved(_ => "apr_other").Turn);

    [Theory]
    [InlineData(true, true, true, false, true)]
    [InlineData(false, true, true, false, false)]
    [InlineData(true, false, true, false, false)]
    [InlineData(true, true, false, false, false)]
    [InlineData(true, true, true, true, false)]
    public void Only_an_approved_call_that_a_limit_refuses_for_now_waits_for_room(
        bool refused,
        bool room,
        bool approved,
        bool late,
        bool waits
    )
    {
        var passage = Approved(approved ? c => c.NewId("apr") : null, late: late);
        if (refused)
            passage.Refuse(new("limits.a", "", ""));
        passage.RoomAt = room ? Gateway.Noon : null;
        Assert.Equal(waits, passage.WaitsForRoom);
    }

    [Fact]
    public void A_reason_to_hold_is_noted_once()
    {
        var passage = _gate.Passage("test.run");
        passage.Hold(new("policy", "policy.a", "First."));
        passage.Hold(new("taint", "policy.a", "Second."));
        passage.Hold(new("taint", "taint.send", "Third."));
        Assert.Equal(["First.", "Third."], passage.Holds.Select(h => h.Why));
        Assert.Equal([new Note("policy", "hold policy.a"), new Note("taint", "hold taint.send")], passage.Notes);
    }

    [Fact]
    public void Records_from_outside_taint_the_run_of_an_agent_and_nobody_elses()
    {
        var agents = _gate.Passage("test.run");
        agents.Saw(["con_1", "con_2"]);
        agents.Saw(["con_2"]);
        Assert.Equal(["con_1", "con_2"], agents.Seen.Order());
        var persons = _gate.Passage("test.run", by: Gateway.Person);
        persons.Saw(["con_1"]);
        Assert.Empty(persons.Seen);
    }

    private Passage Full()
    {
        var passage = _gate.Planned(new Plan().Insert(Kinds.Account, "acc_1"));
        passage.Add("scopes", "pass");
        passage.Basis.Schema = new() { Broke = "x" };
        passage.Again();
        passage.Decision = new(new Nothing(), Plan.Empty);
        passage.Hold(new("policy", "policy.a", ""));
        passage.Add("commit", "changed");
        passage.Saw(["con_1"]);
        passage.Compared.Add(new("contact", "con_1", Profile.Of("contact", _ => null)!, null));
        passage.Basis.Dedupe = new() { Compared = 1 };
        passage.Basis.Commit = new() { Retries = 1 };
        passage.Spending = new(default, [], []);
        passage.RoomAt = Gateway.Noon;
        passage.Judgement = Judgement.None;
        passage.Refuse(new("a.b", "", ""));
        return passage;
    }

    [Fact]
    public async Task Another_attempt_keeps_what_was_said_of_the_call_and_of_the_commit_alone()
    {
        var passage = Full();
        _gate.Memory.Rails = _gate.Memory.Rails with { Breaker = new() { Percent = 7 } };
        Assert.Equal(7, (await _gate.Memory.Guardrails(passage, default)).Breaker.Percent);
        _gate.Memory.Rails = _gate.Memory.Rails with { Breaker = new() { Percent = 8 } };
        passage.Again();
        Assert.Equal([new Note("scopes", "pass"), new Note("commit", "changed")], passage.Notes);
        Assert.Equal((Ended.Done, null, null), (passage.Ended, passage.Refusal, passage.Decision));
        Assert.Equal((null, null, null), (passage.Spending, passage.RoomAt, passage.Judgement));
        Assert.Empty(passage.Holds);
        Assert.Empty(passage.Seen);
        Assert.Empty(passage.Compared);
        Assert.Equal((null, 1, "x"), (passage.Basis.Dedupe, passage.Basis.Commit!.Retries, passage.Basis.Schema!.Broke));
        Assert.Equal(8, (await _gate.Memory.Guardrails(passage, default)).Breaker.Percent);
        passage.Add("policy", "said");
        passage.Again();
        Assert.Equal(["scopes", "commit"], passage.Notes.Select(n => n.Guard));
    }

    [Fact]
    public void A_call_that_is_judged_anew_keeps_what_was_said_of_the_commit_alone()
    {
        var passage = Full();
        passage.Anew();
        Assert.Equal([new Note("commit", "changed")], passage.Notes);
        Assert.Equal((Ended.Done, null), (passage.Ended, passage.Decision));
        Assert.Equal((null, 1), (passage.Basis.Schema, passage.Basis.Commit!.Retries));
        passage.Add("scopes", "pass");
        passage.Again();
        Assert.Equal(["commit", "scopes"], passage.Notes.Select(n => n.Guard));
    }
}
