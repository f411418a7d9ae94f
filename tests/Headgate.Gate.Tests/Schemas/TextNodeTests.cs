using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Schemas;

public sealed class TextNodeTests
{
    private const string Id = "con_01kjwfv5r07mgs5qz68abhpsse";

    [Theory]
    [InlineData("\"Ada\"", "passes")]
    [InlineData("\"\"", "passes")]
    [InlineData("\"a\\n\\r\\tb\"", "passes")]
    [InlineData("\"Zo\\u00eb\"", "passes")]
    [InlineData("5", "it: text of at most 500 characters <> 5")]
    [InlineData("null", "it: text of at most 500 characters <> null")]
    [InlineData("\"\\ud800x\"", "it: text of at most 500 characters <> text that is not valid Unicode")]
    [InlineData("\"\\u0000\"", @"it: text without control characters <> '\u{0}'")]
    [InlineData("\"a\\nb\\u001f\"", @"it: text without control characters <> 'a\u{a}b\u{1f}'")]
    [InlineData("\"\\u007f\"", @"it: text without control characters <> '\u{7f}'")]
    [InlineData("\"\\u0080\"", @"it: text without control characters <> '\u{80}'")]
    [InlineData("\"\\u009f\"", @"it: text without control characters <> '\u{9f}'")]
    [InlineData("\"\\u00a0 ~\"", "passes")]
    public void Text_is_valid_unicode_without_control_characters(string json, string said) => Assert.Equal(said, new TextNode().Says(json));

    [Theory]
    [InlineData("ab", "passes")]
    [InlineData("abcd", "passes")]
    [InlineData(" ab ", "passes")]
    [InlineData("a", "it: text of 2 to 4 characters <> 'a'")]
    [InlineData(" a  ", "it: text of 2 to 4 characters <> ' a  '")]
    [InlineData("", "it: text of 2 to 4 characters <> ''")]
    [InlineData("abcde", "it: text of 2 to 4 characters <> 5 characters")]
    public void Text_has_bounds_and_blanks_count_as_empty(string text, string said) =>
        Assert.Equal(said, new TextNode { Min = 2, Max = 4 }.Says($"\"{text}\""));

    [Theory]
    [InlineData("red", "passes")]
    [InlineData("Red", "it: one of red, green <> 'Red'")]
    [InlineData("", "it: one of red, green <> ''")]
    public void One_of_a_few_values_is_meant_exactly(string text, string said) =>
        Assert.Equal(said, new TextNode { OneOf = ["red", "green"] }.Says($"\"{text}\""));

    [Theory]
    [InlineData(Id, "passes")]
    [InlineData("acc_01kjwfv5r07mgs5qz68abhpsse", "passes")]
    [InlineData("usr_01kjwfv5r07mgs5qz68abhpsse", "it: an id such as con_… or acc_… <> 'usr_01kjwfv5r07mgs5qz68abhpsse'")]
    public void An_id_has_one_of_the_prefixes(string text, string said) =>
        Assert.Equal(said, new TextNode { Ids = ["con", "acc"] }.Says($"\"{text}\""));

    [Theory]
    [InlineData("date", "2026-11-30", "passes")]
    [InlineData("date", "2026-11-31", "it: a date such as 2026-11-30 <> '2026-11-31'")]
    [InlineData("date", "2026-11-30T09:00:00Z", "it: a date such as 2026-11-30 <> '2026-11-30T09:00:00Z'")]
    [InlineData("date-time", "2026-11-30", "passes")]
    [InlineData("date-time", "2026-11-30T09:00:00Z", "passes")]
    [InlineData("date-time", "soon", "it: a date such as 2026-11-30 or an instant such as 2026-11-30T09:00:00Z <> 'soon'")]
    [InlineData("email", "a@b.c", "passes")]
    [InlineData("email", "a@b", "it: an e-mail address <> 'a@b'")]
    public void A_format_is_checked(string format, string text, string said) =>
        Assert.Equal(said, new TextNode { Format = format }.Says($"\"{text}\""));

    [Theory]
    [InlineData("email", "{{contact:con_1.email}}", "passes")]
    [InlineData("email", "ada@example.com", "passes")]
    [InlineData("email", "ada", "it: an e-mail address <> 'ada'")]
    [InlineData(null, "{{contact:con_1.email}}", "it: an e-mail address <> '{{contact:con_1.email}}'")]
    public void A_handle_stands_for_a_value_where_it_is_taken(string? takes, string text, string said) =>
        Assert.Equal(said, new TextNode { Format = "email", Takes = takes }.Says($"\"{text}\""));

    [Fact]
    public void Lengths_and_patterns_are_written_unless_brief()
    {
        Assert.Equal("""{"type":"string","minLength":1,"maxLength":9}""", new TextNode { Min = 1, Max = 9 }.Written());
        Assert.Equal("""{"type":"string","maxLength":500}""", new TextNode().Written());
        Assert.Equal("""{"type":"string"}""", new TextNode { Min = 1 }.Written(brief: true));
        Assert.Equal("""{"type":"string","maxLength":500}""", new TextNode { Format = "email" }.Written());
        Assert.Equal("""{"type":"string"}""", new TextNode { Format = "date-time" }.Written());
        Assert.Equal("""{"type":"string","format":"date"}""", new TextNode { Format = "date" }.Written());
        Assert.Equal("""{"type":"string","format":"date"}""", new TextNode { Format = "date" }.Written(brief: true));
        Assert.Equal(
            """{"type":"string","pattern":"^(con|acc)_[0-9a-hjkmnp-tv-z]{26}$"}""",
            new TextNode { Ids = ["con", "acc"] }.Written()
        );
        Assert.Equal("""{"type":"string"}""", new TextNode { Ids = ["con"] }.Written(brief: true));
    }

    [Fact]
    public void The_values_allowed_are_written_with_null_when_it_is_one_but_in_a_brief_schema()
    {
        Assert.Equal("""{"type":"string","enum":["a","b"]}""", new TextNode { OneOf = ["a", "b"] }.Written());
        Assert.Equal("""{"type":["string","null"],"enum":["a",null]}""", new TextNode { OneOf = ["a"], Nullable = true }.Written());
        Assert.Equal("""{"type":"string","enum":["a"]}""", new TextNode { OneOf = ["a"], Nullable = true }.Written(brief: true));
    }
}
