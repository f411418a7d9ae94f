using System.Reflection;
using System.Text;
using System.Text.Json;
using Headgate.Gate.Grounds;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Grounds;

public sealed class RetrialTests
{
    [Fact]
    public void The_guards_that_are_judged_again_are_those_of_the_list()
    {
        Gateway gate = new();
        Assert.Equal(GuardList.InOrder(gate.Memory, gate.Clock).Select(g => g.Name), Retrial.Guards);
    }

    // Recorded once and typed here: a rule that changes says something else of the same facts, and whoever changes one must see what that does to the past.
    [Theory]
    [InlineData("""{"scopes":{"has":1,"needs":1,"role":"rep"}}""", "done")]
    [InlineData("""{"scopes":{"agent":true,"expires_in_ms":0,"has":1,"needs":1,"role":"rep"}}""", "scopes.expired")]
    [InlineData("""{"scopes":{"agent":true,"expires_in_ms":1,"has":1,"needs":1,"role":"rep"}}""", "done")]
    [InlineData("""{"scopes":{"agent":true,"for_people":true,"has":15,"needs":8,"role":"admin"}}""", "scopes.person_only")]
    [InlineData("""{"scopes":{"has":15,"needs":8,"role":"rep"}}""", "scopes.missing")]
    [InlineData("""{"scopes":{"has":15,"needs":8,"role":"nobody"}}""", "scopes.missing")]
    [InlineData("""{"scopes":{"has":9,"needs":8,"role":"auditor","writes":true}}""", "scopes.role")]
    [InlineData("""{"scopes":{"agent":true,"has":1,"needs":1,"role":"rep","toolset":"runs"}}""", "scopes.toolset")]
    [InlineData("""{"scopes":{"agent":true,"granted":true,"has":1,"needs":1,"role":"rep","toolset":"runs"}}""", "done")]
    [InlineData("""{"scopes":{"has":1,"named":false,"needs":1,"role":"rep"}}""", "scopes.tool")]
    [InlineData("""{"scopes":{"has":3,"needs":2,"role":"rep","sends":true,"writes":true}}""", "scopes.missing")]
    [InlineData("""{"schema":{"broke":"unknown_field"}}""", "schema.unknown_field")]
    [InlineData("""{"idempotency":{"used":true}}""", "replayed")]
    [InlineData("""{"idempotency":{"given":true,"other":true,"used":true}}""", "idempotency.key_reused")]
    [InlineData("""{"idempotency":{"held":"apr_1","used":true}}""", "dedupe.pending")]
    [InlineData("""{"idempotency":{"given":true,"held":"apr_1","used":true}}""", "replayed")]
    [InlineData("""{"kill_switch":{"asked":["organisation"],"off":"organisation"}}""", "kill_switch.outbound_off")]
    [InlineData("""{"kill_switch":{"plan":{"asked":["organisation","channel:sms"],"off":"channel:sms"}}}""", "kill_switch.channel_off")]
    [InlineData("""{"kill_switch":{"plan":{"turns_on":true}}}""", "kill_switch.person_only")]
    [InlineData("""{"kill_switch":{"person":true,"plan":{"turns_on":true}}}""", "done")]
    [InlineData("""{"kill_switch":{"plan":{"releases":true}}}""", "kill_switch.person_only")]
    [InlineData("""{"rollout":{"in_tools":true,"is_owner":true,"week":1}}""", "rollout.agent")]
    [InlineData("""{"rollout":{"in_tools":true,"is_agent":true,"week":1}}""", "rollout.owner")]
    [InlineData("""{"rollout":{"in_tools":true,"is_agent":true,"is_owner":true,"week":1}}""", "done")]
    [InlineData("""{"rollout":{"is_agent":true,"is_owner":true,"second_week":true,"week":1}}""", "rollout.week")]
    [InlineData("""{"rollout":{"is_agent":true,"is_owner":true,"plan":{"small":true},"second_week":true,"week":2}}""", "done")]
    [InlineData("""{"rollout":{"is_agent":true,"is_owner":true,"plan":{},"second_week":true,"week":2}}""", "rollout.week")]
    [InlineData(
        """{"rollout":{"is_agent":true,"is_owner":true,"plan":{"other_status":true,"small":true},"second_week":true,"week":2}}""",
        "rollout.status"
    )]
    [InlineData("""{"rollout":{"week":3}}""", "rollout.grant_per_tool")]
    [InlineData("""{"rollout":{"area":"calendar","area_open":true,"named":true,"week":3}}""", "rollout.week")]
    [InlineData("""{"rollout":{"area":"calendar","named":true,"week":4}}""", "rollout.area")]
    [InlineData("""{"rollout":{"describes":true,"week":1}}""", "done")]
    [InlineData("""{"classification":{"regulated":"card number"}}""", "classification.regulated")]
    [InlineData("""{"classification":{"handle":true}}""", "classification.handle")]
    [InlineData("""{"classification":{"in_message":true}}""", "classification.handle")]
    [InlineData("""{"approval":{},"taint":{"signs":["send"],"sources":2,"tainted":true}}""", "held")]
    [InlineData("""{"approval":{},"taint":{"signs":["send"],"sources":2}}""", "done")]
    [InlineData("""{"approval":{},"taint":{"derived":["recipient"]}}""", "held")]
    [InlineData("""{"dedupe":{"holders":[{"id":"con_1","key":"contact.email"}]}}""", "dedupe.exists")]
    [InlineData("""{"dedupe":{"holders":[{"given_up":true,"id":"con_1","key":"contact.email"}]}}""", "done")]
    [InlineData("""{"dedupe":{"compared":1,"found":[{"bits":500,"id":"con_1","own":true,"same":500}]}}""", "dedupe.exists")]
    [InlineData("""{"allowed":1}""", null)]
    [InlineData(
        """{"approval":{},"dedupe":{"allowed":true,"compared":1,"found":[{"bits":500,"id":"con_1","own":true,"same":500}]}}""",
        "held"
    )]
    [InlineData("""{"approval":{},"dedupe":{"compared":1,"found":[{"bits":900,"id":"con_1","same":500}]}}""", "held")]
    [InlineData("""{"dedupe":{"compared":1,"found":[{"bits":499,"id":"con_1","own":true,"same":500}],"person":true}}""", "done")]
    [InlineData("""{"policy":{"asked":2,"plans":true,"rulings":["a@1 allow","b@2 deny"],"set":"3"}}""", "policy.denied")]
    [InlineData("""{"policy":{"asked":2,"plans":true,"rulings":["a@1 failed","b@2 deny"],"set":"3"}}""", "policy.failed")]
    [InlineData("""{"policy":{"asked":2,"plans":true,"rulings":["b@2 would deny"],"set":"3"}}""", "done")]
    [InlineData("""{"approval":{},"policy":{"asked":2,"plans":true,"rulings":["b@2 require_approval"],"set":"3"}}""", "held")]
    [InlineData("""{"approval":{},"policy":{"asked":2,"plans":true,"rulings":["a@1 allow","b@2 require_approval"],"set":"3"}}""", "done")]
    [InlineData("""{"limits":{"asked":1,"counter":"creates_per_minute","most":5,"used":5}}""", "limits.creates_per_minute")]
    [InlineData("""{"limits":{"asked":1,"counter":"creates_per_minute","most":5,"used":4}}""", "done")]
    [InlineData("""{"limits":{"asked":3,"left":3}}""", "done")]
    [InlineData("""{"breaker":{"calls":10,"failed":5,"least":10,"percent":50}}""", "breaker.open")]
    [InlineData("""{"breaker":{"calls":9,"failed":9,"least":10,"percent":50}}""", "done")]
    [InlineData("""{"breaker":{"least":10,"percent":50,"tries_in_ms":1}}""", "breaker.open")]
    [InlineData("""{"breaker":{"least":10,"percent":50,"probes":2,"tries_in_ms":0}}""", "done")]
    [InlineData("""{"breaker":{"least":10,"percent":50,"probes":3,"tries_in_ms":0}}""", "breaker.open")]
    [InlineData("""{"approval":{"asked":["approval.send_email"]}}""", "held")]
    [InlineData("""{"approval":{"asked":["approval.send_email"],"standing":{"approval.send_email":"sta_1"}}}""", "done")]
    [InlineData("""{"approval":{"asked":["approval.send_email"],"each_one":true,"standing":{"approval.send_email":"sta_1"}}}""", "held")]
    [InlineData("""{"approval":{"asked":["approval.delete"],"standing":{"approval.delete":"sta_1"}}}""", "held")]
    [InlineData("""{"approval":{"approval":"apr_1","asked":["approval.delete"],"by":"usr_1","seen":["approval.delete"]}}""", "done")]
    [InlineData("""{"approval":{"approval":"apr_1","asked":["approval.delete"],"by":"usr_1","seen":["approval.merge"]}}""", "held")]
    [InlineData("""{"approval":{"approval":"apr_1","asked":["approval.delete"],"by":"usr_1","other_plan":true}}""", "held")]
    [InlineData("""{"approval":{"approval":"apr_1","by":"usr_1","edited":true,"seen":[]}}""", "held")]
    [InlineData("""{"approval":{"asked":["approval.delete"]},"dry_run":true}""", "planned")]
    [InlineData("""{"approval":{"approval":"apr_1","by":"usr_1","late":true}}""", "approval.expired")]
    [InlineData("""{"commit":{"holder":"con_1","outcome":"claim_taken"}}""", "dedupe.exists")]
    [InlineData("""{"commit":{"outcome":"key_taken"}}""", "conflict.changed")]
    [InlineData("""{"commit":{"outcome":"key_taken"},"idempotency":{"used":true}}""", "replayed")]
    [InlineData("""{"commit":{"outcome":"approval_spent"}}""", "approval.spent")]
    [InlineData(
        """{"commit":{"limit":{"asked":1,"counter":"writes_per_day","most":1,"used":1},"outcome":"limit_reached"}}""",
        "limits.writes_per_day"
    )]
    [InlineData("""{"commit":{"outcome":"changed","retries":2}}""", "conflict.changed")]
    [InlineData("""{"commit":{"retries":1}}""", "done")]
    [InlineData("""{"threw":["dedupe plan guard.failed"]}""", "guard.failed")]
    [InlineData("""{"threw":["scopes call guard.failed"]}""", "guard.failed")]
    [InlineData("""{"threw":["redact settle failed"]}""", "guard.failed")]
    public void Facts_come_to_their_word(string facts, string? end)
    {
        if (end is null)
        {
            Assert.Throws<JsonException>(() => Basis.Read(Encoding.UTF8.GetBytes(facts)));
            return;
        }
        var read = Basis.Read(Encoding.UTF8.GetBytes(facts));
        var retrial = Retrial.Of(read, null);
        Assert.Equal(end, retrial.Code ?? retrial.Ended);
        Assert.Equal(facts, Encoding.UTF8.GetString(read.Write()));
    }

