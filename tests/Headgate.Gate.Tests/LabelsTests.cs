using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class LabelsTests
{
    private static readonly Dictionary<string, Origin> From = new(StringComparer.Ordinal)
    {
        ["con_1"] = new("person", default),
        ["con_2"] = new("mail", default),
    };

    private static Plan Update(string field, object? to = null, string id = "con_1") =>
        new Plan().Update(Nouns.Of("contact"), id, 1, (field, null, to ?? "x"));

    private static string Written(Plan plan) =>
        string.Join("; ", plan.Changes.SelectMany(c => c.Fields.Select(f => $"{c.Id} {f.Name} {f.From}>{f.To}")));

    [Theory]
    [InlineData("name", true)]
    [InlineData("body", true)]
    [InlineData("custom", true)]
    [InlineData("lifecycle", false)]
    [InlineData("owner_id", false)]
    [InlineData("account_id", false)]
    [InlineData("due_date", false)]
    [InlineData("status", false)]
    [InlineData("priority", false)]
    [InlineData("kind", false)]
    [InlineData("documents", false)]
    [InlineData("merged_into", false)]
    [InlineData("time_zone", false)]
    public void Whatever_may_hold_a_sentence_is_labelled_when_it_changes(string field, bool labelled)
    {
        var plan = Update(field);
        Assert.Equal(labelled ? ["con_1"] : [], Labels.Rewritten(plan));
        var label = labelled ? "; con_1 provenance person>derived" : "";
        Assert.Equal($"con_1 {field} >x{label}", Written(Labels.Put(plan, From)));
    }

    [Fact]
    public void A_number_is_no_sentence()
    {
        var plan = Update("score", 1L);
        Assert.Empty(Labels.Rewritten(plan));
        Assert.Equal("con_1 score >1", Written(Labels.Put(plan, From)));
    }

    [Fact]
    public void One_field_that_may_hold_a_sentence_is_enough()
    {
        var plan = new Plan().Update(Nouns.Of("contact"), "con_1", 1, ("status", "a", "b"), ("name", "a", "b"));
        Assert.Equal(["con_1"], Labels.Rewritten(plan));
        Assert.Equal("con_1 status a>b; con_1 name a>b; con_1 provenance person>derived", Written(Labels.Put(plan, From)));
    }

    [Fact]
    public void A_label_from_outside_is_never_lowered_and_what_has_none_gets_none()
    {
        Assert.Equal("con_2 name >x", Written(Labels.Put(Update("name", id: "con_2"), From)));
        Assert.Equal("con_3 name >x", Written(Labels.Put(Update("name", id: "con_3"), From)));
    }

    [Theory]
    [InlineData("person", "derived")]
    [InlineData("agent", "derived")]
    [InlineData("mail", "mail")]
    public void A_new_record_is_labelled_unless_it_is_from_outside_already(string provenance, string label)
    {
        var plan = new Plan().Insert(Nouns.Of("contact"), "con_9", ("name", "person"), ("provenance", provenance));
        Assert.Empty(Labels.Rewritten(plan));
        Assert.Equal($"con_9 name >person; con_9 provenance >{label}", Written(Labels.Put(plan, From)));
    }

    [Fact]
    public void What_ends_or_only_moves_a_clock_is_left_alone()
    {
        var contact = Nouns.Of("contact");
        var plan = new Plan().Delete(contact, "con_1", 1).Touch(contact, "con_1", "updated_at", Gateway.Noon);
        Assert.Empty(Labels.Rewritten(plan));
        Assert.Equal($"con_1 updated_at >{Gateway.Noon.ToUnixTimeMilliseconds()}", Written(Labels.Put(plan, From)));
        Assert.Equal([Verb.Delete, Verb.Touch], Labels.Put(plan, From).Changes.Select(c => c.Verb));
    }

    [Fact]
    public void A_kind_that_does_not_say_where_it_comes_from_is_left_alone()
    {
        var plan = new Plan().Update(Nouns.Plain, "con_1", 1, ("name", "a", "b")).Insert(Nouns.Plain, "pla_2", ("name", "a"));
        Assert.Empty(Labels.Rewritten(plan));
        Assert.Equal("con_1 name a>b; pla_2 name >a", Written(Labels.Put(plan, From)));
    }

    [Fact]
    public void A_label_changes_nothing_of_what_a_person_approves()
    {
        var plan = Update("name").Insert(Nouns.Of("note"), "not_1", ("body", "x"), ("provenance", "agent"));
        Assert.Equal(plan.Hash, Labels.Put(plan, From).Hash);
    }
}
