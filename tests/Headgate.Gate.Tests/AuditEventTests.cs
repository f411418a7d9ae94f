using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class AuditEventTests
{
    private readonly Gateway _gate = new();

    [Fact]
    [Proves(Frameworks.Aisvs, "9.4.1")]
    [Proves(Frameworks.Mcp, "MCP08")]
    [Proves(Frameworks.Saif, "controlAgentObservability")]
    public void The_body_of_a_read_says_who_what_when_and_how_it_ended()
    {
        var passage = _gate.Passage("contact.get");
        passage.ArgumentsHash = CanonicalJson.Hash("{}"u8);
        passage.Answer = "{}"u8.ToArray();
        var made = new AuditEvent(passage, TimeSpan.FromMilliseconds(1.5));
        Assert.Equal(
            $$"""{"action":"contact.get","agent":"agt_1","agent_name":"Claude","answer":"{{Gateway.Committed("{}"u8)}}","arguments":"{{Gateway.Committed("{}"u8)}}","at":"2026-03-04T12:00:00.000Z","call":"call_1","commitment_key":"key_1","credential":"grant_1","door":"mcp","ended":"done","guards":[],"id":"{{made.Id}}","latency_us":1500,"on_behalf_of":"usr_1","person_name":"Ada","realm":"production","records":[],"records_total":0,"taint_sources":0,"tainted":false,"tenant":"org_1","v":2}""",
            Body(made)
        );
        Assert.Equal((passage.Call.NewId("evt"), "done", null), (made.Id, made.Ended, made.Code));
        Assert.Empty(made.Records);
    }

    [Fact]
    public void The_body_of_a_change_says_its_plan_records_run_and_client()
    {
        var call = _gate.Call("test.run", by: Gateway.Person with { Realm = Realm.Sandbox }) with
        {
            Door = Door.Rest,
            Run = "run_1",
            Client = "curl",
            At = Gateway.Noon.AddMilliseconds(7),
        };
        var plan = new Plan().Insert(Kinds.Account, "acc_1", ("name", "Acme"));
        var passage = new Passage(call, _gate.Scripted, 0)
        {
            Decision = new(new Nothing(), plan) { Records = [new("acc_1", 1), new("con_1", 0)] },
        };
        passage.Add("commit", "changed, decided again");
        passage.Add("approval", "held");
        Assert.Equal(
            $$"""{"action":"test.run","answer":"{{Gateway.Committed(""u8)}}","at":"2026-03-04T12:00:00.007Z","call":"call_1","client":"curl","commitment_key":"key_1","credential":"grant_1","door":"rest","ended":"done","guards":["commit: changed, decided again","approval: held"],"id":"{{passage.Call.NewId("evt")}}","latency_us":0,"on_behalf_of":"usr_1","person_name":"Ada","plan":"{{MemoryLedger.Key.To(Convert.FromHexString(plan.Hash))}}","realm":"sandbox","records":["acc_1@1","con_1"],"records_total":2,"run":"run_1","taint_sources":0,"tainted":false,"tenant":"org_1","v":2}""",
            Body(new AuditEvent(passage, default))
        );
    }

    [Fact]
    public void A_refusal_is_audited_with_its_code()
    {
        var passage = _gate.Passage("contact.get");
        passage.Refuse(new("area.reason", "Why.", "Do."));
        var made = new AuditEvent(passage, default);
        Assert.Equal(("refused", "area.reason"), (made.Ended, made.Code));
        Assert.Contains("\"code\":\"area.reason\"", Body(made));
    }

    [Fact]
    public void Five_hundred_records_and_endless_names_fit_into_8_kib()
    {
        var longest = string.Concat(Enumerable.Repeat("\U0001F680名", 4000));
        var call = _gate.Call("contact.get", by: Gateway.Agent with { AgentName = longest, PersonName = longest }) with
        {
            Client = longest,
        };
        var passage = new Passage(call, new ContactGet(), 0)
        {
            Decision = new(new Nothing(), Plan.Empty)
            {
                Records = [.. Enumerable.Range(0, 500).Select(i => new RecordRef(call.NewId("con", i), long.MaxValue))],
            },
        };
        var made = new AuditEvent(passage, TimeSpan.FromDays(1));
        var leaf = made.Body(MemoryLedger.Key, new(int.MaxValue, new string('f', 64)));
        Assert.InRange(leaf.Length, 4096, AuditEvent.MaxBody);
        Assert.Equal(8192, AuditEvent.MaxBody);
        var body = JsonSerializer.Deserialize<JsonElement>(leaf);
        Assert.Equal((60, 500), (body.GetProperty("records").GetArrayLength(), body.GetProperty("records_total").GetInt32()));
        Assert.Equal(500, made.Records.Count);
        Assert.Equal(call.NewId("con", 59) + "@9223372036854775807", body.GetProperty("records")[59].GetString());
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(121, 120)]
    public void A_name_is_cut_after_120_characters(int given, int kept) =>
        Assert.Equal(new string('x', kept), Client(new string('x', given)));

    [Fact]
    public void A_name_is_never_cut_in_the_middle_of_a_character()
    {
        Assert.Equal(new string('x', 119), Client(new string('x', 119) + "\U0001F680"));
        Assert.Equal(new string('x', 118) + "\U0001F680", Client(new string('x', 118) + "\U0001F680y"));
    }

    [Fact]
    public void The_body_is_canonical()
    {
        var passage = new Passage(
            _gate.Call("test.run", by: Gateway.Agent with { AgentName = "Zoë & <Co>" }) with
            {
                Client = "c",
                Run = "r",
            },
            _gate.Scripted,
            0
        )
        {
            Decision = new(new Nothing(), new Plan().Insert(Kinds.Account, "acc_1")),
        };
        passage.Refuse(new("a.b", "", ""));
        var body = new AuditEvent(passage, default).Body(MemoryLedger.Key, default);
        Assert.Contains("\"Zoë & <Co>\"", Encoding.UTF8.GetString(body));
        var names = JsonSerializer.Deserialize<JsonElement>(body).EnumerateObject().Select(m => m.Name).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(26, names.Count);
    }

    [Fact]
    public void What_is_not_plain_is_written_as_the_standard_demands() =>
        Assert.Contains(
            "\"agent_name\":\"a\\\"\\\\\\u0001\\n\u007f\u2028\U0001F680\uFFFD\"",
            Body(
                new(
                    new Passage(
                        _gate.Call("contact.get", by: Gateway.Agent with { AgentName = "a\"\\\u0001\n\u007f\u2028\U0001F680\ud800" }),
                        new ContactGet(),
                        0
                    ),
                    default
                )
            )
        );

    [Fact]
    public void The_leaf_commits_to_what_was_sealed_beside_it()
    {
        byte[] one = [1, 2],
            two = [3];
        var hash = CanonicalJson.Hash([.. SHA256.HashData(one), .. SHA256.HashData(two)]);
        var leaf = new AuditEvent(_gate.Passage("contact.get"), default).Body(MemoryLedger.Key, SealedPayloads.Of([one, two]));
        Assert.Contains("\"sealed\":{\"count\":2,\"sha256\":\"" + hash + "\"},", Encoding.UTF8.GetString(leaf));
    }

    [Fact]
    public void The_leaf_of_what_ages_away_says_until_when()
    {
        var passage = new Passage(_gate.Call("test.run", by: Gateway.Person), _gate.Scripted, 0)
        {
            Decision = new(new Nothing(), new Plan().Age("calls", Gateway.Noon)),
        };
        Assert.Contains("\"payloads_before\":\"2026-03-04T12:00:00.000Z\"", Body(new(passage, default)));
        passage.Refuse(new("a.b", "", ""));
        Assert.DoesNotContain("payloads_before", Body(new(passage, default)));
    }

    [Fact]
    public void Every_control_character_has_the_form_that_the_standard_gives_it() =>
        Assert.Contains("\"client\":\"\\b\\t\\n\\f\\r\\u0000\\u001f ~\"", Body(Asked("\b\t\n\f\r\u0000\u001f ~")));

    [Theory]
    [InlineData(false, 0, false, 0)]
    [InlineData(true, 0, true, 0)]
    [InlineData(false, 1, true, 1)]
    [InlineData(true, 2, true, 2)]
    public void A_run_is_tainted_by_what_it_read_before_and_by_what_this_answer_shows(bool before, int seen, bool tainted, int sources)
    {
        var passage = _gate.Passage("contact.get");
        passage.Taint = new(before, 0, default);
        passage.Saw(Enumerable.Range(0, seen).Select(i => $"con_{i}"));
        var body = Gateway.Json(Body(new(passage, default)));
        Assert.Equal((tainted, sources), (body.GetProperty("tainted").GetBoolean(), body.GetProperty("taint_sources").GetInt32()));
    }

    [Fact]
    public void Sources_of_before_and_of_this_answer_are_added()
    {
        var passage = _gate.Passage("contact.get");
        passage.Taint = new(true, 3, default);
        passage.Saw(["con_1", "con_2"]);
        Assert.Contains("\"taint_sources\":5,", Body(new(passage, default)));
    }

    [Fact]
    public void What_a_guard_says_is_told_with_its_name()
    {
        // A name that no process has heard.
        var guard = Ids.Fresh("guard", Gateway.Noon);
        var passage = _gate.Passage("contact.get");
        passage.Add(guard, "pass");
        passage.Add(guard, "held");
        passage.Add(guard, "pass");
        Assert.Contains($"[\"{guard}: pass\",\"{guard}: held\",\"{guard}: pass\"]", Body(new(passage, default)));
    }

    [Theory]
    [InlineData(2047, true)]
    [InlineData(2048, true)]
    [InlineData(2049, false)]
    public void Facts_stand_in_the_leaf_up_to_2_kib_and_their_hash_always(int length, bool inLeaf)
    {
        var passage = _gate.Passage("contact.get");
        passage.Basis.Threw = [""];
        passage.Basis.Threw = [new string('x', length - passage.Basis.Write().Length)];
        AuditEvent made = new(passage, default);
        Assert.Equal((length, inLeaf), (made.Facts.Length, made.HoldsFacts));
        var body = Gateway.Json(Body(made));
        Assert.Equal(inLeaf, body.TryGetProperty("facts", out var facts));
        if (inLeaf)
            Assert.Equal(Encoding.UTF8.GetString(made.Facts.Span), facts.GetRawText());
        Assert.Equal(CanonicalJson.Hash(made.Facts.Span), body.GetProperty("facts_sha256").GetString());
    }

    private static string Body(AuditEvent made) => Encoding.UTF8.GetString(made.Body(MemoryLedger.Key, default));

    private AuditEvent Asked(string client) =>
        new(new Passage(_gate.Call("contact.get") with { Client = client }, new ContactGet(), 0), default);

    private string? Client(string client) => Gateway.Json(Body(Asked(client))).GetProperty("client").GetString();
}
