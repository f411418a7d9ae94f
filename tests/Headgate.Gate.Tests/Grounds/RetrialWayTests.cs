using System.Text;
using Headgate.Gate.Grounds;

namespace Headgate.Gate.Tests.Grounds;

public sealed class RetrialWayTests
{
    private const string OfCall =
        "scopes: pass, schema: pass, idempotency: pass, kill_switch: pass, rollout: pass, classification: pass, taint: pass, dedupe: pass, "
        + "policy: pass, limits: pass, breaker: pass, approval: pass, dry_run: pass, redact: pass, audit: pass";

    private const string Held = """{"id":"con_1","key":"contact.email"}""";
    private const string Full = """{"asked":1,"counter":"writes_per_day","most":1,"used":1}""";

    // What each guard says on the way, and how the call ends.
    [Theory]
    [InlineData("{}", "", "done")]
    [InlineData("""{"taint":{"signs":["send"],"tainted":true},"approval":{}}""", "taint: hold taint.send, approval: held", "held")]
    [InlineData(
        """{"approval":{"asked":["approval.delete"],"edited":true}}""",
        "approval: hold approval.delete, approval: hold approval.edited, approval: held",
        "held"
    )]
    [InlineData(
        """{"approval":{},"dedupe":{"compared":1,"found":[{"bits":1,"id":"con_1","own":true,"same":5}]}}""",
        "dedupe: hold dedupe.similar, approval: held",
        "held"
    )]
    [InlineData(
        """{"approval":{},"policy":{"asked":1,"plans":true,"rulings":["b@2 require_approval"],"set":"3"}}""",
        "policy: 1 asked, set 3, policy: b@2 require_approval, policy: hold policy.b, approval: held",
        "held"
    )]
    // What two guards ask for is asked for once.
    [InlineData(
        """{"approval":{"asked":["taint.send"]},"taint":{"signs":["send"],"tainted":true}}""",
        "taint: hold taint.send, approval: held",
        "held"
    )]
    [InlineData(
        """{"policy":{"asked":2,"plans":true,"rulings":["a@1 deny","b@2 require_approval"],"set":"3"}}""",
        "policy: 2 asked, set 3, policy: a@1 deny, policy: b@2 require_approval, policy: policy.denied",
        "refused policy.denied"
    )]
    // An approval is told and stops nothing; a dry run shows what would wait.
    [InlineData(
        """{"approval":{"approval":"apr_1","asked":["approval.delete"],"by":"usr_1"},"dry_run":true}""",
        "approval: hold approval.delete, approval: approved by usr_1, dry_run: planned",
        "planned"
    )]
    [InlineData(
        """{"approval":{"asked":["approval.delete"]},"dry_run":true}""",
        "approval: hold approval.delete, dry_run: planned",
        "planned"
    )]
    // The first that stops is the last that is asked, and one that failed is asked nothing.
    [InlineData($$"""{"dedupe":{"holders":[{{Held}}]},"limits":{{Full}} }""", "dedupe: dedupe.exists", "refused dedupe.exists")]
    [InlineData(
        """{"policy":{"asked":1,"rulings":["a@1 deny"],"set":"3"},"threw":["policy plan guard.failed"]}""",
        "policy: guard.failed",
        "refused guard.failed"
    )]
    // A twin that was faster answers for what would be refused, and for nothing else.
    [InlineData(
        $$"""{"dedupe":{"holders":[{{Held}}]},"idempotency":{"twin":true} }""",
        "dedupe: dedupe.exists, idempotency: a twin was faster",
        "replayed"
    )]
    [InlineData("""{"idempotency":{"twin":true} }""", "", "done")]
    [InlineData("""{"dry_run":true,"idempotency":{"twin":true} }""", "dry_run: planned", "planned")]
    // What the settling of a guard threw ends the call, whatever came before.
    [InlineData("""{"threw":["redact settle failed"]}""", "redact: failed", "refused guard.failed")]
    [InlineData(
        """{"threw":["redact settle failed","dedupe plan guard.failed"]}""",
        "dedupe: guard.failed, redact: failed",
        "refused guard.failed"
    )]
    public void Guards_say_in_order_what_they_would_say_today(string facts, string notes, string end)
    {
        var retrial = Retrial.Of(Read(facts), null);
        Assert.Equal(notes.Length == 0 ? OfCall : $"{OfCall}, {notes}", Said(retrial));
        Assert.Equal(end, $"{retrial.Ended} {retrial.Code}".TrimEnd());
    }

    [Theory]
    [InlineData("""{"schema":{"broke":"invalid"} }""", "scopes: pass, schema: schema.invalid", "refused schema.invalid")]
    [InlineData("""{"idempotency":{"used":true}}""", "scopes: pass, schema: pass, idempotency: replayed", "replayed")]
    // Who is stopped at the call has no plan, and no commit.
    [InlineData(
        $$"""{"limits":{{Full}},"schema":{"broke":"invalid"} }""",
        "scopes: pass, schema: schema.invalid",
        "refused schema.invalid"
    )]
    [InlineData(
        """{"commit":{"outcome":"approval_spent"},"schema":{"broke":"invalid"} }""",
        "commit: approval.spent, scopes: pass, schema: schema.invalid",
        "refused schema.invalid"
    )]
    [InlineData("""{"scopes":{"role":"rep"},"threw":["scopes call guard.failed"]}""", "scopes: guard.failed", "refused guard.failed")]
    public void A_call_that_is_stopped_is_asked_no_further(string facts, string notes, string end)
    {
        var retrial = Retrial.Of(Read(facts), null);
        Assert.Equal(notes, Said(retrial));
        Assert.Equal(end, $"{retrial.Ended} {retrial.Code}".TrimEnd());
    }

    [Fact]
    public void The_plan_of_a_call_whose_key_was_taken_is_not_judged()
    {
        var retrial = Retrial.Of(Read($$"""{"commit":{"outcome":"key_taken"},"limits":{{Full}} }"""), null);
        Assert.Equal($"commit: key taken, {OfCall}", Said(retrial));
        Assert.Equal(("refused", "conflict.changed"), (retrial.Ended, retrial.Code));
    }

    [Fact]
    public void What_the_action_itself_refused_stays_refused()
    {
        var retrial = Retrial.Of(Read($$"""{"limits":{{Full}} }"""), "record.not_found");
        Assert.Equal($"{OfCall}, decide: record.not_found", Said(retrial));
        Assert.Equal(("refused", "record.not_found"), (retrial.Ended, retrial.Code));
    }

    private static Basis Read(string facts) => Basis.Read(Encoding.UTF8.GetBytes(facts));

    private static string Said(Retrial retrial) => string.Join(", ", retrial.Notes.Select(n => $"{n.Guard}: {n.Said}"));
}
