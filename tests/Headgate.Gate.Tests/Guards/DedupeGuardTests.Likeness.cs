using Headgate.Gate.Matching;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Guards;

/// <summary>New and changed people and companies against those there are.</summary>
public sealed partial class DedupeGuardTests
{
    private const string Robert = "name=Robert Allen;phone=+14155550100";
    private const string Same = "0.99: same given name, same family name, same phone";
    private const string Similar = "0.75: same given name, same family name";

    private static readonly RecordKind Contact = Nouns.Of("contact");

    private RecordsAlike Records => _gate.Memory.Dedupe;

    private static Plan New(string name = "Robert Allen", string? phone = null, string id = "con_9") =>
        new Plan().Insert(Contact, id, ("name", name), ("phone", phone), ("status", "new"));

    private async Task<(string Said, Passage Passage)> Weigh(Plan plan, Principal? by = null, string? onDuplicate = null)
    {
        var passage = _gate.Planned(plan, by);
        passage.Input = new Asks(onDuplicate);
        passage.Decision = passage.Decision! with { Answer = new Tells() };
        return (Gateway.Said((await _guard.JudgePlan(passage, default)).Refusal), passage);
    }

    private static string Held(Passage passage) => string.Join("; ", passage.Holds.Select(h => $"{h.Guard} {h.Code} {h.Why}"));

    private static string Told(Passage passage) =>
        string.Join("; ", ((Tells)passage.Decision!.Answer).Similar?.Select(s => $"{s.Id} {s.Score:0.00}: {s.Why}") ?? []);

    [Theory]
    [InlineData(null)]
    [InlineData("refuse")]
    [InlineData("update")]
    public async Task A_person_who_is_there_already_is_refused_with_that_record(string? onDuplicate)
    {
        Records.Add("contact", "con_1", Robert);
        foreach (var by in (Principal[])[Gateway.Agent, Gateway.Person])
        {
            var (said, passage) = await Weigh(New(phone: "+1 415 555 0100"), by, onDuplicate);
            Assert.Equal(
                $"dedupe.exists | con_1 is the same ({Same}). | Use the record that exists; on_duplicate update fills its empty fields, allow makes another.",
                said
            );
            Assert.Equal(("", ""), (Held(passage), Told(passage)));
        }
        Assert.Equal("con_1", (await _guard.JudgePlan(_gate.Planned(New(phone: "+14155550100")), default)).Refusal!.Record);
    }

    [Fact]
    public async Task Who_says_that_another_one_is_wanted_asks_a_person_or_is_one()
    {
        Records.Add("contact", "con_1", Robert);
        var agents = await Weigh(New(phone: "+14155550100"), onDuplicate: "allow");
        Assert.Equal(("passes", $"dedupe dedupe.similar It may be con_1 ({Same})."), (agents.Said, Held(agents.Passage)));
        Assert.Equal("", Told(agents.Passage));
        Assert.True(agents.Passage.Basis.Dedupe!.Allowed);
        var persons = await Weigh(New(phone: "+14155550100"), Gateway.Person, "allow");
        Assert.Equal(("passes", "", $"con_1 {Same}"), (persons.Said, Held(persons.Passage), Told(persons.Passage)));
    }

    [Fact]
    public async Task Who_may_be_there_already_is_a_persons_to_say()
    {
        Records.Add("contact", "con_1", "name=Robert Allen");
        var agents = await Weigh(New());
        Assert.Equal(("passes", $"dedupe dedupe.similar It may be con_1 ({Similar})."), (agents.Said, Held(agents.Passage)));
        Assert.Equal("", Told(agents.Passage));
        var persons = await Weigh(New(), Gateway.Person);
        Assert.Equal(("passes", "", $"con_1 {Similar}"), (persons.Said, Held(persons.Passage), Told(persons.Passage)));
        Assert.Equal((true, 1), (persons.Passage.Basis.Dedupe!.Person, persons.Passage.Basis.Dedupe.Compared));
    }

