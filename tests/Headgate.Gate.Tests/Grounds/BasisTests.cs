using System.Text;
using Headgate.Gate.Grounds;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Grounds;

public sealed class BasisTests
{
    // All that is known of a call, and what is left of it when only its plan is decided again.
    [Theory]
    [InlineData("""{"approval":{"late":true}}""", "{}")]
    [InlineData("""{"dedupe":{"compared":1}}""", "{}")]
    [InlineData("""{"limits":{"asked":1}}""", "{}")]
    [InlineData("""{"policy":{"asked":1,"set":"s"}}""", "{}")]
    [InlineData("""{"taint":{"tainted":true}}""", "{}")]
    [InlineData("""{"dry_run":true}""", "{}")]
    [InlineData("""{"scopes":{"has":1,"role":"rep","sends":true}}""", """{"scopes":{"has":1,"role":"rep"}}""")]
    [InlineData("""{"kill_switch":{"plan":{"releases":true}}}""", "{}")]
    [InlineData(
        """{"kill_switch":{"asked":["organisation"],"person":true,"plan":{"releases":true}}}""",
        """{"kill_switch":{"asked":["organisation"],"person":true}}"""
    )]
    [InlineData("""{"kill_switch":{"off":"organisation"}}""", """{"kill_switch":{"off":"organisation"}}""")]
    [InlineData("""{"rollout":{"plan":{"small":true},"week":2}}""", """{"rollout":{"week":2}}""")]
    [InlineData("""{"classification":{"in_message":true}}""", "{}")]
    [InlineData("""{"classification":{"handle":true}}""", """{"classification":{"handle":true}}""")]
    [InlineData("""{"idempotency":{"twin":true,"used":true}}""", """{"idempotency":{"used":true}}""")]
    [InlineData("""{"breaker":{"calls":1}}""", """{"breaker":{"calls":1}}""")]
    [InlineData("""{"commit":{"retries":1}}""", """{"commit":{"retries":1}}""")]
    [InlineData("""{"schema":{"broke":"invalid"}}""", """{"schema":{"broke":"invalid"}}""")]
    [InlineData("""{"threw":["scopes plan guard.failed"]}""", "{}")]
    [InlineData("""{"threw":["scopes call guard.failed","dedupe plan guard.failed"]}""", """{"threw":["scopes call guard.failed"]}""")]
    public void Deciding_again_forgets_what_was_known_of_the_plan(string known, string left)
    {
        var passage = new Gateway().Passage("test.run");
        Give(Read(known), passage.Basis);
        Assert.Equal(known, Written(passage.Basis));
        passage.Again();
        Assert.Equal(left, Written(passage.Basis));
    }

    [Fact]
    public async Task A_call_that_is_judged_anew_is_told_of_as_if_it_had_come_but_once()
    {
        Gateway gate = new();
        gate.Ledger.BeforeCommit = passage =>
        {
            // A twin commits between the judgement and the commit of this one.
            gate.Ledger.BeforeCommit = null;
            gate.Ledger.Keys[("org_1", "agt_1", passage.Key!)] = (
                new(passage.ArgumentsHash, Encoding.UTF8.GetBytes("{}"), gate.Clock.Now),
                gate.Clock.Now.AddHours(1)
            );
            return Task.CompletedTask;
        };
        await gate.Pass("contact.create", """{"name":"Ada","idempotency_key":"k"}""");
        Assert.Equal(
            """{"commit":{"outcome":"key_taken"},"idempotency":{"given":true,"used":true},"scopes":{"agent":true,"has":15,"needs":2,"role":"rep","writes":true}}""",
            gate.LastEvent.GetProperty("facts").GetRawText()
        );
    }

    [Fact]
    public async Task Every_guard_that_fails_is_noted_with_the_place_where_it_did()
    {
        Gateway gate = new(
            new ProbeGuard("first") { OnSettle = _ => throw new InvalidOperationException("no") },
            new ProbeGuard("second") { OfPlan = _ => throw new InvalidOperationException("no") }
        );
        await gate.Pass("contact.create", """{"name":"Ada"}""");
        var threw = gate.LastEvent.GetProperty("facts").GetProperty("threw").EnumerateArray().Select(t => t.GetString());
        Assert.Equal(["second plan guard.failed", "first settle failed"], threw);
    }

    [Fact]
    public void Facts_of_another_form_are_not_read() =>
        Assert.Throws<System.Text.Json.JsonException>(() => Read("""{"scopes":{"colour":"red"}}"""));

    [Fact]
    public void Nothing_known_is_an_empty_object()
    {
        Assert.Equal("{}", Written(new()));
        Assert.Equal("{}", Written(Read("null")));
    }

    private static Basis Read(string facts) => Basis.Read(Encoding.UTF8.GetBytes(facts));

    private static string Written(Basis basis) => Encoding.UTF8.GetString(basis.Write());

    private static void Give(Basis from, Basis to)
    {
        foreach (var property in typeof(Basis).GetProperties())
            property.SetValue(to, property.GetValue(from));
    }
}
