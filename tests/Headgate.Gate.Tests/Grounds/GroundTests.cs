using Headgate.Gate.Grounds;
using Headgate.Gate.Limits;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Grounds;

public sealed class GroundTests
{
    private const string Approval = "apr_00000000000000000000000001";

    [Fact]
    public void Words_are_what_the_audit_has() =>
        Assert.Equal(
            ["pass", "held", "planned", "replayed", "hold approval.delete"],
            [Said.Pass, Said.Held, Said.Planned, Said.Replayed, Said.Hold("approval.delete")]
        );

    [Fact]
    public void An_approval_must_have_shown_every_reason()
    {
        ApprovalGround ground = new()
        {
            Approval = Approval,
            By = "usr_1",
            Seen = ["approval.delete"],
        };
        Assert.Equal("approved by usr_1", ground.OfPlan(["approval.delete"], dryRun: false));
        Assert.Equal("held", ground.OfPlan(["approval.delete", "approval.merge"], dryRun: false));
        Assert.Null(ground.OfPlan(["approval.merge"], dryRun: true));
        Assert.Null(ground.OfPlan([], dryRun: false));
        Assert.Equal("approved by usr_1", (ground with { Seen = null }).OfPlan(["approval.merge"], dryRun: false));
        Assert.Equal("held", (ground with { Approval = null }).OfPlan(["approval.delete"], dryRun: false));
    }

    [Fact]
    public void What_is_asked_for_holds_unless_it_stands_and_an_edit_always_does()
    {
        ApprovalGround ground = new()
        {
            Asked = ["approval.send_email", "approval.stage_move"],
            Standing = new(StringComparer.Ordinal) { ["approval.send_email"] = "sta_1" },
        };
        Assert.Equal(["approval.stage_move"], ground.Holds());
        Assert.Equal(["approval.stage_move", "approval.edited"], (ground with { Edited = true }).Holds());
        Assert.Equal(["approval.send_email", "approval.stage_move"], (ground with { EachOne = true }).Holds());
        Assert.Empty(new ApprovalGround().Holds());
    }

    [Theory]
    [InlineData(false, null, "pass", null)]
    [InlineData(true, null, "classification.handle", null)]
    [InlineData(true, "card number", "classification.regulated", null)]
    public void Classification_says_the_graver_of_two(bool handle, string? regulated, string ofCall, string? ofPlan)
    {
        ClassificationGround ground = new() { Handle = handle, Regulated = regulated };
        Assert.Equal((ofCall, ofPlan), (ground.OfCall(), ground.OfPlan()));
        Assert.Equal("classification.handle", (ground with { InMessage = true }).OfPlan());
    }

    [Theory]
    [InlineData(10, 5, 50, true)]
    [InlineData(10, 4, 50, false)]
    [InlineData(9, 9, 50, false)]
    [InlineData(200, 99, 50, false)]
    public void A_breaker_opens_by_count_and_share(int calls, int failed, int percent, bool opens)
    {
        BreakerGround ground = new()
        {
            Calls = calls,
            Failed = failed,
            Least = 10,
            Percent = percent,
        };
        Assert.Equal((opens, false, opens ? "breaker.open" : "pass"), (ground.Opens, ground.IsProbe, ground.OfCall()));
        Assert.False((ground with { TriesInMs = 5 }).Opens);
    }

    [Fact]
    public void A_commit_tells_how_often_it_was_tried_and_what_stood_in_its_way()
    {
        Assert.Equal(["changed, decided again", "changed, decided again"], new CommitGround { Retries = 2 }.Words());
        Assert.Equal(["key taken"], new CommitGround { Outcome = "key_taken" }.Words());
        Assert.Empty(new CommitGround { Outcome = "changed" }.Words());
        Assert.Equal(["approval.spent"], new CommitGround { Outcome = "approval_spent" }.Words());
        Assert.Equal(["dedupe.exists"], new CommitGround { Outcome = "claim_taken", Holder = "con_1" }.Words());
        Assert.Equal(["dedupe.pending"], new CommitGround { Outcome = "claim_taken", Holder = Approval }.Words());
        Assert.Equal("dedupe.exists", new CommitGround { Outcome = "claim_taken" }.Code);
        Assert.Null(new CommitGround().Code);
    }

