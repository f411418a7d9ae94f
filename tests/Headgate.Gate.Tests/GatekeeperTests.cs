using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed partial class GatekeeperTests
{
    private static Refusal No { get; } = new("test.no", "No.", "Stop.");

    // What was said beside the passes, which one test reads whole.
    private static string Guards(Gateway gate) =>
        string.Join(
            "; ",
            gate.LastEvent.GetProperty("guards")
                .EnumerateArray()
                .Select(g => g.GetString()!)
                .Where(g => !g.EndsWith(": pass", StringComparison.Ordinal))
        );

    private static string Failed(string code, string action = "test.run") =>
        $"{code} | Something failed inside Headgate while it handled {action}; nothing was changed. | Try once more; if it fails again, give your administrator the call's id call_1.";

    private static Decision Insert(Passage passage, int count = 1)
    {
        var plan = new Plan();
        for (var i = 0; i < count; i++)
            plan.Insert(Kinds.Account, passage.Call.NewId("acc", i), ("name", "Acme"));
        return new(new Nothing(), plan);
    }

    private static Gateway Inserting(params IEnumerable<Guard> guards)
    {
        var gate = new Gateway(guards);
        gate.Scripted.Does = (passage, _) => Insert(passage);
        return gate;
    }

    [Fact]
    public async Task A_read_is_answered_redacted_and_audited()
    {
        var gate = new Gateway();
        var id = gate.Contact("Ada", taxId: "123");
        var outcome = await gate.Pass("contact_get", $$"""{"id":"{{id}}"}""");
        Assert.Equal((Ended.Done, null), (outcome.Ended, outcome.Refusal));
        Assert.Equal($$"""{"id":"{{id}}","name":"Ada","tax_id":"[regulated]"}""", Gateway.Said(outcome.Json));
        Assert.Equal(gate.Ledger.Events.Single().Id, outcome.Event);
        Assert.IsType<ContactGet>(outcome.Action);
        Assert.Equal($"[\"{id}@1\"]", gate.LastEvent.GetProperty("records").GetRawText());
        Assert.Equal(Gateway.Committed(outcome.Json.Span), gate.LastEvent.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task The_event_has_every_guards_word_in_order()
    {
        var gate = new Gateway();
        await gate.Pass("contact.create", """{"name":"Ada","email":"a@b.c"}""");
        await gate.Pass("contact.create", """{"name":"Eve","email":"a@b.c"}""");
        var said = gate.LastEvent.GetProperty("guards").EnumerateArray().Select(g => g.GetString());
        Assert.Equal(
            [
                "scopes: pass",
                "schema: pass",
                "idempotency: pass",
                "kill_switch: pass",
                "rollout: pass",
                "classification: pass",
                "taint: pass",
                "dedupe: pass",
                "policy: pass",
                "limits: pass",
                "breaker: pass",
                "approval: pass",
                "dry_run: pass",
                "redact: pass",
                "audit: pass",
                "dedupe: dedupe.exists",
            ],
            said
        );
    }

    [Fact]
    [Proves(Frameworks.Mcp, "MCP08")]
    public async Task A_change_is_applied_with_its_audit_in_one_commit()
    {
        var gate = new Gateway();
        var outcome = await gate.Pass("contact.create", """{"name":"Ada","email":"a@b.c"}""");
        Assert.Equal(Ended.Done, outcome.Ended);
        var row = gate.Ledger.Rows.Single();
        Assert.Equal(("Ada", 1L), (row.Value.Fields["name"], row.Value.Version));
        Assert.Equal(row.Key, gate.Ledger.Claims[("contact.email", "a@b.c")]);
        Assert.Equal(
            MemoryLedger.Key.To(Convert.FromHexString(gate.Ledger.Decided.Single())),
            gate.LastEvent.GetProperty("plan").GetString()
        );
    }

    [Fact]
    public async Task A_call_without_the_scope_is_refused_and_audited()
    {
        var gate = Inserting();
        var outcome = await gate.Pass("test.run", by: Gateway.Agent with { Scopes = Scope.Read });
        Assert.Equal((Ended.Refused, "scopes.missing", true), (outcome.Ended, outcome.Refusal?.Code, outcome.Json.IsEmpty));
        Assert.Empty(gate.Ledger.Rows);
        Assert.Empty(gate.Ledger.Decided);
        var audited = gate.Ledger.Events.Single();
        Assert.Equal(("refused", "scopes.missing", outcome.Event), (audited.Ended, audited.Code, audited.Id));
        Assert.Equal("scopes: scopes.missing", Guards(gate));
        Assert.NotEqual(Gateway.Committed(""u8), gate.LastEvent.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task Guards_judge_the_call_then_the_plan_then_settle_then_release_each_in_order()
    {
        var seen = new List<string>();
        var gate = Inserting(new ProbeGuard("a", seen), new ProbeGuard("b", seen));
        gate.Scripted.Does = (passage, _) =>
        {
            seen.Add("decide");
            return Insert(passage);
        };
        gate.Ledger.BeforeCommit = _ =>
        {
            seen.Add("commit");
            return Task.CompletedTask;
        };
        await gate.Pass("test.run");
        Assert.Equal("a call, b call, decide, a plan, b plan, a settle, b settle, commit, a release, b release", string.Join(", ", seen));
        Assert.Equal("a", gate.Keeper.Guards[0].Name);
        Assert.Same(gate.Catalogue, gate.Keeper.Catalogue);
    }

    [Fact]
    public async Task After_a_refusal_of_the_call_nothing_decides_and_everything_settles()
    {
        var seen = new List<string>();
        var gate = Inserting(new ProbeGuard("a", seen) { OfCall = _ => Verdict.Refuse(No) }, new ProbeGuard("b", seen));
        var outcome = await gate.Pass("test.run");
        Assert.Equal("a call, a settle, b settle, a release, b release", string.Join(", ", seen));
        Assert.Same(No, outcome.Refusal);
        Assert.Equal("a: test.no", Guards(gate));
    }

    [Fact]
    public async Task After_a_refusal_of_the_plan_nothing_is_applied()
    {
        var seen = new List<string>();
        var gate = Inserting(new ProbeGuard("a", seen) { OfPlan = _ => Verdict.Refuse(No) }, new ProbeGuard("b", seen));
        var outcome = await gate.Pass("test.run");
        Assert.Equal("a call, b call, a plan, a settle, b settle, a release, b release", string.Join(", ", seen));
        Assert.Same(No, outcome.Refusal);
        Assert.Equal("", gate.Ledger.World());
        Assert.Equal("a: test.no", Guards(gate));
    }

    [Fact]
    public async Task A_guard_may_refuse_by_throwing_a_refusal()
    {
        var gate = Inserting(new ProbeGuard("a") { OfCall = _ => throw new RefusedException(No) });
        Assert.Same(No, (await gate.Pass("test.run")).Refusal);
        Assert.Equal("a: test.no", Guards(gate));
        Assert.Empty(gate.Failures);
    }

    [Fact]
    public async Task A_guard_that_throws_refuses()
    {
        foreach (
            var guard in (ProbeGuard[])
                [new("a") { OfCall = _ => throw new IOException("disk") }, new("a") { OfPlan = _ => throw new IOException("disk") }]
        )
        {
            var gate = Inserting(guard);
            var outcome = await gate.Pass("test.run");
            Assert.Equal(Failed("guard.failed"), Gateway.Said(outcome.Refusal));
            Assert.Equal("a: guard.failed", Guards(gate));
            Assert.Equal("", gate.Ledger.World());
            Assert.Equal(["guard.failed: disk"], gate.Failures);
        }
    }

    [Fact]
    public async Task A_guard_that_fails_to_settle_takes_the_plan_down()
    {
        var seen = new List<string>();
        var gate = Inserting(new ProbeGuard("a") { OnSettle = _ => throw new IOException("disk") }, new ProbeGuard("b", seen));
        var outcome = await gate.Pass("test.run");
        Assert.Equal(Failed("guard.failed"), Gateway.Said(outcome.Refusal));
        Assert.Equal("a: failed", Guards(gate));
        Assert.Equal("", gate.Ledger.World());
        Assert.Contains("b settle", seen);
        Assert.Equal(["guard.failed: disk"], gate.Failures);
    }

    [Fact]
    public async Task A_guard_that_fails_to_release_keeps_nobody_else_from_it()
    {
        var seen = new List<string>();
        var gate = Inserting(new ProbeGuard("a") { OnRelease = _ => throw new IOException("disk") }, new ProbeGuard("b", seen));
        var outcome = await gate.Pass("test.run");
        Assert.Equal(Ended.Done, outcome.Ended);
        Assert.Equal("b release", seen[^1]);
        Assert.Equal(["guard.failed: disk"], gate.Failures);
    }

    [Fact]
    public async Task A_deadline_inside_a_guard_or_an_action_is_a_failure_and_no_cancellation()
    {
        var guarded = Inserting(new ProbeGuard("a") { OfCall = _ => throw new TaskCanceledException("late") });
        Assert.Equal("guard.failed", (await guarded.Pass("test.run")).Refusal?.Code);
        var acting = new Gateway();
        acting.Scripted.Does = (_, _) => throw new OperationCanceledException("late");
        Assert.Equal("action.failed", (await acting.Pass("test.run")).Refusal?.Code);
        using var gone = new CancellationTokenSource();
        var broken = Inserting(
            new ProbeGuard("a")
            {
                OfCall = _ =>
                {
                    gone.Cancel();
                    throw new IOException("disk");
                },
            }
        );
        Assert.Equal("guard.failed", (await broken.Keeper.Pass(broken.Call("test.run"), gone.Token)).Refusal?.Code);
    }

    [Fact]
    public async Task An_action_that_throws_refuses()
    {
        var gate = new Gateway();
        gate.Scripted.Does = (_, _) => throw new IOException("disk");
        var outcome = await gate.Pass("test.run");
        Assert.Equal(Failed("action.failed"), Gateway.Said(outcome.Refusal));
        Assert.Equal("decide: action.failed", Guards(gate));
        Assert.Equal(["action.failed: disk"], gate.Failures);
    }

    [Fact]
    public async Task An_action_that_refuses_is_not_judged_again()
    {
        var seen = new List<string>();
        var gate = new Gateway(new ProbeGuard("a", seen));
        var outcome = await gate.Pass("contact.get", """{"id":"con_00000000000000000000000001"}""");
        Assert.Equal("record.not_found", outcome.Refusal?.Code);
        Assert.Equal("decide: record.not_found", Guards(gate));
        Assert.Equal("a call, a settle, a release", string.Join(", ", seen));
        Assert.Empty(gate.Failures);
    }

    [Fact]
    public async Task A_guard_may_answer_without_a_refusal()
    {
        var gate = Inserting(new ProbeGuard("a") { OfPlan = _ => Verdict.Stop(Ended.Planned) });
        var outcome = await gate.Pass("test.run");
        Assert.Equal((Ended.Planned, null), (outcome.Ended, outcome.Refusal));
        Assert.StartsWith("{\"dry_run\":true", Gateway.Said(outcome.Json));
        Assert.Equal("a: planned", Guards(gate));
        Assert.Equal("", gate.Ledger.World());
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(
        501,
        "plan.too_large | The call would change 501 records at once; the most is 500. | Split it into smaller calls, or use an import."
    )]
    public async Task A_plan_has_at_most_500_changes(int count, string? refused)
    {
        var gate = new Gateway();
        gate.Scripted.Does = (passage, _) => Insert(passage, count);
        var outcome = await gate.Pass("test.run");
        Assert.Equal(refused ?? "passes", Gateway.Said(outcome.Refusal));
        Assert.Equal(refused is null ? count : 0, gate.Ledger.Rows.Count);
        Assert.Equal(refused is null ? "" : "decide: plan.too_large", Guards(gate));
        Assert.Equal(refused is null, gate.LastEvent.TryGetProperty("plan", out _));
    }
}