    [Fact]
    public void Members_are_written_in_the_order_of_their_names()
    {
        var types = typeof(Basis).Assembly.GetTypes().Where(t => t.Namespace == typeof(Basis).Namespace && t.GetProperties().Length > 1);
        foreach (var type in types.Where(t => t != typeof(Retrial) && !t.IsNestedPrivate))
        {
            var names = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(p => p.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null)
                .Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name))
                .ToList();
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
        }
    }

    [Fact]
    public void What_the_library_would_escape_is_written_as_the_standard_has_it()
    {
        Basis basis = new()
        {
            Policy = new()
            {
                Asked = 1,
                Rulings = ["🚀\"@1 deny"],
                Set = "é",
            },
        };
        Assert.Equal("""{"policy":{"asked":1,"rulings":["🚀\"@1 deny"],"set":"é"}}""", Encoding.UTF8.GetString(basis.Write()));
    }

    [Fact]
    public async Task What_is_decided_again_is_told_of_the_last_plan_alone()
    {
        Gateway gate = new() { };
        gate.Ledger.Conflicts = 2;
        Assert.Null((await gate.Pass("contact.create", """{"name":"Ada"}""")).Refusal);
        var notes = gate.LastEvent.GetProperty("guards").EnumerateArray().Select(g => g.GetString()).ToList();
        Assert.Equal(["commit: changed, decided again", "commit: changed, decided again"], notes.TakeLast(2));
        Assert.Equal(2, gate.LastEvent.GetProperty("facts").GetProperty("commit").GetProperty("retries").GetInt32());
    }

    [Fact]
    public async Task The_leaf_has_the_facts_with_their_hash()
    {
        Gateway gate = new();
        await gate.Pass("contact.create", """{"name":"Ada"}""");
        var facts = gate.LastEvent.GetProperty("facts").GetRawText();
        Assert.Contains(
            "\"scopes\":{\"agent\":true,\"has\":15,\"needs\":2,\"role\":\"rep\",\"writes\":true}",
            facts,
            StringComparison.Ordinal
        );
        Assert.Contains("\"dedupe\":{\"compared\":1}", facts, StringComparison.Ordinal);
        Assert.Equal(CanonicalJson.Hash(Encoding.UTF8.GetBytes(facts)), gate.LastEvent.GetProperty("facts_sha256").GetString());
    }
}