    [Fact]
    public async Task The_likest_is_named_first_and_at_most_five_are_told()
    {
        for (var i = 1; i <= 5; i++)
            Records.Add("contact", $"con_{i}", "name=Robert Allen");
        Records.Add("contact", "con_6", "name=Robert Allen;city=Paris");
        Records.Add("contact", "con_7", "name=Otto Falk");
        var plan = new Plan().Insert(Contact, "con_9", ("name", "Robert Allen"), ("city", "Paris"));
        Assert.StartsWith("dedupe dedupe.similar It may be con_6 (0.97: ", Held((await Weigh(plan)).Passage), StringComparison.Ordinal);
        var told = Told((await Weigh(plan, Gateway.Person)).Passage);
        Assert.Equal(["con_6", "con_1", "con_2", "con_3", "con_4"], told.Split("; ").Select(t => t.Split(' ')[0]));
    }

    [Fact]
    public async Task Nobody_alike_is_nobody_told()
    {
        Records.Add("contact", "con_1", "name=Otto Falk");
        Records.Add("account", "acc_1", "name=Robert Allen");
        var (said, passage) = await Weigh(New());
        Assert.Equal(("passes", "", ""), (said, Held(passage), Told(passage)));
        Assert.Equal((1, null), (passage.Basis.Dedupe!.Compared, passage.Basis.Dedupe.Found));
        Assert.Null(((Tells)passage.Decision!.Answer).Similar);
        Assert.Equal("con_9", passage.Compared.Single().Id);
    }

    [Fact]
    public async Task An_answer_that_names_nobody_is_left_alone()
    {
        Records.Add("contact", "con_1", "name=Robert Allen");
        var passage = _gate.Planned(New(), Gateway.Person);
        Assert.True((await _guard.JudgePlan(passage, default)).Passes);
        Assert.False(passage.Basis.Dedupe!.Allowed);
    }

    [Fact]
    public async Task The_audit_has_the_weights()
    {
        Records.Add("contact", "con_1", Robert);
        var found = (await Weigh(New(phone: "+14155550100"))).Passage.Basis.Dedupe!.Found!.Single();
        Assert.Equal(("con_1", 1060L, true), (found.Id, found.Bits, found.Own));
        Assert.Equal((500L, 0L, Grade.Same), (found.Same, found.Similar, found.Grade));
    }

    [Fact]
    public async Task Every_record_of_a_plan_is_weighed()
    {
        Records.Add("contact", "con_1", "name=Robert Allen");
        Records.Add("contact", "con_2", "name=Carla Jimenez");
        var plan = New().Insert(Contact, "con_8", ("name", "Carla Jimenez")).Insert(Contact, "con_7", ("name", "Otto Falk"));
        var (_, passage) = await Weigh(plan, Gateway.Person);
        Assert.Equal($"con_1 {Similar}; con_2 {Similar}", Told(passage));
        var ground = passage.Basis.Dedupe!;
        Assert.Equal((3, "con_1 con_2"), (ground.Compared, string.Join(' ', ground.Found!.Select(f => f.Id))));
        Assert.Equal(["con_9", "con_8", "con_7"], passage.Compared.Select(c => c.Id));
    }

    [Theory]
    [InlineData(20, false, 20)]
    [InlineData(21, false, 0)]
    [InlineData(21, true, 21)]
    public async Task A_persons_import_is_told_apart_by_exact_keys(int count, bool agent, int asked)
    {
        Plan plan = new();
        for (var i = 0; i < count; i++)
            plan.Insert(Contact, $"con_{i}", ("name", $"Sample {i}"));
        await Weigh(plan, agent ? Gateway.Agent : Gateway.Person);
        Assert.Equal(asked, Records.Asked);
    }

    [Fact]
    public async Task What_identifies_nobody_is_not_weighed()
    {
        Records.Add("contact", "con_1", "name=Robert Allen");
        Plan plan = new();
        plan.Update(Contact, "con_1", 1, ("status", "a", "b"), ("score", 1L, 2L));
        plan.Insert(Nouns.Of("task"), "tas_1", ("name", "Robert Allen"));
        plan.Insert(Contact, "con_2", ("status", "new"));
        plan.Delete(Contact, "con_3", 1).Touch(Contact, "con_4", "updated_at", Gateway.Noon);
        var (said, passage) = await Weigh(plan);
        Assert.Equal(("passes", 0, null), (said, Records.Asked, passage.Basis.Dedupe));
    }