    [Fact]
    public void A_key_that_an_approval_keeps_is_in_the_way_while_it_waits()
    {
        Assert.Equal("dedupe.pending", OfHolder(new() { Id = Approval, Waits = true }));
        Assert.Null(OfHolder(new() { Id = Approval }));
        Assert.Null(
            OfHolder(
                new()
                {
                    Id = Approval,
                    Waits = true,
                    Own = true,
                }
            )
        );
        Assert.Equal("dedupe.exists", OfHolder(new() { Id = "con_1" }));
        Assert.Null(OfHolder(new() { Id = "con_1", GivenUp = true }));
        Assert.Equal(("", ""), (new DedupeGround.Holder().Id, new DedupeGround.Holder().Key));
        Assert.Equal("", new DedupeGround.Alike().Id);

        static string? OfHolder(DedupeGround.Holder holder) => new DedupeGround { Holders = [new() { GivenUp = true }, holder] }.OfPlan();
    }

    [Fact]
    public void One_of_several_that_is_alike_is_enough()
    {
        DedupeGround.Alike other = new() { Same = 500, Similar = 100 };
        DedupeGround ground = new() { Compared = 2, Found = [other, other with { Bits = 500, Own = true }] };
        Assert.Equal("dedupe.exists", ground.OfPlan());
        Assert.Equal("dedupe.similar", (ground with { Allowed = true }).OfPlan());
        Assert.Null((ground with { Allowed = true, Person = true }).OfPlan());
        Assert.Equal("dedupe.exists", (ground with { Person = true }).OfPlan());
        Assert.Equal("dedupe.similar", (ground with { Found = [other, other with { Bits = 100 }] }).OfPlan());
        Assert.Null((ground with { Found = [other, other] }).OfPlan());
        Assert.Null(new DedupeGround().OfPlan());
    }

    [Fact]
    public void A_key_says_what_is_remembered_under_it()
    {
        IdempotencyGround ground = new() { Used = true, Held = Approval };
        Assert.Equal("dedupe.pending", ground.OfCall());
        Assert.Equal("replayed", (ground with { Given = true }).OfCall());
        Assert.Equal("replayed", (ground with { Held = null }).OfCall());
        Assert.Equal("idempotency.key_reused", (ground with { Other = true }).OfCall());
        Assert.Equal("pass", (ground with { Used = false, Other = true }).OfCall());
        Assert.Null(ground.OfTwin());
        Assert.Equal("a twin was faster", (ground with { Twin = true }).OfTwin());
    }

    [Fact]
    public void The_limit_that_decided_is_the_first_without_room_else_the_scarcest()
    {
        Charge minute = new(LimitList.Creates[0], "a", Most: 5, Amount: 2);
        Charge hour = new(LimitList.Creates[1], "b", Most: 20, Amount: 2);
        Charge day = new(LimitList.Creates[2], "c", Most: 50, Amount: 1, OfOrganisation: true);

        Assert.Null(LimitsGround.Of([], []));
        // 1 of 5 left over, 0 of 20, 8 of 50.
        var scarcest = LimitsGround.Of([minute, hour, day], [Used(2), Used(18), Used(41)]);
        Assert.Equal(("creates_per_hour", 2, 20, 18), (scarcest?.Counter, scarcest?.Asked, scarcest?.Most, scarcest?.Used));
        Assert.Null(scarcest?.OfPlan());
        // Of two that leave the same, the first; what is asked counts, not what is left before.
        Assert.Equal("creates_per_minute", LimitsGround.Of([minute, hour], [Used(3), Used(18)])?.Counter);
        Assert.Equal("creates_per_minute", LimitsGround.Of([day, minute], [Used(48), Used(3)])?.Counter);
        Assert.Equal("creates_per_minute", LimitsGround.Of([minute, day], [Used(3), Used(48)])?.Counter);
        Assert.Equal("org_creates_per_day", LimitsGround.Of([minute with { Amount = 1 }, day], [Used(3), Used(49)])?.Counter);
        var full = LimitsGround.Of([minute, day, hour], [Used(0), Used(50), Used(99)]);
        Assert.Equal("limits.org_creates_per_day", full?.OfPlan());

        static Level Used(long used) => new(used, null);
    }

