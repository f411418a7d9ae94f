using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Schemas;

public sealed class ObjectNodeTests
{
    private static readonly ObjectNode Person = new([
        new("name", new TextNode { Max = 9 }, Required: true),
        new("score", new NumberNode(), Required: false),
        new("part", new ObjectNode([new("id", new TextNode(), Required: true)]), Required: false),
    ]);

    [Theory]
    [InlineData("""{"name":"Ada"}""", "passes")]
    [InlineData("""{"score":1,"part":{"id":"x"},"name":"Ada"}""", "passes")]
    [InlineData("""{}""", "it.name: text of at most 9 characters <> nothing")]
    [InlineData("""{"score":1}""", "it.name: text of at most 9 characters <> nothing")]
    [InlineData("""{"name":"Ada","score":"x"}""", "it.score: a whole number from 0 to 1000000000000 <> 'x'")]
    [InlineData("""{"name":"Ada","part":{}}""", "it.part.id: text of at most 500 characters <> nothing")]
    [InlineData("""{"name":"Ada","name":"Ida"}""", "it.name: one value <> the same field twice")]
    [InlineData("""{"name":"Ada","part":[]}""", "it.part: an object <> a list of 0")]
    [InlineData("""[]""", "it: an object <> a list of 0")]
    [InlineData("""{"name":"Ada","scoer":1}""", "it.scoer: one of name, score, part <> 'scoer'")]
    [InlineData("""{"name":"Ada","part":{"id":"x","y":1}}""", "it.part.y: one of id <> 'y'")]
    [InlineData("""{"\ud800":1}""", "it.a name that is not valid Unicode: one of name, score, part <> 'a name that is not valid Unicode'")]
    public void An_object_has_known_properties_once_each(string json, string said) => Assert.Equal(said, Person.Says(json));

    [Fact]
    public void At_the_top_a_path_is_the_property_alone()
    {
        Assert.Equal("name: text of at most 9 characters <> nothing", Person.Says("{}", ""));
        Assert.Equal("arguments: an object <> 5", Person.Says("5", ""));
        Assert.Equal("part.id: text of at most 500 characters <> 5", Person.Says("""{"part":{"id":5}}""", ""));
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.4.3")]
    public void An_unknown_field_names_the_nearest()
    {
        var refusal = Person.Check(Gateway.Json("""{"nart":"x"}"""), "");
        Assert.Equal(
            "schema.unknown_field | The call has no field 'nart'. | Did you mean part or name? Known fields: name, score, part.",
            Gateway.Said(refusal)
        );
        Assert.Equal(["part", "name"], refusal!.Candidates);
        Assert.Equal(("nart", "one of name, score, part", "'nart'"), (refusal.Field, refusal.Expected, refusal.Came));
    }

    [Fact]
    public void An_unknown_field_that_nothing_resembles_lists_all()
    {
        var refusal = Person.Check(Gateway.Json("""{"something_else":"x"}"""), "it");
        Assert.Equal(
            "schema.unknown_field | it has no field 'something_else'. | Use only these fields: name, score, part.",
            Gateway.Said(refusal)
        );
        Assert.Null(refusal!.Candidates);
    }

    [Fact]
    public void An_object_without_fields_says_that_it_takes_none()
    {
        var refusal = new ObjectNode([]).Check(Gateway.Json("""{"x":1}"""), "");
        Assert.Equal("schema.unknown_field | The call has no field 'x'; it takes none. | Leave it out.", Gateway.Said(refusal));
        Assert.Equal(("x", "no fields", "'x'"), (refusal!.Field, refusal.Expected, refusal.Came));
        Assert.Equal("part has no field 'x'; it takes none.", new ObjectNode([]).Check(Gateway.Json("""{"x":1}"""), "part")?.Why);
        Assert.Equal("passes", new ObjectNode([]).Says("{}"));
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.4.3")]
    public void An_object_has_at_most_64_properties()
    {
        static Property[] Many(int count) =>
            [.. Enumerable.Range(0, count).Select(i => new Property($"p{i}", new FlagNode(), Required: i == 63))];
        var most = new ObjectNode(Many(64));
        Assert.Equal("it.p63: true or false <> nothing", most.Says("{}"));
        Assert.Equal("passes", most.Says("{" + string.Join(',', Enumerable.Range(0, 64).Select(i => $"\"p{i}\":true")) + "}"));
        Assert.Equal("it.p63: one value <> the same field twice", most.Says("""{"p63":true,"p63":true}"""));
        Assert.StartsWith("An object has at most 64 properties.", Assert.Throws<ArgumentException>(() => new ObjectNode(Many(65))).Message);
    }

    [Fact]
    public void Properties_required_ones_and_no_others_are_written()
    {
        Assert.Equal(
            """{"type":"object","properties":{"name":{"type":"string","maxLength":9},"score":{"type":"integer","minimum":0,"maximum":1000000000000},"part":{"type":"object","properties":{"id":{"type":"string","maxLength":500}},"required":["id"],"additionalProperties":false}},"required":["name"],"additionalProperties":false}""",
            Person.Written()
        );
        Assert.Equal("""{"type":"object","additionalProperties":false}""", new ObjectNode([]).Written());
        Assert.Equal(
            """{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""",
            new ObjectNode([new("a", new TextNode(), Required: false)]).Written(brief: true)
        );
        Assert.Equal(["name", "score", "part"], Person.Properties.Select(p => p.Name));
    }
}
