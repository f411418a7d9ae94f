namespace Headgate.Gate.Tests;

/// <summary>What people do not see, models do not get.</summary>
public sealed class TextCleanTests
{
    [Theory]
    [InlineData(0x00, 0x08)]
    [InlineData(0x0B, 0x0C)]
    [InlineData(0x0E, 0x1F)]
    [InlineData(0x7F, 0x9F)]
    [InlineData(0xAD, 0xAD)]
    [InlineData(0x34F, 0x34F)]
    [InlineData(0x61C, 0x61C)]
    [InlineData(0x115F, 0x1160)]
    [InlineData(0x17B4, 0x17B5)]
    [InlineData(0x180B, 0x180F)]
    [InlineData(0x200B, 0x200F)]
    [InlineData(0x2028, 0x202E)]
    [InlineData(0x2060, 0x206F)]
    [InlineData(0x3164, 0x3164)]
    [InlineData(0xFE00, 0xFE0F)]
    [InlineData(0xFEFF, 0xFEFF)]
    [InlineData(0xFFA0, 0xFFA0)]
    [InlineData(0xFFF9, 0xFFFB)]
    public void Invisible_characters_are_left_out_and_their_neighbours_stay(int from, int to)
    {
        for (var c = from; c <= to; c++)
        {
            Assert.Equal("ab", Text.Clean($"a{(char)c}b"));
            Assert.Equal("b", Text.Clean($"{(char)c}b"));
        }
        foreach (var beside in (char[])[(char)(from - 1), (char)(to + 1)])
            Assert.Equal($"a{beside}b", Text.Clean($"a{beside}b"));
    }

    [Theory]
    [InlineData("a\U000E0041b\U000E01EFc", "abc")]
    [InlineData("\U000E0041", "")]
    [InlineData("\U000E0041\U000E0042x", "x")]
    [InlineData("a\u200B😀b", "a😀b")]
    [InlineData("\u200Ba\u200Bb\u200B", "ab")]
    public void Tags_beyond_the_first_plane_go_whole(string text, string clean) => Assert.Equal(clean, Text.Clean(text));

    [Fact]
    public void Half_of_a_tag_goes_alone()
    {
        // An attribute cannot hold halves.
        Assert.Equal("ab", Text.Clean("a\uDB40b"));
        Assert.Equal("a", Text.Clean("a\uDB40"));
        Assert.Equal("a\uDC41b", Text.Clean("a\u200B\uDC41b"));
    }

    [Fact]
    public void A_text_without_any_stays_the_same_text()
    {
        const string Plain = "Zoë 😀\r\n\t–";
        Assert.Same(Plain, Text.Clean(Plain));
        Assert.Same("", Text.Clean(""));
    }

    [Fact]
    public void Only_the_beginning_of_a_long_value_is_shown_even_when_what_stands_there_is_masked()
    {
        var secret = $"hga_{new string('a', 55)} ";
        var beginning = string.Concat(Enumerable.Repeat(secret, 5));
        var masked = string.Concat(Enumerable.Repeat("[secret] ", 5));
        Assert.Equal(300, beginning.Length);
        Assert.Equal($"'{masked}'", Text.Shown(beginning));
        Assert.Equal($"'{masked}'", Text.Shown(beginning + "tail"));
    }
}
