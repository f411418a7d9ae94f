using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;
using Headgate.Tests.Approvals;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Replaying;

/// <summary>On the embedded store.</summary>
public sealed class SqliteReplayTests : ReplayTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresReplayTests(PostgresServer server) : ReplayTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();
}

/// <summary>Judging recorded decisions again: who may, what is told, and what an alteration looks like.</summary>
public abstract class ReplayTests : IAsyncLifetime
{
    private Office _office = null!;
    private string _contact = "";

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync()
    {
        _office = await Office.Open(await NewDatabase(), policies: true);
        await _office.Ask(_office.Admin, "approvals.configure", Measures.NothingWaits);
        var made = await _office.Ask(_office.Rep, "contacts.create", new { name = "Zoe Anders", email = "zoe@lumen.example" });
        _contact = made.GetProperty("contact").GetProperty("id").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_altered_fact_is_told_and_one_that_is_hashed_anew_by_the_word_it_comes_to()
    {
        var id = await Note("one");
        await Alter(id, body => body["facts"]!["limits"]!["used"] = 1_000);
        Assert.Equal("facts_altered", (await Only()).GetProperty("what").GetString());
        await Alter(id, Alterations.Rehash);
        var told = await All();
        Assert.Equal(["ended", "limits"], told.Select(d => d.GetProperty("guard").GetString()).Order());
        var limits = told.Find(d => d.GetProperty("guard").GetString() == "limits");
        Assert.StartsWith("pass; limits.", limits.GetProperty("replayed").GetString(), StringComparison.Ordinal);
        Assert.Equal("pass", limits.GetProperty("recorded").GetString());
    }

    [Fact]
    public async Task An_altered_word_and_an_altered_end_are_told()
    {
        var id = await Note("one");
        await Alter(id, body => body["guards"]!.AsArray().Remove(body["guards"]!.AsArray().First(g => (string?)g == "taint: pass")));
        Assert.Equal("taint", (await Only()).GetProperty("guard").GetString());
        var other = await Note("two");
        await _office.Execute($"UPDATE audit_events SET ended = 'refused' WHERE tenant = @tenant AND id = '{other}'");
        var ended = (await All()).Find(d => d.GetProperty("event").GetString() == other);
        Assert.Equal(("ended", "refused", "done"), (Text(ended, "guard"), Text(ended, "recorded"), Text(ended, "replayed")));
    }

    [Fact]
    public async Task A_sight_that_was_altered_is_told()
    {
        var id = await Note("one");
        _office.IsJudgedAgain = false;
        await _office.Execute(
            $"UPDATE recorded_calls SET sealed = (SELECT o.sealed FROM recorded_calls o WHERE o.event_id <> '{id}' AND o.tenant = @tenant ORDER BY o.seq LIMIT 1) WHERE tenant = @tenant AND event_id = '{id}'"
        );
        var told = await All();
        Assert.Contains(told, d => Text(d, "event") == id && Text(d, "what") == "sight_altered");
    }

    [Fact]
    public async Task A_rule_s_version_that_is_gone_or_altered_is_told()
    {
        await _office.Ask(_office.Admin, "lists.set", new { name = "competitors", entries = new[] { "rival.example" } });
        var id = await Note("one");
        _office.IsJudgedAgain = false;
        await _office.Execute("UPDATE policy_versions SET body = REPLACE(body, 'deny', 'allow') WHERE tenant = @tenant");
        Assert.Contains(await All(), d => Text(d, "event") == id && Text(d, "what") == "rule_altered");
        await _office.Execute("DELETE FROM policy_versions WHERE tenant = @tenant");
        Assert.Contains(await All(), d => Text(d, "event") == id && Text(d, "what") == "rule_missing");
        await _office.Execute("DELETE FROM policy_sets WHERE tenant = @tenant");
        Assert.Contains(await All(), d => Text(d, "event") == id && Text(d, "what") == "rule_missing");
    }

    [Fact]
    public async Task What_cannot_be_judged_since_somebody_was_erased_is_counted_apart()
    {
        await _office.Pass(_office.Agent, "contacts.update", new { id = _contact, title = "Owner" });
        var before = await _office.JudgeAgain();
        Assert.Equal((0, 0), (before.Counts["erased"], before.Counts["different"]));
        await _office.Execute($"DELETE FROM subject_keys WHERE tenant = @tenant AND subject = '{_contact}'");
        var (counts, differences) = await _office.JudgeAgain();
        Assert.Empty(differences);
        Assert.Equal(1, counts["erased"]);
        Assert.Equal(counts["decisions"], counts["same"] + counts["erased"]);
    }

    [Fact]
    public async Task Rules_are_judged_by_their_versions_of_that_time()
    {
        var deal = (await _office.Ask(_office.Rep, "opportunities.create", new { name = "Oven", amount = 5 }))
            .GetProperty("opportunity")
            .GetProperty("id")
            .GetString();
        Assert.Equal(
            "policy.denied",
            (await _office.Pass(_office.Agent, "opportunities.move_stage", new { id = deal, stage = "Proposal" })).Refusal?.Code
        );
        await _office.Ask(_office.Admin, "policies.disable", new { name = "activity_before_stage_move" });
        Assert.Null((await _office.Pass(_office.Agent, "opportunities.move_stage", new { id = deal, stage = "Proposal" })).Refusal);
        var (counts, differences) = await _office.JudgeAgain();
        Assert.Equal("", string.Join('\n', differences));
        Assert.Equal(counts["decisions"], counts["same"]);
    }

    [Fact]
    public async Task Facts_that_have_no_room_in_the_leaf_are_sealed_beside_it()
    {
        foreach (var i in Enumerable.Range(0, 45))
            await _office.Ask(
                _office.Admin,
                "policies.save",
                new
                {
                    name = $"watches_what_is_written_as_note_{i}",
                    when = "call.action == 'notes.create'",
                    effect = "log_only",
                    message = "Seen.",
                    mode = "on",
                    examples = new object[]
                    {
                        new { call = new { action = "notes.create" }, applies = true },
                        new { call = new { action = "x" }, applies = false },
                    },
                }
            );
        var id = await Note("one");
        var body = (await Alterations.Bodies(_office, $"AND id = '{id}'"))[id];
        Assert.Null(body["facts"]);
        Assert.NotNull(body["facts_sha256"]);
        Assert.True(body.ToJsonString().Length < AuditEvent.MaxBody);
        var shown = (await _office.Ask(_office.Admin, "audit.get", new { id })).GetProperty("event").GetProperty("guards").GetRawText();
        Assert.Contains("45 applied", shown, StringComparison.Ordinal);
        Assert.Empty(await All());
    }

    [Fact]
    public async Task A_run_is_told_guard_by_guard_in_plain_words()
    {
        using var still = _office.Time.Stop();
        await Note("one");
        await _office.Pass(_office.Agent, "contacts.create", new { name = "Zoe Anders", email = "zoe@lumen.example" });
        var run = (await _office.Texts("SELECT run FROM audit_events WHERE tenant = @tenant AND action = 'notes.create'"))[0];
        var calls = (await _office.Ask(_office.Rep, "runs.get", new { id = run, facts = true }))
            .GetProperty("calls")
            .EnumerateArray()
            .ToList();
        var note = calls.Find(c => Text(c, "action") == "notes.create").GetProperty("decided").EnumerateArray().ToList();
        Assert.Equal(Gate.Grounds.Retrial.Guards, note.Select(g => Text(g, "guard")));
        Assert.Equal(
            "an agent of a rep with mcp:read mcp:write mcp:comms; it needs mcp:write; the grant had 59 min left",
            Text(note[0], "because")
        );
        Assert.Equal("0 of 5 creates per minute were used; it takes 1", Text(note.Find(g => Text(g, "guard") == "limits"), "because"));
        var twin = calls.Find(c => Text(c, "action") == "contacts.create").GetProperty("decided").EnumerateArray().ToList();
        var dedupe = twin.Find(g => Text(g, "guard") == "dedupe");
        Assert.Equal(("dedupe.exists", $"{_contact} has the same email"), (Text(dedupe, "said"), Text(dedupe, "because")));
        var told = await _office.Ask(_office.Admin, "audit.get", new { id = run });
        Assert.Contains("has the same email", told.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_see_the_audit_judges_again()
    {
        var id = await Note("one");
        Assert.Equal("scopes.missing", (await _office.Pass(_office.Rep, "audit.replay", new { })).Refusal?.Code);
        Assert.Equal("scopes.missing", (await _office.Pass(_office.Agent, "audit.replay", new { id })).Refusal?.Code);
        var auditor = _office.Admin with { Role = Role.Auditor };
        Assert.Equal(1, (await _office.Ask(auditor, "audit.replay", new { id })).GetProperty("decisions").GetInt64());
        Assert.Equal(
            "record.not_found",
            (await _office.Pass(auditor, "audit.replay", new { id = Ids.Fresh("evt", _office.Time.GetUtcNow()) })).Refusal?.Code
        );
    }

    private async Task<string> Note(string body)
    {
        var outcome = await _office.Pass(_office.Agent, "notes.create", new { record_id = _contact, body });
        Assert.Null(outcome.Refusal);
        return outcome.Event;
    }

    private async Task Alter(string id, Action<JsonObject> change)
    {
        _office.IsJudgedAgain = false;
        await Alterations.Open(_office);
        var bodies = await Alterations.Bodies(_office, $"AND id = '{id}'");
        change(bodies[id]);
        await Alterations.Write(_office, bodies);
    }

    private async Task<JsonElement> Only() => Assert.Single(await All());

    private async Task<List<JsonElement>> All() => (await _office.JudgeAgain()).Differences;

    private static string? Text(JsonElement it, string name) => it.TryGetProperty(name, out var text) ? text.GetString() : null;
}
