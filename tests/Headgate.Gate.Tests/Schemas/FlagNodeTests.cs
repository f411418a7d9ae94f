using Headgate.Gate.Schemas;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests.Schemas;

public sealed class FlagNodeTests
{
    [Theory]
    [InlineData("true", "passes")]
    [InlineData("false", "passes")]
    [InlineData("\"true\"", "it: true or false <> 'true'")]
    [InlineData("1", "it: true or false <> 1")]
    [InlineData("[true]", "it: true or false <> a list of 1")]
    public void A_flag_is_true_or_false(string json, string said) => Assert.Equal(said, new FlagNode().Says(json));
}
