using System.Security.Cryptography;
using System.Text;
using Headgate.Doors.Web.People;

namespace Headgate.Tests.People;

/// <summary>The picture, one for each version: jsQR 1.4 read these very ones and found the text in them.</summary>
public sealed class QrCodeTests
{
    [Theory]
    [InlineData(17, 1, "107131e893e1ff4e")]
    [InlineData(32, 2, "11544f162eace95f")]
    [InlineData(53, 3, "c6d986bf031e9c44")]
    [InlineData(78, 4, "fa3b109be32d6ade")]
    [InlineData(106, 5, "dbf065535351fa8e")]
    [InlineData(134, 6, "84296bfe32c37a50")]
    [InlineData(150, 7, "0da125b8ca5f052e")]
    [InlineData(192, 8, "0f0276701ffa6813")]
    [InlineData(230, 9, "217bc7981dcf66e4")]
    public void The_fields_are_those_that_a_reader_has_read(int length, int version, string digest)
    {
        var code = QrCode.Of(Text(length))!;
        Assert.Equal(version * 4 + 17, code.Size);
        Assert.Equal(digest, Digest(code));
    }

    [Fact]
    public void What_is_too_long_has_no_picture_and_the_key_is_typed()
    {
        Assert.NotNull(QrCode.Of(Text(230)));
        Assert.Null(QrCode.Of(Text(231)));
        Assert.Equal("", QrCode.Svg(Text(231)));
    }

    private static string Text(int length) => string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + i * 7 % 26)));

    private static string Digest(QrCode code)
    {
        StringBuilder rows = new();
        for (var y = 0; y < code.Size; y++)
        {
            for (var x = 0; x < code.Size; x++)
                rows.Append(code[x, y] ? '1' : '0');
            rows.Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(rows.ToString())))[..16];
    }
}
