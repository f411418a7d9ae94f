using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Schemas;

public sealed class NodeTests
{
    [Theory]
    [InlineData("\"a\\u200bb\"", @"'a\u{200b}b'")]
    [InlineData("\"\\ud800\"", "text that is not valid Unicode")]
    [InlineData("{\"a\":1}", "an object")]
    [InlineData("[1,2]", "a list of 2")]
    [InlineData("null", "null")]
    [InlineData("12", "12")]
    [InlineData("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890")]
    [InlineData("12345678901234567890123456789012345678901", "1234567890123456789012345678901234567890…")]
    public void What_came_is_told_short(string json, string came) => Assert.Equal(came, Node.Came(Gateway.Json(json)));

    [Fact]
    public void What_did_not_come_is_nothing() => Assert.Equal("nothing", Node.Came(default));

    [Fact]
    public void Null_passes_where_it_is_allowed()
    {
        Assert.Equal("it: true or false <> null", new FlagNode().Says("null"));
        Assert.Equal("passes", new FlagNode { Nullable = true }.Says("null"));
        Assert.Equal("it: true or false <> 1", new FlagNode { Nullable = true }.Says("1"));
    }

    [Fact]
    public void A_description_is_written_last_and_null_beside_the_type()
    {
        Assert.Equal("""{"type":"boolean"}""", new FlagNode().Written());
        Assert.Equal(
            """{"type":["boolean","null"],"description":"Whether."}""",
            new FlagNode { Nullable = true, Description = "Whether." }.Written()
        );
    }
}
