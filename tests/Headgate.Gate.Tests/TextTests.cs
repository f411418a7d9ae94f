namespace Headgate.Gate.Tests;

public sealed class TextTests
{
    [Fact]
    public void A_value_is_shown_in_quotes_and_nothing_as_null()
    {
        Assert.Equal("'Ada Lovelace'", Text.Shown("Ada Lovelace"));
        Assert.Equal("''", Text.Shown(""));
        Assert.Equal("null", Text.Shown(null));
        Assert.Equal("'Zoë 🚀'", Text.Shown("Zoë 🚀"));
    }

    [Theory]
    [InlineData("a\nb", @"'a\u{a}b'")]
    [InlineData("a\0b", @"'a\u{0}b'")]
    [InlineData("a\u007fb", @"'a\u{7f}b'")]
    [InlineData("a\u0085b", @"'a\u{85}b'")]
    [InlineData("a\u200bb", @"'a\u{200b}b'")]
    [InlineData("a\u202eb", @"'a\u{202e}b'")]
    [InlineData("a\u2028b", @"'a\u{2028}b'")]
    [InlineData("a\u2029b", @"'a\u{2029}b'")]
    [InlineData("a\ue000b", @"'a\u{e000}b'")]
    [InlineData("a\u0378b", @"'a\u{378}b'")]
    [InlineData("a\U000E0041b", @"'a\u{e0041}b'")]
    public void Invisible_characters_are_shown_escaped(string text, string shown) => Assert.Equal(shown, Text.Shown(text));

    [Fact]
    public void Half_of_a_surrogate_pair_is_shown_as_a_replacement() => Assert.Equal("'a\ufffdb'", Text.Shown("a\ud800b"));

    [Fact]
    public void A_long_value_is_cut_after_60_characters()
    {
        Assert.Equal($"'{new string('x', 60)}'", Text.Shown(new string('x', 60)));
        Assert.Equal($"'{new string('x', 60)}…'", Text.Shown(new string('x', 61)));
        Assert.Equal($"'{new string('x', 60)}…'", Text.Shown(new string('x', 5000)));
    }

    [Fact]
    public void The_nearest_names_come_best_first()
    {
        Assert.Equal(["won"], Text.Nearest("wonn", ["lost", "won", "proposal"]));
        Assert.Equal(["abcd", "abce", "abxx"], Text.Nearest("abcd", ["abxx", "abce", "abcd", "wxyz"]));
        Assert.Equal(["aaa", "aab"], Text.Nearest("aac", ["aab", "aaa"]));
        Assert.Equal(["Proposal"], Text.Nearest("PROPOSAL", ["Proposal"]));
        Assert.Equal(["aa", "ab", "ac"], Text.Nearest("a", ["ac", "ab", "aa", "ad"]));
        Assert.Equal(["aa"], Text.Nearest("a", ["ac", "ab", "aa", "ad"], most: 1));
    }

    [Fact]
    public void Two_edits_or_a_third_of_the_longer_name_are_near()
    {
        Assert.Equal(["abc"], Text.Nearest("ayx", ["abc"]));
        Assert.Empty(Text.Nearest("zyx", ["abc"]));
        Assert.Equal(["abcdefghi"], Text.Nearest("abcdefxyz", ["abcdefghi"]));
        Assert.Empty(Text.Nearest("abcdewxyz", ["abcdefghi"]));
        Assert.Equal(["abcdefghi"], Text.Nearest("abcdef", ["abcdefghi"]));
        Assert.Equal(["abcdef"], Text.Nearest("abcdefghi", ["abcdef"]));
        Assert.Empty(Text.Nearest("abcde", ["abcdefghi"]));
        Assert.Equal(["abcd"], Text.Nearest("bacd", ["abcd"]));
        Assert.Equal(["ab"], Text.Nearest("", ["ab"]));
        Assert.Empty(Text.Nearest("", ["abc"]));
    }

    [Fact]
    public void Nothing_is_near_to_what_is_longer_than_200_characters()
    {
        var (most, over) = (new string('x', 200), new string('x', 201));
        Assert.Equal([most], Text.Nearest(most, [most]));
        Assert.Empty(Text.Nearest(over, [over]));
        Assert.Empty(Text.Nearest(most, [over]));
        Assert.Empty(Text.Nearest(over, [most]));
    }
}
