using Headgate.Gate.Matching;

namespace Headgate.Gate.Tests.Matching;

public sealed class PhoneFormTests
{
    [Theory]
    [InlineData("123456", null, "123456")]
    [InlineData("12345", null, null)]
    [InlineData("+123456789012345", null, "+123456789012345")]
    [InlineData("+1234567890123456", null, null)]
    [InlineData("00123456", null, "+123456")]
    [InlineData("0012345", null, null)]
    [InlineData("  +49 30 1234567", null, "+49301234567")]
    [InlineData("  +0049301234", null, "+0049301234")]
    [InlineData("+49 30 1234567", "us", "+49301234567")]
    [InlineData("415 555 0100 EXT. 123", null, "4155550100")]
    [InlineData("415 555 0100x123", null, "4155550100")]
    [InlineData("fax 415 555 0100 ext 7", null, "4155550100")]
    [InlineData("(0)+49 30 1234567", null, "+49301234567")]
    [InlineData("x415 555 0100", null, "4155550100")]
    [InlineData("ext 415 555 0100", null, null)]
    [InlineData("11 415 555 0100", "us", "+1114155550100")]
    [InlineData("1 415 555 0100", "us", "+14155550100")]
    [InlineData("1 415 555 010", "us", "+11415555010")]
    [InlineData("2 415 555 0100", "us", "+124155550100")]
    [InlineData("1 415 555 0100", "gb", "+4414155550100")]
    [InlineData("030 1234567", "Deutschland", "+49301234567")]
    [InlineData("030 1234567", "Atlantis", "301234567")]
    [InlineData("06 1234567", "Italy", "+39061234567")]
    [InlineData("06 1234567", "fr", "+3361234567")]
    public void A_number_is_six_to_fifteen_digits_behind_its_country(string given, string? country, string? form) =>
        Assert.Equal(form, PhoneForm.Of(given, country));

    [Theory]
    [InlineData("+14155550100", "+14155550100", true)]
    [InlineData("+14155550100", "4155550100", true)]
    [InlineData("+14155550100", "55550100", true)]
    [InlineData("+14155550100", "5550100", false)]
    [InlineData("+14155550100", "4155550101", false)]
    [InlineData("+14155550100", "+4155550100", false)]
    [InlineData("14155550100", "4155550100", false)]
    [InlineData("+55501", "55501", false)]
    public void Two_numbers_are_one_line_where_one_lacks_but_the_country(string a, string b, bool one)
    {
        Assert.Equal(one, PhoneForm.AreOne(a, b));
        Assert.Equal(one, PhoneForm.AreOne(b, a));
    }

    [Theory]
    [InlineData("+14155550100", "55550100")]
    [InlineData("55550100", "55550100")]
    [InlineData("550100", "550100")]
    public void The_end_of_a_number_is_eight_digits(string number, string end) => Assert.Equal(end, PhoneForm.End(number));
}
