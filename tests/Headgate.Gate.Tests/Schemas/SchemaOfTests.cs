using System.Text.Json;
using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Schemas;

public sealed class SchemaOfTests
{
    private static string Of(string property, bool output = false)
    {
        var node = output ? (ObjectNode)SchemaOf.Output(typeof(All)) : SchemaOf.Input(typeof(All), isWrite: false);
        var found = node.Properties.Single(p => p.Name == property);
        return (found.Required ? "required " : "") + found.Node.Written();
    }

    [Theory]
    [InlineData("needed_text", """required {"type":"string","maxLength":500}""")]
    [InlineData("text", """{"type":["string","null"],"minLength":2,"maxLength":9,"description":"Says."}""")]
    [InlineData("plain_text", """{"type":"string","maxLength":500}""")]
    [InlineData("id", """{"type":["string","null"],"pattern":"^(con)_[0-9a-hjkmnp-tv-z]{26}$"}""")]
    [InlineData("colour", """{"type":["string","null"],"enum":["red",null]}""")]
    [InlineData("at", """{"type":["string","null"]}""")]
    [InlineData("day", """{"type":["string","null"],"format":"date"}""")]
    [InlineData("email", """{"type":["string","null"],"maxLength":500}""")]
    [InlineData("flag", """{"type":"boolean","description":"Whether."}""")]
    [InlineData("maybe", """{"type":["boolean","null"]}""")]
    [InlineData("count", """{"type":"integer","minimum":0,"maximum":2147483647}""")]
    [InlineData("big", """{"type":["integer","null"],"minimum":0,"maximum":1000000000000,"description":"Big."}""")]
    [InlineData("limit", """{"type":["integer","null"],"minimum":1,"maximum":50}""")]
    [InlineData("amount", """{"type":["number","null"],"minimum":0,"maximum":1000000000000}""")]
    [InlineData("share", """{"type":"number","minimum":0,"maximum":1000000000000}""")]
    [InlineData("custom", """{"type":["object","null"],"description":"Custom."}""")]
    [InlineData("any", """{"description":"Any."}""")]
    [InlineData(
        "tags",
        """{"type":["array","null"],"items":{"type":"string","enum":["a"]},"minItems":1,"maxItems":3,"description":"Tags."}"""
    )]
    [InlineData("ids", """{"type":"array","items":{"type":"string","pattern":"^(con)_[0-9a-hjkmnp-tv-z]{26}$"},"maxItems":100}""")]
    [InlineData("words", """{"type":"array","items":{"type":"string","maxLength":500},"maxItems":100}""")]
    [InlineData("numbers", """{"type":["array","null"],"items":{"type":"integer","minimum":0,"maximum":1000000000000},"maxItems":100}""")]
    [InlineData(
        "part",
        """{"type":["object","null"],"properties":{"name":{"type":"string","maxLength":500}},"required":["name"],"additionalProperties":false,"description":"Part."}"""
    )]
    public void An_input_record_is_read_property_by_property(string property, string schema) => Assert.Equal(schema, Of(property));

    [Theory]
    [InlineData("needed_text", """required {"type":"string","maxLength":10000000}""")]
    [InlineData("text", """{"type":"string","minLength":2,"maxLength":9,"description":"Says."}""")]
    [InlineData("count", """required {"type":"integer","minimum":-9223372036854775808,"maximum":9223372036854775807}""")]
    [InlineData("limit", """{"type":"integer","minimum":1,"maximum":50}""")]
    [InlineData("amount", """{"type":"number","minimum":-9223372036854775808,"maximum":9223372036854775807}""")]
    [InlineData("words", """required {"type":"array","items":{"type":"string","maxLength":10000000},"maxItems":100000}""")]
    [InlineData(
        "part",
        """{"type":"object","properties":{"name":{"type":"string","maxLength":10000000}},"required":["name"],"additionalProperties":false,"description":"Part."}"""
    )]
    public void An_output_record_has_no_nulls_and_wide_bounds(string property, string schema) =>
        Assert.Equal(schema, Of(property, output: true));

