using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Schemas;

public sealed class ListNodeTests
{
    private static readonly ListNode Flags = new(new FlagNode()) { Min = 1, Max = 2 };

    [Theory]
    [InlineData("[true]", "passes")]
    [InlineData("[true,false]", "passes")]
    [InlineData("[]", "it: 1 to 2 items <> 0 items")]
    [InlineData("[true,false,true]", "it: 1 to 2 items <> 3 items")]
    [InlineData("[true,1]", "it[1]: true or false <> 1")]
    [InlineData("{}", "it: a list of 1 to 2 items, each true or false <> an object")]
    public void A_list_has_bounds_and_its_items_a_place(string json, string said) => Assert.Equal(said, Flags.Says(json));

    [Fact]
    public void Lists_in_lists_and_objects_tell_the_whole_path()
    {
        var nested = new ListNode(new ObjectNode([new("steps", new ListNode(new NumberNode()), Required: true)]));
        Assert.Equal("passes", nested.Says("""[{"steps":[]},{"steps":[1]}]"""));
        Assert.Equal(
            "it[1].steps[2]: a whole number from 0 to 1000000000000 <> 'x'",
            nested.Says("""[{"steps":[]},{"steps":[1,2,"x"]}]""")
        );
    }

    [Fact]
    public void A_list_has_at_most_100_items_unless_told()
    {
        Assert.Equal(
            "it: 0 to 100 items <> 101 items",
            new ListNode(new FlagNode()).Says($"[{string.Join(',', Enumerable.Repeat("true", 101))}]")
        );
        Assert.IsType<FlagNode>(Flags.Item);
    }

    [Fact]
    public void Bounds_are_written_unless_brief()
    {
        Assert.Equal("""{"type":"array","items":{"type":"boolean"},"minItems":1,"maxItems":2}""", Flags.Written());
        Assert.Equal("""{"type":"array","items":{"type":"boolean"}}""", Flags.Written(brief: true));
        Assert.Equal("""{"type":"array","items":{"type":"integer"},"maxItems":100}""", new ListNode(new Bare()).Written());
        Assert.Equal("""{"type":"array","items":{"type":"integer"}}""", new ListNode(new NumberNode()).Written(brief: true));
    }

    private sealed class Bare : Node
    {
        public override string Expected => "a number";

        protected override Refusal? CheckValue(in System.Text.Json.JsonElement value, string path) => null;

        protected override void WriteKeywords(System.Text.Json.Utf8JsonWriter json, bool brief) => WriteType(json, "integer", brief);
    }
}
