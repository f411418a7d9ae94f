using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Schemas;

public sealed class NumberNodeTests
{
    [Theory]
    [InlineData("1", "passes")]
    [InlineData("50", "passes")]
    [InlineData("0", "it: a whole number from 1 to 50 <> 0")]
    [InlineData("51", "it: a whole number from 1 to 50 <> 51")]
    [InlineData("1.5", "it: a whole number from 1 to 50 <> 1.5")]
    [InlineData("1.0", "it: a whole number from 1 to 50 <> 1.0")]
    [InlineData("1e1", "it: a whole number from 1 to 50 <> 1e1")]
    [InlineData("1e99", "it: a whole number from 1 to 50 <> 1e99")]
    [InlineData("\"1\"", "it: a whole number from 1 to 50 <> '1'")]
    public void A_whole_number_has_a_range(string json, string said) => Assert.Equal(said, new NumberNode { Min = 1, Max = 50 }.Says(json));

    [Theory]
    [InlineData("1.25", "passes")]
    [InlineData("1.0", "passes")]
    [InlineData("-3", "passes")]
    [InlineData("1.255", "it: a number from -3 to 9.5 with at most 2 decimals <> 1.255")]
    [InlineData("9.51", "it: a number from -3 to 9.5 with at most 2 decimals <> 9.51")]
    public void A_decimal_has_places(string json, string said) =>
        Assert.Equal(
            said,
            new NumberNode
            {
                Min = -3,
                Max = 9.5m,
                Places = 2,
            }.Says(json)
        );

    [Fact]
    public void Without_bounds_a_number_is_from_nought_to_a_thousand_milliards()
    {
        Assert.Equal("passes", new NumberNode().Says("1000000000000"));
        Assert.Equal("it: a whole number from 0 to 1000000000000 <> 1000000000001", new NumberNode().Says("1000000000001"));
        Assert.Equal("it: a whole number from 0 to 1000000000000 <> -1", new NumberNode().Says("-1"));
    }

    [Fact]
    public void A_range_is_written_unless_brief()
    {
        Assert.Equal("""{"type":"integer","minimum":1,"maximum":50}""", new NumberNode { Min = 1, Max = 50 }.Written());
        Assert.Equal("""{"type":"integer"}""", new NumberNode { Min = 1, Max = 50 }.Written(brief: true));
        Assert.Equal(
            """{"type":["number","null"],"minimum":0,"maximum":1.5}""",
            new NumberNode
            {
                Max = 1.5m,
                Places = 1,
                Nullable = true,
            }.Written()
        );
    }
}