    [Fact]
    public void Decimals_have_4_places_going_in_and_15_coming_out()
    {
        Assert.EndsWith("with at most 4 decimals", Expected(SchemaOf.Input(typeof(All), isWrite: false), "amount"));
        Assert.EndsWith("with at most 4 decimals", Expected(SchemaOf.Input(typeof(All), isWrite: false), "share"));
        Assert.EndsWith("with at most 15 decimals", Expected((ObjectNode)SchemaOf.Output(typeof(All)), "amount"));
        Assert.StartsWith("a whole number", Expected((ObjectNode)SchemaOf.Output(typeof(All)), "count"));
        Assert.Equal(
            "a date such as 2026-11-30 or an instant such as 2026-11-30T09:00:00Z",
            Expected(SchemaOf.Input(typeof(All), isWrite: false), "at")
        );
        Assert.Equal("an e-mail address", Expected(SchemaOf.Input(typeof(All), isWrite: false), "email"));

        static string Expected(ObjectNode node, string name) => node.Properties.Single(p => p.Name == name).Node.Expected;
    }

    [Fact]
    public void A_secret_is_said_to_go_in_alone() =>
        Assert.Contains("\"writeOnly\":true", SchemaOf.Input(typeof(Keyed), isWrite: false).Written(), StringComparison.Ordinal);

    private sealed record Keyed
    {
        [Secret]
        public string? Key { get; init; }
    }

    [Fact]
    public void A_write_also_takes_a_key_and_a_dry_run()
    {
        Assert.Equal(
            """{"type":"object","properties":{"idempotency_key":{"type":"string","minLength":1,"maxLength":255},"dry_run":{"type":"boolean"}},"additionalProperties":false}""",
            SchemaOf.Input(typeof(Nothing), isWrite: true).Written()
        );
        Assert.Equal("""{"type":"object","additionalProperties":false}""", SchemaOf.Input(typeof(Nothing), isWrite: false).Written());
        Assert.Equal(255, SchemaOf.MaxKey);
    }

    [Fact]
    public void Bounds_of_a_list_bound_the_list_and_not_its_items()
    {
        Assert.Equal(
            """{"type":"array","items":{"type":"integer","minimum":0,"maximum":1000000000000},"minItems":1,"maxItems":3}""",
            Bounded("numbers")
        );
        Assert.Equal("""{"type":"array","items":{"type":"string","maxLength":500},"minItems":1,"maxItems":3}""", Bounded("words"));

        static string Bounded(string name) =>
            SchemaOf.Input(typeof(Lists), isWrite: false).Properties.Single(p => p.Name == name).Node.Written();
    }

    [Fact]
    public void An_answer_is_never_null_and_may_be_a_text()
    {
        Assert.Equal("""{"type":"object","additionalProperties":false}""", SchemaOf.Output(typeof(Nothing)).Written());
        Assert.Equal("""{"type":"string","maxLength":10000000}""", SchemaOf.Output(typeof(string)).Written());
    }

    private sealed record Lists
    {
        [Bounds(1, 3)]
        public long[] Numbers { get; init; } = [];

        [Bounds(1, 3)]
        public string[] Words { get; init; } = [];
    }

    private sealed record Part
    {
        public required string Name { get; init; }
    }

    private sealed record All
    {
        public required string NeededText { get; init; }

        [Bounds(2, 9)]
        [Says("Says.")]
        public string? Text { get; init; }

        public string PlainText { get; init; } = "";

        [Id("con")]
        public string? Id { get; init; }

        [OneOf("red")]
        public string? Colour { get; init; }

        [Moment]
        public string? At { get; init; }

        [Day]
        public string? Day { get; init; }

        [Email]
        public string? Email { get; init; }

        [Says("Whether.")]
        public bool Flag { get; init; }

        public bool? Maybe { get; init; }

        public int Count { get; init; }

        [Says("Big.")]
        public long? Big { get; init; }

        [Bounds(1, 50)]
        public int? Limit { get; init; }

        public decimal? Amount { get; init; }

        public double Share { get; init; }

        [Says("Custom.")]
        public Dictionary<string, JsonElement>? Custom { get; init; }

        [Says("Any.")]
        public JsonElement Any { get; init; }

        [OneOf("a")]
        [Bounds(1, 3)]
        [Says("Tags.")]
        public IReadOnlyList<string>? Tags { get; init; }

        [Id("con")]
        public string[] Ids { get; init; } = [];

        public List<string> Words { get; init; } = [];

        public IReadOnlyList<long>? Numbers { get; init; }

        [Says("Part.")]
        public Part? Part { get; init; }
    }
}
