using Headgate.Store;

namespace Headgate.Tests.Store;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Zoë Müller-Łoś", "zoe muller łos")]
    [InlineData("a.b@example.com", "a b example com")]
    [InlineData("O'Brien & Söhne 24/7", "o brien sohne 24 7")]
    [InlineData("ＡＢＣ ﬁne", "abc fine")]
    [InlineData("東京 タワー", "東京 タワー")]
    [InlineData("Anna anna ANNA", "anna")]
    [InlineData("  \t\n--", "")]
    [InlineData("🙂 smile", "smile")]
    [InlineData(null, "")]
    public void Words_are_letters_and_digits_in_lower_case_without_accents_each_once(string? text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Of(text)));

    [Fact]
    public void Half_a_surrogate_pair_is_no_letter() => Assert.Equal(["half", "pair"], Words.Of("half\ud83d pair"));

    [Fact]
    public void Words_and_their_number_are_bounded()
    {
        Assert.Equal(40, Assert.Single(Words.Of(new string('x', 5000))).Length);
        Assert.Equal(400, Words.Of(string.Join(' ', Enumerable.Range(0, 5000))).Count);
    }
}
