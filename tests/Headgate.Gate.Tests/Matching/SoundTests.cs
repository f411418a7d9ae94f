using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class SoundTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("allen", "aln")]
    [InlineData("alan", "aln")]
    [InlineData("eva", "av")]
    [InlineData("ines", "ans")]
    [InlineData("otto", "at")]
    [InlineData("ulla", "al")]
    [InlineData("bob", "b")]
    [InlineData("phil", "fl")]
    [InlineData("joseph", "jsf")]
    [InlineData("pia", "p")]
    [InlineData("chris", "crs")]
    [InlineData("bach", "bk")]
    [InlineData("cecil", "sl")]
    [InlineData("cindy", "snd")]
    [InlineData("cyril", "srl")]
    [InlineData("carl", "krl")]
    [InlineData("marc", "mrk")]
    [InlineData("quentin", "kntn")]
    [InlineData("iqhan", "aqn")]
    [InlineData("gary", "gr")]
    [InlineData("ghana", "gn")]
    [InlineData("zara", "sr")]
    [InlineData("xena", "sn")]
    [InlineData("walt", "vlt")]
    [InlineData("yanis", "jns")]
    [InlineData("jan", "jn")]
    [InlineData("mayer", "mr")]
    [InlineData("majer", "mjr")]
    [InlineData("hans", "hns")]
    [InlineData("johan", "jn")]
    [InlineData("christopher", "crstf")]
    [InlineData("12a3", "123")]
    public void Words_that_sound_alike_have_one_sound_of_at_most_five_letters(string word, string sound) =>
        Assert.Equal(sound, Sound.Of(word));
}
