using System.Text.Json;
using Headgate.Gate;
using Headgate.Tests.Running;

namespace Headgate.Tests.Undoing;

/// <summary>Who may undo what, what waits, and what nobody can undo.</summary>
public abstract partial class UndoTests
{
    [Fact]
    public async Task An_agent_finds_its_own_runs_and_a_person_those_of_the_people_they_see()
    {
        var task = await Event(_office.Agent, "tasks.create", new { title = "One", due_at = "2027-01-04" });
        var other = await _office.NewAgent("other");
        foreach (var action in (string[])["runs.undo", "runs.get"])
            Assert.Equal("record.not_found", (await _office.Pass(other, action, Named(action, task))).Refusal?.Code);
        var theirs = await Event(_office.Admin, "tasks.create", new { title = "Two", due_at = "2027-01-04" });
        Assert.Equal("record.not_found", (await _office.Pass(_office.Rep, "runs.undo", new { run = theirs })).Refusal?.Code);
        var listed = (await _office.Ask(_office.Rep, "runs.list", new { }))
            .GetProperty("items")
            .EnumerateArray()
            .Select(r => Word(r, "id"));
        Assert.Contains(await RunOf(task), listed);
        Assert.DoesNotContain(await RunOf(theirs), listed);
        Assert.Equal(Ended.Done, (await _office.Pass(_office.Agent, "runs.undo", new { run = task })).Ended);
        Assert.Equal(1, await _office.Number("SELECT COUNT(*) FROM tasks WHERE tenant = @tenant"));

        static object Named(string action, string id) => action == "runs.get" ? new { id } : new { run = id };
    }

    [Fact]
    public async Task An_agent_that_takes_back_a_contact_asks_a_person()
    {
        var con = Seed.IdIn(await _office.Ask(_office.Agent, "contacts.create", new { name = "Zoe Zander" }), "con");
        var held = await _office.Held("runs.undo", new { run = await EventOf(con) });
        Assert.Equal(Ended.Done, (await _office.Pass(_office.Rep, "contacts.get", new { id = con })).Ended);
        Assert.Equal(Ended.Done, (await _office.Approve(held)).Ended);
        Assert.Equal("record.not_found", (await _office.Pass(_office.Rep, "contacts.get", new { id = con })).Refusal?.Code);
    }

    [Fact]
    public async Task An_undo_has_the_limits_of_any_other_write()
    {
        var task = await Event(_office.Agent, "tasks.create", new { title = "One", due_at = "2027-01-04" });
        await _office.Ask(_office.Admin, "limits.set", new { limits = new[] { new { name = "writes_per_minute", most = 0L } } });
        Assert.Equal("limits.writes_per_minute", (await _office.Pass(_office.Agent, "runs.undo", new { run = task })).Refusal?.Code);
    }

