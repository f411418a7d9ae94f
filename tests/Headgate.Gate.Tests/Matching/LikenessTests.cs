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
    [InlineData("ab", "ba", 1, 1)]
    [InlineData("xab", "yba", 3, 2)]
    [InlineData("abc", "axc", 0, 1)]
    [InlineData("abcd", "badc", 2, 2)]
    [InlineData("aXbY", "bYaX", 4, 4)]
    [InlineData("abc", "xyz", 2, 3)]
    [InlineData("abc", "xyz", 3, 3)]
    [InlineData("a", "abc", 2, 2)]
    [InlineData("a", "abcd", 2, 3)]
    public void A_distance_counts_a_swap_of_neighbours_as_one_change_and_stops_at_its_bound(string a, string b, int most, int expected)
    {
        Assert.Equal(expected, Likeness.Distance(a, b, most));
        Assert.Equal(expected, Likeness.Distance(b, a, most));
    }

    [Theory]
    [InlineData("lee", "lea", false)]
    [InlineData("kelly", "kely", true)]
    [InlineData("kelly", "kel", false)]
    [InlineData("birmingham", "brimingam", true)]
    [InlineData("abcdefghi", "abcdefgxy", true)]
    [InlineData("abcdefgh", "abcdefxy", false)]
    [InlineData("abcd", "abcx", true)]
    [InlineData("abc", "abx", false)]
    [InlineData("abc", "abc", false)]
    [InlineData("abc", "abcd", false)]
    [InlineData("abcdefgh", "abcdefghij", false)]
    [InlineData("abcdefghi", "abcdefxyz", false)]
    public void A_slip_is_one_change_from_four_letters_on_and_two_from_nine(string a, string b, bool slip)
    {
        Assert.Equal(slip, Likeness.IsSlip(a, b));
        Assert.Equal(slip, Likeness.IsSlip(b, a));
    }

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

    // Reckoned by hand: (m/|a| + m/|b| + (m - t)/m) / 3, then a tenth of the rest for each of the first four letters.
    [Theory]
    [InlineData("ab", "ba", 0)]
    [InlineData("abc", "cab", 0)]
    [InlineData("abcd", "acbd", 0.925)]
    [InlineData("abcdef", "fbcdea", 0.778)]
    [InlineData("abcdefgh", "eabcdxyz", 0.667)]
    [InlineData("aab", "aba", 0.6)]
    [InlineData("abcd", "aacd", 0.85)]
    [InlineData("abcdexxx", "abcdeyyy", 0.85)]
    [InlineData("marc", "marcxyzw", 0.9)]
    [InlineData("xmarc", "ymarc", 0.867)]
    public void Letters_are_common_within_reach_and_swapped_ones_count_half(string a, string b, double expected) =>
        Assert.Equal(expected, Likeness.JaroWinkler(a, b), 0.001);

    [Fact]
    public void The_first_64_letters_are_compared()
    {
        Assert.Equal(0, Likeness.Distance(new string('a', 64) + "b", new string('a', 64) + "c", 2));
        Assert.Equal(1, Likeness.Distance(new string('a', 63) + "b", new string('a', 63) + "c", 2));
        Assert.Equal(64, Likeness.Distance(new string('a', 64), new string('b', 64), 64));
        var (word, swapped) = (string.Concat(Enumerable.Repeat("ab", 32)), string.Concat(Enumerable.Repeat("ba", 32)));
        Assert.Equal(2, Likeness.Distance(word, swapped, 9));
        Assert.Equal(32, Likeness.Distance(word, string.Concat(Enumerable.Repeat("cb", 32)), 64));
        // 63 of 64 in common, and the rest of the way for four letters at the start.
        Assert.Equal(0.994, Likeness.JaroWinkler(new string('a', 63) + "b", new string('a', 63) + "c"), 0.001);
    }

    [Fact]
    public void A_word_of_a_set_counts_once_and_by_the_less_of_two_weights()
    {
        Assert.Equal(0.667, Likeness.TokenSet(["north", "north"], ["north"], _ => 1), 0.001);
        Assert.Equal(0.6, Likeness.TokenSet(["winds"], ["wind"], w => w == "wind" ? 0.5 : 1), 0.001);
        Assert.Equal(0, Likeness.TokenSet(["north"], ["north"], _ => 0));
        Assert.Equal(0.5, Likeness.TokenSet(["south", "north"], ["north", "east"], _ => 1));
    }
}