    [Fact]
    public async Task What_leaves_by_the_plan_itself_is_nobodys_twin()
    {
        Records.Add("contact", "con_1", Robert);
        var merge = New(phone: "+14155550100").Update(Contact, "con_1", 1, ("merged_into", null, "con_9"), ("status", "new", "gone"));
        var (said, passage) = await Weigh(merge);
        Assert.Equal(("passes", ""), (said, Held(passage)));
        Assert.False(passage.Compared.Single().IsNewTo([Candidate("con_1")]));
        Assert.True(passage.Compared.Single().IsNewTo([Candidate("con_2")]));
        var back = New(phone: "+14155550100").Update(Contact, "con_1", 1, ("merged_into", "con_9", null));
        Assert.StartsWith("dedupe.exists", (await Weigh(back)).Said, StringComparison.Ordinal);
        var other = New(phone: "+14155550100").Update(Contact, "con_1", 1, ("status", null, "gone"));
        Assert.StartsWith("dedupe.exists", (await Weigh(other)).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_weighed_with_what_the_record_keeps()
    {
        Records.Add("contact", "con_1", Robert);
        Records.Add("contact", "con_2", "name=Otto Falk;phone=+14155550100;city=Paris");
        var renamed = await Weigh(new Plan().Update(Contact, "con_2", 1, ("name", "Otto Falk", "Robert Allen")));
        Assert.Contains("con_1 is the same", renamed.Said, StringComparison.Ordinal);
        var cleared = await Weigh(
            new Plan().Update(Contact, "con_2", 1, ("name", "Otto Falk", "Robert Allen"), ("phone", "+14155550100", null))
        );
        Assert.Equal($"dedupe dedupe.similar It may be con_1 ({Similar}).", Held(cleared.Passage));
    }

    [Fact]
    public async Task What_was_alike_before_is_nobodys_doing_now()
    {
        Records.Add("contact", "con_1", Robert);
        Records.Add("contact", "con_2", Robert);
        var (said, passage) = await Weigh(new Plan().Update(Contact, "con_2", 1, ("city", null, "Paris")));
        Assert.Equal(("passes", ""), (said, Held(passage)));
        Assert.Equal(1, passage.Basis.Dedupe!.Compared);
    }

    [Fact]
    public async Task A_change_of_a_record_that_has_gone_is_not_weighed_and_the_next_one_is()
    {
        Records.Add("contact", "con_1", "name=Robert Allen");
        var gone = new Plan().Update(Contact, "con_3", 1, ("name", "a", "Robert Allen"));
        var (said, passage) = await Weigh(gone);
        Assert.Equal(("passes", null), (said, passage.Basis.Dedupe));
        var next = await Weigh(gone.Insert(Contact, "con_9", ("name", "Robert Allen")));
        Assert.Equal($"dedupe dedupe.similar It may be con_1 ({Similar}).", Held(next.Passage));
    }

    [Fact]
    public async Task Companies_are_weighed_too_and_what_held_keys_stays_told()
    {
        _gate.Ledger.Claims[("k", "v")] = "acc_5";
        Records.Add("account", "acc_1", "name=Globex Corporation");
        var plan = new Plan().GiveUp("k", "v", "acc_5").Claim("k", "v", "acc_9").Insert(Nouns.Of("account"), "acc_9", ("name", "Globxe"));
        var (_, passage) = await Weigh(plan);
        Assert.StartsWith("dedupe dedupe.similar It may be acc_1 (", Held(passage), StringComparison.Ordinal);
        Assert.Equal(("acc_5", "acc_1"), (passage.Basis.Dedupe!.Holders!.Single().Id, passage.Basis.Dedupe.Found!.Single().Id));
    }

    private static Candidate Candidate(string id) => new(id, Profiles.Of("contact", Robert));

    private sealed record Asks(string? OnDuplicate) : IMayExist;

    private sealed record Tells : INamesSimilar
    {
        public IReadOnlyList<SimilarRecord>? Similar { get; set; }
    }
}