    [Fact]
    public void A_portion_that_was_taken_before_is_room_of_its_own()
    {
        Assert.Null(new LimitsGround { Asked = 3, Left = 3 }.OfPlan());
        Assert.Equal(
            "limits.rows_per_day",
            new LimitsGround
            {
                Asked = 4,
                Counter = "rows_per_day",
                Left = 3,
                Most = 9,
            }.OfPlan()
        );
        Assert.Null(new LimitsGround { Asked = 4, Most = 4 }.OfPlan());
    }

    [Theory]
    [InlineData(null, "pass")]
    [InlineData("invalid", "schema.invalid")]
    public void Arguments_fit_or_break_a_rule(string? broke, string word) =>
        Assert.Equal(word, new SchemaGround { Broke = broke }.OfCall());

    [Fact]
    public void What_is_built_on_text_from_outside_holds_whatever_the_run_has_read()
    {
        TaintGround ground = new() { Derived = ["recipient"], Signs = ["send", "recipient"] };
        Assert.Equal(["taint.recipient"], ground.OfPlan());
        Assert.Equal(["taint.recipient", "taint.send"], (ground with { Tainted = true }).OfPlan());
        Assert.Empty(new TaintGround { Tainted = true }.OfPlan());
        Assert.Empty(new TaintGround().OfPlan());
    }

    [Fact]
    public void A_plan_turns_a_switch_on_only_for_a_person()
    {
        Assert.Null(new KillSwitchGround().OfPlan());
        Assert.Equal("pass", new KillSwitchGround { Asked = ["organisation"] }.OfCall());
        Assert.Equal("kill_switch.agent_off", new KillSwitchGround { Off = "agent:agt_1" }.OfCall());
        KillSwitchGround ground = new()
        {
            Plan = new() { TurnsOn = true, Off = "run:run_1" },
        };
        Assert.Equal("kill_switch.person_only", ground.OfPlan());
        Assert.Equal("kill_switch.run_off", (ground with { Person = true }).OfPlan());
    }

    [Theory]
    [InlineData(3, null, false, false, "pass")]
    [InlineData(3, null, false, true, "rollout.week")]
    [InlineData(3, "calendar", true, false, "rollout.week")]
    [InlineData(4, null, false, true, "pass")]
    [InlineData(4, null, false, false, "pass")]
    [InlineData(4, "calendar", true, true, "pass")]
    [InlineData(4, "calendar", false, false, "rollout.area")]
    public void The_last_weeks_open_area_by_area(int week, string? area, bool open, bool workflows, string word) =>
        Assert.Equal(
            word,
            new RolloutGround
            {
                Named = true,
                Week = week,
                Area = area,
                AreaOpen = open,
                Workflows = workflows,
            }.OfCall()
        );

    [Fact]
    public void Of_a_call_the_grant_and_what_the_action_asks_is_known()
    {
        Gateway gate = new();
        Assert.Equal(
            new()
            {
                Agent = true,
                Has = 15,
                Needs = 1,
                Role = "rep",
                Toolset = "reports",
                Granted = true,
                Named = false,
                ExpiresInMs = 1,
            },
            ScopesGround.Of(
                Gateway.Agent with
                {
                    Toolsets = new HashSet<string> { "reports" },
                    Only = new HashSet<string> { "contact.get" },
                    Expires = Gateway.Noon.AddTicks(1),
                },
                gate.Catalogue.Find("report.run")!,
                Gateway.Noon
            )
        );
        Assert.Equal(
            new()
            {
                ForPeople = true,
                Has = 15,
                Needs = 8,
                Role = "admin",
                Writes = true,
            },
            ScopesGround.Of(Gateway.Person, gate.Catalogue.Find("user.invite")!, Gateway.Noon)
        );
        Assert.Equal("", new ScopesGround().Role);
    }

    [Fact]
    public void A_role_that_nobody_knows_may_do_what_asks_for_nothing()
    {
        Assert.Equal("pass", new ScopesGround { Has = 15, Role = "nobody" }.OfCall());
        Assert.Equal(
            "scopes.missing",
            new ScopesGround
            {
                Has = 15,
                Needs = 1,
                Role = "nobody",
            }.OfCall()
        );
        Assert.Equal("pass", new ScopesGround { Role = "auditor", Writes = true }.OfCall());
    }
}
