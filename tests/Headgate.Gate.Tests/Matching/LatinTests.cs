using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class LatinTests
{
    [Theory]
    [InlineData("   ", "")]
    [InlineData("  --A,  b!", "a b")]
    [InlineData("R2D2", "r2d2")]
    [InlineData("don't", "dont")]
    [InlineData("Dr.`s", "dr s")]
    [InlineData("o`neil oʼneil", "oneil oneil")]
    [InlineData("Zoe\u0308", "zoe")]
    [InlineData("a\u200bb", "ab")]
    [InlineData("日本 ltd", "日本 ltd")]
    [InlineData("объект", "obekt")]
    [InlineData("Ψυχή", "psychi")]
    [InlineData("Œuvre Þór ſ", "oeuvre thor s")]
    [InlineData("a\ud83d", "a")]
    [InlineData("\ud83da", "a")]
    [InlineData("a😀b", "a b")]
    public void What_is_no_letter_or_digit_is_a_gap_unless_it_belongs_to_one(string text, string latin) =>
        Assert.Equal(latin, Latin.Of(text));

    [Fact]
    public void Of_a_long_text_the_first_400_characters_count()
    {
        Assert.Equal(new string('a', 400), Latin.Of(new string('a', 400)));
        Assert.Equal(new string('a', 400), Latin.Of(new string('a', 401)));
        Assert.Equal(new string('a', 399), Latin.Of(new string('a', 399) + "😀"));
    }

    [Fact]
    public void Words_are_told_one_by_one()
    {
        Assert.Equal(["anna", "maria"], Latin.Words(" Anna-Maria "));
        Assert.Empty(Latin.Words("…"));
        Assert.Empty(Latin.Words(null));
    }
}
