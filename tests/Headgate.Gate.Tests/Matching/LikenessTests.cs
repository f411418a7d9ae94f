using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class LikenessTests
{
    [Theory]
    [InlineData("martha", "marhta", 0.961)]
    [InlineData("dixon", "dicksonx", 0.813)]
    [InlineData("dwayne", "duane", 0.84)]
    [InlineData("same", "same", 1)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("", "", 0)]
    [InlineData("", "a", 0)]
    public void Jaro_and_Winkler_s_own_examples_come_out(string a, string b, double expected)
    {
        Assert.Equal(expected, Likeness.JaroWinkler(a, b), 0.001);
        Assert.Equal(expected, Likeness.JaroWinkler(b, a), 0.001);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3, 3)]
    [InlineData("kitten", "sitting", 2, 3)]
    [InlineData("allen", "alen", 2, 1)]
    [InlineData("brown", "bronw", 2, 1)]
    [InlineData("ca", "abc", 3, 3)]
    [InlineData("", "abc", 3, 3)]
    [InlineData("abc", "abc", 0, 0)]
    [InlineData("abcdefgh", "a", 2, 3)]
    public void A_distance_counts_changes_and_stops_at_its_bound(string a, string b, int most, int expected)
    {
        Assert.Equal(expected, Likeness.Distance(a, b, most));
        Assert.Equal(expected, Likeness.Distance(b, a, most));
    }

    [Theory]
    [InlineData("lee", "lea", false)]
    [InlineData("kelly", "kely", true)]
    [InlineData("kelly", "kel", false)]
    [InlineData("birmingham", "brimingam", true)]
    public void A_slip_is_one_change_in_a_word_that_is_long_enough(string a, string b, bool expected) =>
        Assert.Equal(expected, Likeness.IsSlip(a, b));

    [Fact]
    public void Sets_of_words_are_alike_by_the_weight_of_what_they_share()
    {
        Assert.Equal(1, Likeness.TokenSet(["north", "wind"], ["wind", "north"], _ => 1));
        Assert.Equal(0.5, Likeness.TokenSet(["north", "wind"], ["wind", "south"], _ => 1));
        Assert.Equal(0.95, Likeness.TokenSet(["north", "winds"], ["winds", "norht"], _ => 1), 0.001);
        Assert.Equal(0, Likeness.TokenSet([], [], _ => 1));
    }

    [Fact]
    public void Words_of_any_length_are_compared() => Assert.Equal(1, Likeness.JaroWinkler(new string('a', 500), new string('a', 300)));
}
