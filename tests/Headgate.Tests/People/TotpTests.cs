using System.Text;
using Headgate.Doors.Web.People;

namespace Headgate.Tests.People;

/// <summary>The vectors of RFC 6238, appendix B, for SHA-1, and of RFC 4648, section 10.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_codes_are_those_of_the_rfc(long seconds, string code)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, Totp.Code(Key, Totp.StepAt(at), 8));
        Assert.Equal(code[2..], Totp.Code(Key, Totp.StepAt(at)));
        Assert.Equal(Totp.StepAt(at), Totp.Find(Key, $"{code[2..5]} {code[5..]}", at));
    }

    [Fact]
    public void A_clock_may_be_half_a_minute_off_and_no_more()
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(1111111111);
        foreach (var (off, found) in ((int, bool)[])[(-2, false), (-1, true), (0, true), (1, true), (2, false)])
            Assert.Equal(found, Totp.Find(Key, Totp.Code(Key, Totp.StepAt(at) + off), at) is not null);
        foreach (var wrong in (string[])["", "12345", "1234567", "abcdef", "１２３４５６"])
            Assert.Null(Totp.Find(Key, wrong, at));
    }

    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_key_is_typed_in_base32(string text, string typed)
    {
        Assert.Equal(typed, Totp.Text(Encoding.ASCII.GetBytes(text)));
        Assert.Equal(text, Encoding.ASCII.GetString(Visitor.Bytes(typed)));
    }
}
