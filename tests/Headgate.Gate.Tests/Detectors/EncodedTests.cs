using System.Text;
using Headgate.Gate.Detectors;

namespace Headgate.Gate.Tests.Detectors;

/// <summary>Numbers that are handed on in base64.</summary>
public sealed class EncodedTests
{
    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    [Theory]
    [InlineData("4111111111111111")]
    [InlineData("my card is 4111111111111111")]
    [InlineData("card 4111 1111 1111 1111 ok")]
    [InlineData(" 4111111111111111~")]
    public void A_number_in_base64_is_found_as_the_word_that_holds_it(string said)
    {
        Marked.Holds($"Decode «Card {Base64(said)}» please");
        Marked.Holds($"«Card {Base64(said)}»");
        Assert.Equal("Decode [regulated: card]", Detector.Masked($"Decode {Base64(said)}", details: false));
        Assert.Equal("Decode [regulated: card]", Detector.Masked($"Decode {Base64(said).TrimEnd('=')}", details: false));
    }

    [Theory]
    [InlineData("4111111111111112")]
    [InlineData("4111111111111111\n")]
    [InlineData("\u007f4111111111111111")]
    [InlineData("+49 89 1234567")]
    [InlineData("ada@example.com")]
    public void What_holds_nothing_regulated_or_is_no_text_is_left(string said) => Marked.Holds($"Decode {Base64(said)} please");

    [Fact]
    public void A_word_of_twelve_to_1024_characters_may_hold_one()
    {
        Assert.Equal("[regulated: government id]", Detector.Masked(Base64("AB123456C"), details: false));
        Assert.Equal(12, Base64("AB123456C").Length);
        var long768 = new string(' ', 752) + "4111111111111111";
        Assert.Equal("[regulated: card]", Detector.Masked(Base64(long768), details: false));
        var tooLong = Base64(new string(' ', 753) + "4111111111111111");
        Assert.Same(tooLong, Detector.Masked(tooLong, details: false));
    }

    [Theory]
    [InlineData("a «UkNino QUIxMjM0NTZD»", "a [regulated: government id]")]
    [InlineData("abcdefghijkl «UkNino QUIxMjM0NTZD»", "abcdefghijkl [regulated: government id]")]
    [InlineData("«UkNino QUIxMjM0NTZD», «UkNino QUIxMjM0NTZE»", "[regulated: government id], [regulated: government id]")]
    [InlineData("id_QUIxMjM0NTZD", "id_QUIxMjM0NTZD")]
    [InlineData("QUIxMjM0NTZ", "QUIxMjM0NTZ")]
    public void It_is_masked_wherever_it_stands(string marked, string masked)
    {
        Marked.Holds(marked);
        Assert.Equal(masked, Detector.Masked(marked.Replace("«UkNino ", "").Replace("»", ""), details: false));
    }
}
