using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class NicknamesTests
{
    [Theory]
    [InlineData("bob", "robert")]
    [InlineData("robert", "robert")]
    [InlineData("bert", "albert")]
    [InlineData("zack", "zachary")]
    [InlineData("gail", "abigail")]
    [InlineData("zebulon", "zebulon")]
    public void A_short_form_stands_for_the_first_name_that_has_it(string given, string full) => Assert.Equal(full, Nicknames.Full(given));

    [Theory]
    [InlineData("bert", "bobby", true)]
    [InlineData("bert", "albert", true)]
    [InlineData("al", "bobby", false)]
    [InlineData("zebulon", "zebulon", true)]
    [InlineData("zebulon", "bob", false)]
    [InlineData("bob", "zebulon", false)]
    [InlineData("zebulon", "zeb", false)]
    public void Two_names_are_one_when_a_name_has_both(string a, string b, bool one) => Assert.Equal(one, Nicknames.AreOne(a, b));
}