    [Fact]
    public async Task A_run_says_what_changed_and_which_guard_decided()
    {
        var con = Seed.IdIn(
            await _office.Ask(_office.Agent, "contacts.create", new { name = "Zoe Zander", email = "z@example.com" }),
            "con"
        );
        await _office.Ask(_office.Agent, "contacts.update", new { id = con, title = "CEO" });
        await _office.Pass(_office.Agent, "contacts.create", new { name = "Zoe Z.", email = "z@example.com" });
        await _office.Ask(_office.Admin, "approvals.configure", new { leads = true });
        var (held, _) = await _office.Held("leads.create", new { name = "Lea Dunn", email = "lea@example.org" });
        var run = await RunOf(await EventOf(con));
        var told = await _office.Ask(_office.Rep, "runs.get", new { id = run });
        var calls = told.GetProperty("calls").EnumerateArray().ToList();
        Assert.Equal(["contacts.create", "contacts.update", "contacts.create", "leads.create"], calls.Select(c => Word(c, "action")));
        Assert.Equal("made", Word(calls[0].GetProperty("changed")[0], "what"));
        Assert.Equal("yes", Word(calls[0], "undo"));
        var title = calls[1].GetProperty("changed")[0].GetProperty("fields")[0];
        Assert.Equal(("title", "CEO"), (Word(title, "field"), Word(title, "became")));
        Assert.Contains("dedupe.exists", calls[2].GetProperty("guards").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(("held", held), (Word(calls[3], "ended"), Word(calls[3], "approval")));
        // A page at a time, each call once.
        List<string> paged = [];
        for (string? cursor = null; ; )
        {
            var page = await _office.Ask(
                _office.Rep,
                "runs.get",
                cursor is null
                    ? new { id = run, limit = 1 }
                    : new
                    {
                        id = run,
                        limit = 1,
                        cursor,
                    }
            );
            paged.AddRange(page.GetProperty("calls").EnumerateArray().Select(c => Word(c, "event")));
            if (!page.TryGetProperty("next_cursor", out var next))
                break;
            cursor = next.GetString();
        }
        Assert.Equal(calls.Select(c => Word(c, "event")), paged);
    }

    [Fact]
    public async Task A_long_run_is_undone_by_parts_the_latest_first()
    {
        await _office.Ask(_office.Admin, "limits.set", Measures.NothingIsLimited);
        var con = await Contact(_office.Agent, new { name = "Ann Archer", title = "A" });
        var run = await RunOf(await EventOf(con));
        for (var i = 0; i < 502; i++)
            await Event(
                _office.Agent,
                "tasks.create",
                new
                {
                    title = $"Task {i}",
                    due_at = "2027-01-04",
                    record_id = con,
                }
            );
        await Event(_office.Agent, "contacts.update", new { id = con, title = "B" });

        var preview = (await _office.Ask(_office.Rep, "runs.undo", new { run, dry_run = true })).GetProperty("preview");
        Assert.Equal(500, preview.GetProperty("undone").GetArrayLength());
        var first = await _office.Ask(_office.Rep, "runs.undo", new { run });
        Assert.Equal(preview.GetProperty("rest").GetRawText(), first.GetProperty("rest").GetRawText());
        Assert.Equal(4, first.GetProperty("rest").GetProperty("events").GetInt64());
        Assert.Equal((3L, "A"), (await Tasks(), (await PhoneAndTitle(con)).Title));

        // The person that the run had made, too: what later parts took back is nothing that somebody has built on.
        var second = await _office.Ask(_office.Rep, "runs.undo", new { run, before = Word(first.GetProperty("rest"), "before") });
        Assert.Empty(second.GetProperty("conflicts").EnumerateArray());
        Assert.False(second.TryGetProperty("rest", out _));
        Assert.Equal(0, await Tasks());
        Assert.Equal("record.not_found", (await _office.Pass(_office.Rep, "contacts.get", new { id = con })).Refusal?.Code);
    }

    [Fact]
    public async Task A_part_goes_on_from_an_event_of_its_own_run_alone()
    {
        var ann = await Event(_office.Agent, "contacts.create", new { name = "Ann Archer" });
        var refused = (
            await _office.Pass(_office.Rep, "runs.undo", new { run = await RunOf(ann), before = "evt_" + new string('0', 26) })
        ).Refusal;
        Assert.Equal(("record.not_found", "before"), (refused?.Code, refused?.Field));
        refused = (await _office.Pass(_office.Rep, "runs.undo", new { run = ann, before = ann })).Refusal;
        Assert.Equal("before", refused?.Field);
    }

    private Task<long> Tasks() => _office.Number("SELECT COUNT(*) FROM tasks WHERE tenant = @tenant");

    [Fact]
    public async Task What_an_erased_person_was_cannot_be_brought_back()
    {
        var ann = await Contact(_office.Rep, new { name = "Ann Archer", title = "A" });
        var update = await Event(_office.Agent, "contacts.update", new { id = ann, title = "B" });
        await _office.Execute("DELETE FROM subject_keys WHERE tenant = @tenant AND subject LIKE 'con_%'");
        var told = await _office.Ask(_office.Rep, "runs.undo", new { run = update });
        Assert.Contains("erased", told.GetProperty("not_undoable").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("B", (await PhoneAndTitle(ann)).Title);
    }

    [Fact]
    public async Task Two_undos_at_once_are_one()
    {
        var ann = await Contact(_office.Rep, new { name = "Ann Archer", title = "A" });
        var update = await Event(_office.Agent, "contacts.update", new { id = ann, title = "B" });
        var both = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(async () => await _office.Pass(_office.Rep, "runs.undo", new { run = update })))
        );
        Assert.All(both, o => Assert.Equal(Ended.Done, o.Ended));
        Assert.Equal(1, both.Count(o => JsonElement.Parse(o.Json.Span).GetProperty("undone").GetArrayLength() == 1));
        Assert.Equal("A", (await PhoneAndTitle(ann)).Title);
    }
}
