using Headgate.Gate.Detectors;

namespace Headgate.Gate.Tests.Detectors;

/// <summary>Whoever hides a number behind characters that look alike, or that nobody sees, does not hide it.</summary>
public sealed class FoldedTests
{
    [Theory]
    [InlineData("é «Card ４１１１ １１１１ １１１１ １１１１»")]
    [InlineData("«Card ٤١١١ ١١١١ ١١١١ ١١١١» é")]
    [InlineData("«Card 𝟜𝟙𝟙𝟙 𝟙𝟙𝟙𝟙 𝟙𝟙𝟙𝟙 𝟙𝟙𝟙𝟙» é")]
    [InlineData("«Card 4111\u00A01111\u20031111\u30001111»")]
    [InlineData("«Card 4111\u20111111\u20131111\u20141111»")]
    [InlineData("«Card 4111\u22121111\u22121111\u22121111»")]
    [InlineData("«Card 4111\u00B71111\u20241111\u20221111»")]
    [InlineData("«Card 4\u200B1\u200B1\u200B1\u00AD1111\u206011111111»\u200B")]
    [InlineData("«Card 4\u03011\u034F1\u31641\u115F1\u11601\u030511111\u0301111\u061C1\u200F1»")]
    [InlineData("😀 «Card 4111 1111 1111 1111» 😀")]
    [InlineData("«UkNino ＡＢ１２３４５６Ｃ»")]
    [InlineData("«Email ada＠example．com»")]
    [InlineData("«UsSsn 219\u201009\u20109999»")]
    public void A_number_is_found_in_the_place_where_it_stands(string marked) => Marked.Holds(marked);

    [Theory]
    [InlineData("４１１１ １１１１ １１１１ １１１２")]
    [InlineData("4111\u00BD1111 1111 1111")]
    [InlineData("4111\u00D71111\u00D71111\u00D71111")]
    [InlineData("ⅣI11 1111 1111 1111")]
    [InlineData("\uFF5F4111111111111112\uFF00")]
    public void Other_characters_stay_what_they_are(string text) => Marked.Holds(text);

    [Fact]
    public void Half_a_pair_at_the_end_breaks_nothing()
    {
        Marked.Holds("«Card 4111 1111 1111 1111»\uD83D");
        Assert.Equal("a [regulated: card]\uD83E", Detector.Masked("a ４111 1111 1111 1111\uD83E", details: false));
        Assert.Equal("[regulated: card]", Detector.Masked("4111 1111 1111 111𝟙", details: false));
    }
}
