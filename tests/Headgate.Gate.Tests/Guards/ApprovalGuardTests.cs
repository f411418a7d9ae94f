using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class ApprovalGuardTests
{
    private readonly Gateway _gate = new();
    private readonly ApprovalGuard _guard;

    public ApprovalGuardTests()
    {
        _guard = new(_gate.Memory);
        Rules(new());
    }

    private static Plan Merge => new Plan().Update(Nouns.Of("contact"), "con_1", 1, ("merged_into", null, "con_2"));

    private static Plan Mail => new Plan().Send(Planning.Message());

    private static Plan Rename => new Plan().Update(Nouns.Of("contact"), "con_1", 1, ("name", "Ada", "Eva"));

    private void Rules(ApprovalRules rules) => _gate.Memory.Rails = _gate.Memory.Rails with { Approvals = rules };

    private static Approval Approved(Plan plan, params string[] reasons) =>
        new("apr_1", "usr_2", plan.Hash, Gateway.Noon.AddHours(2)) { Reasons = reasons };

    private async Task<string> Judge(Passage passage)
    {
        var verdict = await _guard.JudgePlan(passage, default);
        Assert.Null(verdict.Refusal);
        return verdict.Answer?.ToString() ?? "passes";
    }

    private static string Held(Passage passage) => string.Join(", ", passage.Holds.Select(h => h.Code));

    [Fact]
    public async Task What_the_list_names_waits_for_a_person()
    {
        var passage = _gate.Planned(Mail);
        Assert.Equal("Held", await Judge(passage));
        Assert.Equal("approval.send_email", Held(passage));
        Assert.Equal(["approval: hold approval.send_email"], passage.Notes.Select(n => $"{n.Guard}: {n.Said}"));
        Assert.Equal(["approval.send_email"], passage.Basis.Approval!.Asked);
        Assert.Equal("approval", _guard.Name);
    }

    [Fact]
    public async Task What_it_does_not_name_passes()
    {
        var passage = _gate.Planned(Rename);
        Assert.Equal("passes", await Judge(passage));
        Assert.Empty(passage.Notes);
        Assert.Null(passage.Basis.Approval!.Asked);
        Assert.Equal(default, passage.WaitsUntil);
    }

    [Fact]
    public async Task A_persons_own_call_waits_only_when_another_guard_asked()
    {
        Assert.Equal("passes", await Judge(_gate.Planned(Merge, Gateway.Person)));
        var asked = _gate.Planned(Rename, Gateway.Person);
        asked.Hold(new("policy", "policy.a", "A person decides."));
        Assert.Equal("Held", await Judge(asked));
        Assert.Equal("policy.a", Held(asked));
    }

    [Fact]
    public async Task Nothing_is_asked_of_a_plan_that_is_empty_unless_a_guard_asked()
    {
        var empty = _gate.Planned(Plan.Empty);
        Assert.Equal("passes", await Judge(empty));
        Assert.Null(empty.Basis.Approval);
        var asked = _gate.Planned(Plan.Empty);
        asked.Hold(new("policy", "policy.a", "A person decides."));
        Assert.Equal("Held", await Judge(asked));
    }

    [Fact]
    public async Task A_plan_that_only_turns_off_is_never_held()
    {
        var off = new Plan().Update(Nouns.Of("organisation"), "org_1", 1, ("outbound", "on", "off"));
        Rules(new() { EveryWrite = true });
        var passage = _gate.Planned(off);
        passage.Hold(new("policy", "policy.a", "A person decides."));
        Assert.Equal("passes", await Judge(passage));
        Assert.Null(passage.Basis.Approval);
        Assert.Equal("Held", await Judge(_gate.Planned(Rename)));
    }

    [Theory]
    [InlineData(null, null, 24, null)]
    [InlineData(3, 60, 3, 60)]
    [InlineData(2, 119, 2, 119)]
    [InlineData(2, 120, 2, null)]
    [InlineData(2, 121, 2, null)]
    public async Task A_held_call_waits_for_its_hours_and_the_next_person_is_asked_before(
        int? hours,
        int? escalates,
        int waits,
        int? escalated
    )
    {
        Rules(new() { Hours = hours, EscalateMinutes = escalates });
        _gate.Memory.Approvals.Rejected["test.run"] = [new("Not now.", Gateway.Noon)];
        var passage = _gate.Planned(Mail);
        Assert.Equal("Held", await Judge(passage));
        Assert.Equal(Gateway.Noon.AddHours(waits), passage.WaitsUntil);
        Assert.Equal(escalated is { } m ? Gateway.Noon.AddMinutes(m) : null, passage.EscalatesAt);
        Assert.Equal("Not now.", passage.Rejections.Single().Reason);
    }

    [Fact]
    public async Task A_call_that_is_held_again_waits_from_the_persons_word_on()
    {
        Rules(new() { Hours = 3, EscalateMinutes = 30 });
        var passage = _gate.Planned(Mail, approval: Approved(Rename));
        Assert.Equal("Held", await Judge(passage));
        Assert.Equal((Gateway.Noon.AddHours(5), Gateway.Noon.AddHours(2.5)), (passage.WaitsUntil, passage.EscalatesAt));
    }

    [Fact]
    public async Task What_a_person_approved_passes_and_the_audit_says_who()
    {
        var passage = _gate.Planned(Mail, approval: Approved(Mail, "approval.send_email"));
        Assert.Equal("passes", await Judge(passage));
        Assert.Equal(new Note("approval", "approved by usr_2"), passage.Notes[^1]);
        var ground = passage.Basis.Approval!;
        Assert.Equal(("apr_1", "usr_2", false, false), (ground.Approval, ground.By, ground.OtherPlan, ground.Edited));
        Assert.Equal(["approval.send_email"], ground.Seen);
    }

    [Fact]
    public async Task Another_plan_or_another_reason_goes_back_to_the_person()
    {
        var other = _gate.Planned(Mail, approval: Approved(Merge, "approval.send_email"));
        Assert.Equal("Held", await Judge(other));
        Assert.True(other.Basis.Approval!.OtherPlan);
        Assert.Equal("Held", await Judge(_gate.Planned(Mail, approval: Approved(Mail, "approval.merge"))));
        Assert.Equal("passes", await Judge(_gate.Planned(Mail, approval: Approved(Mail) with { Reasons = null })));
    }

    [Fact]
    public async Task What_a_person_has_changed_is_shown_to_a_person_again()
    {
        var edited = Approved(Mail, "approval.send_email") with { IsEdited = true };
        var passage = _gate.Planned(Mail, approval: edited);
        Assert.Equal("Held", await Judge(passage));
        Assert.Equal("approval.send_email, approval.edited", Held(passage));
        Assert.Equal("usr_2 has changed what the agent asked for; what it would do now has not been seen.", passage.Holds[1].Why);
        Assert.Equal("approval", passage.Holds[1].Guard);
        Assert.True(passage.Basis.Approval!.Edited);
        Assert.Equal("Held", await Judge(_gate.Planned(Plan.Empty, approval: edited)));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_wait_and_goes_on()
    {
        var passage = _gate.Planned(Mail);
        passage.DryRun = true;
        Assert.Equal("passes", await Judge(passage));
        Assert.Equal("approval.send_email", Held(passage));
        Assert.Single(passage.Notes);
    }

    [Fact]
    public async Task A_standing_word_lets_pass_what_it_covers()
    {
        var people = _gate.Memory.Approvals;
        people.Stands["test.run approval.send_email"] = "sta_1";
        var passage = _gate.Planned(Mail);
        Assert.Equal("passes", await Judge(passage));
        Assert.Equal("sta_1", passage.Basis.Approval!.Standing!["approval.send_email"]);
        Assert.Equal(["standing agt_1 test.run approval.send_email"], people.Asked);

        var both = _gate.Planned(Mail.Send(Planning.Message("sms")));
        Assert.Equal("Held", await Judge(both));
        Assert.Equal("approval.send_sms", Held(both));
    }

    [Fact]
    public async Task Two_standing_words_let_pass_what_both_cover()
    {
        var people = _gate.Memory.Approvals;
        people.Stands["test.run approval.send_email"] = "sta_1";
        people.Stands["test.run approval.send_sms"] = "sta_2";
        var both = _gate.Planned(Mail.Send(Planning.Message("sms")));
        Assert.Equal("passes", await Judge(both));
        Assert.Equal(["sta_1", "sta_2"], both.Basis.Approval!.Standing!.Values);
    }

    [Fact]
    public async Task No_standing_word_counts_where_each_one_is_asked_for_or_nothing_may_ever_pass()
    {
        var people = _gate.Memory.Approvals;
        people.Stands["test.run approval.send_email"] = "sta_1";
        people.Stands["test.run approval.merge"] = "sta_2";
        Assert.Equal("Held", await Judge(_gate.Planned(Merge)));
        Rules(new() { EachOne = true });
        var passage = _gate.Planned(Mail);
        Assert.Equal("Held", await Judge(passage));
        Assert.Equal((true, null), (passage.Basis.Approval!.EachOne, passage.Basis.Approval.Standing));
        Assert.DoesNotContain(people.Asked, a => a.StartsWith("standing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_approved_call_that_found_no_room_in_time_is_refused()
    {
        var late = _gate.Planned(Mail, approval: Approved(Mail) with { IsLate = true });
        Assert.Equal(
            "approval.expired | It was approved, and no limit had room for it for as long as an approval is good. | Ask the agent to call again, or raise the limit first.",
            Gateway.Said((await _guard.JudgeCall(late, default)).Refusal)
        );
        var ground = late.Basis.Approval!;
        Assert.Equal(("apr_1", "usr_2", true), (ground.Approval, ground.By, ground.Late));
        var inTime = _gate.Planned(Mail, approval: Approved(Mail));
        Assert.True((await _guard.JudgeCall(inTime, default)).Passes);
        Assert.Null(inTime.Basis.Approval);
        Assert.True((await _guard.JudgeCall(_gate.Planned(Mail), default)).Passes);
    }
}
