using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Schemas;

public sealed class CustomNodeTests
{
    private const string Whole = "an object of at most 50 custom fields with text, number, true, false or null values";

    [Theory]
    [InlineData("""{}""", "passes")]
    [InlineData("""{"a":"x","b":1.5,"c":true,"d":false,"e":null}""", "passes")]
    [InlineData("[]", $"it: {Whole} <> a list of 0")]
    [InlineData("""{"a":[1]}""", "it.a: text, a number, true, false or null <> a list of 1")]
    [InlineData("""{"a":{}}""", "it.a: text, a number, true, false or null <> an object")]
    [InlineData("""{"a":1e99}""", "it.a: text, a number, true, false or null <> 1e99")]
    [InlineData("""{"b":1,"a":"\u0000"}""", @"it.a: text without control characters <> '\u{0}'")]
    [InlineData("""{"a":1,"a":2}""", "it.a: one value <> the same field twice")]
    [InlineData("""{"":1}""", "it: keys of 1 to 100 characters <> ''")]
    [InlineData("""{"a\u0001":1}""", @"it: keys of 1 to 100 characters <> 'a\u{1}'")]
    [InlineData("""{"\ud800":1}""", "it: keys of 1 to 100 characters <> 'a name that is not valid Unicode'")]
    public void Custom_fields_are_flat(string json, string said) => Assert.Equal(said, new CustomNode().Says(json));

    [Fact]
    public void There_are_at_most_50_with_names_of_100_and_texts_of_2000()
    {
        Assert.Equal("passes", new CustomNode().Says(Fields(50)));
        Assert.Equal($"it: {Whole} <> more than 50", new CustomNode().Says(Fields(51)));
        Assert.Equal("passes", new CustomNode().Says($$"""{"{{new string('k', 100)}}":"{{new string('x', 2000)}}"}"""));
        Assert.Equal(
            "it.a: text of at most 2000 characters <> 2001 characters",
            new CustomNode().Says($$"""{"a":"{{new string('x', 2001)}}"}""")
        );
        Assert.StartsWith("it: keys of 1 to 100 characters <> 'kkk", new CustomNode().Says($$"""{"{{new string('k', 101)}}":1}"""));

        static string Fields(int count) => "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"f{i}\":{i}")) + "}";
    }

    [Fact]
    public void It_is_written_as_an_object() => Assert.Equal("""{"type":"object"}""", new CustomNode().Written());
}
