using Headgate.Gate.Guards;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

public sealed class TaintGuardTests
{
    private static readonly RunTaint Tainted = new(true, 3, Gateway.Noon.AddHours(-1));
    private static readonly RecordKind Contact = Nouns.Of("contact");
    private static readonly RecordKind Draft = Nouns.Of("draft");

    private readonly Gateway _gate = new();
    private readonly TaintGuard _guard;
    private readonly RunsRead _runs;

    public TaintGuardTests()
    {
        _runs = _gate.Memory.Taint;
        _runs.From["con_1"] = new("person", Gateway.Noon.AddDays(-1));
        _guard = new(_gate.Memory);
    }

    private static Plan Mail => new Plan().Send(Planning.Message());

    private static Plan Rename => new Plan().Update(Contact, "con_1", 1, ("name", "Ada", "Eva"));

    private async Task<Passage> Judged(Plan plan, Principal? by = null, bool dryRun = false)
    {
        var passage = _gate.Planned(plan, by);
        passage.DryRun = dryRun;
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        return passage;
    }

    private static string Held(Passage passage) => string.Join(", ", passage.Holds.Select(h => h.Code));

    private static string Written(Passage passage) =>
        string.Join("; ", passage.Decision!.Plan.Changes.SelectMany(c => c.Fields.Select(f => $"{f.Name} {f.From}>{f.To}")));

    [Fact]
    public async Task The_audit_has_how_an_agents_run_stood_before_its_call()
    {
        _runs.Remembered = Tainted;
        var passage = _gate.Passage("contact.get");
        Assert.True((await _guard.JudgeCall(passage, default)).Passes);
        Assert.Equal(Tainted, passage.Taint);
        var persons = _gate.Passage("contact.get", by: Gateway.Person);
        Assert.True((await _guard.JudgeCall(persons, default)).Passes);
        Assert.Equal(default, persons.Taint);
        Assert.Equal("taint", _guard.Name);
    }

    [Fact]
    public async Task A_run_that_has_read_text_from_outside_asks_a_person_before_it_sends()
    {
        _runs.Fresh = Tainted;
        var passage = await Judged(Mail);
        Assert.Equal("taint.send", Held(passage));
        Assert.Equal(Tainted, passage.Taint);
        var ground = passage.Basis.Taint!;
        Assert.Equal((true, 3), (ground.Tainted, ground.Sources));
        Assert.Equal(["send"], ground.Signs);
        Assert.Null(ground.Derived);
        Assert.Equal(["con_1"], _runs.Asked);
    }

    [Fact]
    public async Task Every_sign_is_told_once()
    {
        _runs.Fresh = Tainted;
        _runs.From["con_1"] = new("derived", Gateway.Noon.AddDays(-1));
        var passage = await Judged(Mail.Send(Planning.Message(body: "www.acme.com")));
        Assert.Equal("taint.recipient, taint.send, taint.link", Held(passage));
        Assert.Equal("An agent that had read text from outside wrote the recipient's record.", passage.Holds[0].Why);
        Assert.Equal(["recipient"], passage.Basis.Taint!.Derived);
        Assert.Equal(["send", "recipient", "link"], passage.Basis.Taint.Signs);
    }

    [Fact]
    public async Task When_the_run_began_decides_who_was_known_before_it()
    {
        _runs.Fresh = Tainted;
        _runs.From["con_1"] = new("person", Gateway.Noon.AddHours(-1));
        Assert.Equal("taint.send, taint.recipient", Held(await Judged(Mail)));
        _runs.From["con_1"] = new("person", Gateway.Noon.AddHours(-1).AddTicks(-1));
        Assert.Equal("taint.send", Held(await Judged(Mail)));
    }

    [Fact]
    public async Task A_run_that_has_read_nothing_from_outside_asks_nobody()
    {
        var passage = await Judged(Mail);
        Assert.Empty(passage.Holds);
        Assert.Null(passage.Basis.Taint);
        Assert.Empty((await Judged(Rename)).Holds);
        Assert.Equal(["con_1"], _runs.Asked);
    }

    [Fact]
    public async Task A_person_asks_nobody_and_an_empty_plan_is_not_looked_at()
    {
        _runs.Fresh = Tainted;
        var persons = await Judged(Mail, Gateway.Person);
        Assert.Equal(("", default), (Held(persons), persons.Taint));
        var empty = await Judged(Plan.Empty);
        Assert.Equal(("", default), (Held(empty), empty.Taint));
        Assert.Null(empty.Basis.Taint);
        Assert.Empty(_runs.Asked);
    }

    [Fact]
    public async Task What_such_a_run_writes_is_labelled()
    {
        _runs.Fresh = Tainted;
        var passage = await Judged(Rename);
        Assert.Equal("name Ada>Eva; provenance person>derived", Written(passage));
        Assert.Equal(["con_1"], _runs.Asked);
        Assert.Null(passage.Basis.Taint!.Signs);
        _runs.Fresh = default;
        Assert.Equal("name Ada>Eva", Written(await Judged(Rename)));
    }

    [Fact]
    public async Task What_changes_no_text_asks_for_no_origin()
    {
        _runs.Fresh = Tainted;
        var passage = await Judged(new Plan().Update(Contact, "con_1", 1, ("owner_id", "usr_1", "usr_2")));
        Assert.Equal("taint.owner_change", Held(passage));
        Assert.Empty(_runs.Asked);
    }

    [Fact]
    public async Task A_draft_that_goes_out_is_asked_for_with_its_recipient()
    {
        _runs.From["dra_1"] = new("mail", Gateway.Noon);
        var draft = new Plan().Update(Draft, "dra_1", 1, ("status", "draft", "sent")).Delete(Draft, "dra_2", 1);
        draft.Update(Contact, "con_2", 1, ("status", "a", "b"));
        var passage = await Judged(draft.Send(Planning.Message()));
        Assert.Equal("taint.send", Held(passage));
        Assert.Equal(["send"], passage.Basis.Taint!.Derived);
        Assert.Equal((false, null), (passage.Basis.Taint.Tainted, passage.Basis.Taint.Signs));
        Assert.Equal(["con_1 dra_1"], _runs.Asked);
    }

    [Fact]
    public async Task A_draft_that_stays_is_not_asked_for()
    {
        _runs.From["dra_1"] = new("mail", Gateway.Noon);
        Assert.Empty((await Judged(new Plan().Update(Draft, "dra_1", 1, ("status", "draft", "kept")))).Holds);
        Assert.Empty(_runs.Asked);
    }

    [Fact]
    public async Task A_dry_run_reads_what_it_shows_of_records_from_outside()
    {
        _runs.From["con_2"] = new("mail", Gateway.Noon);
        var plan = Rename.Update(Contact, "con_2", 1, ("name", "a", "b"));
        Assert.Equal(["con_2"], (await Judged(plan, dryRun: true)).Seen);
        Assert.Equal(["con_1 con_2"], _runs.Asked);
        Assert.Empty((await Judged(plan)).Seen);
    }

    [Fact]
    public async Task A_dry_run_shows_nothing_of_whom_it_writes_to()
    {
        _runs.From["con_1"] = new("mail", Gateway.Noon);
        var plan = Mail.Update(Contact, "con_3", 1, ("name", "a", "b"));
        Assert.Empty((await Judged(plan, dryRun: true)).Seen);
    }
}
