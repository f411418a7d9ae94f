namespace Headgate.Gate.Tests;

public sealed class SecretsTests
{
    private const string Word = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF";

    public static TheoryData<string> Known =>
        [
            "hga_" + Word,
            "see hgo_" + Word + " there",
            "(hgr_" + Word + ")",
            "https://crm.example/sign-in/hgl_" + Word,
            "hgs_" + Word,
            "hgp_" + Word,
            "hgc_" + Word,
            "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + Word,
            "Authorization: Bearer " + Word,
            "basic " + Word,
            "-----BEGIN EC PRIVATE KEY-----\n" + Word + "\n-----END EC PRIVATE KEY-----",
            // As short as they come: twenty characters.
            "hga_" + Word[..16],
            "eyJhbGciOiJ.eyJzdWIiOiIx",
            "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
            "sk_test_" + "4eC39HqLyjWD",
            "rk_live_" + "4eC39HqLyjWD",
            "rk_test_" + "4eC39HqLyjWD",
            "sk-" + Word,
            "AKIA" + "IOSFODNN7EXAMPLE",
            "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a",
            "gho_" + "16C7e42F292c6912E7710c838347Ae178B4a",
            "ghs_" + "16C7e42F292c6912E7710c838347Ae178B4a",
            "github_pat_" + "16C7e42F292c6912E7710c83",
            "AIza" + "SyD16C7e42F292c6912E7710c838347Ae17",
            "xoxp-" + "123456789012-abcdefabcdef",
            "xoxb-" + "123456789012-abcdefabcdef",
        ];

    [Theory]
    [MemberData(nameof(Known))]
    [Proves(Frameworks.Mcp, "MCP01")]
    public void A_credential_is_known_by_its_form_and_shown_nowhere(string text)
    {
        Assert.True(Secrets.IsIn(text));
        var masked = Secrets.Masked(text);
        Assert.Contains(Secrets.Mask, masked, StringComparison.Ordinal);
        Assert.DoesNotContain(text[^12..^4], masked, StringComparison.Ordinal);
        Assert.DoesNotContain(text[^12..^4], Text.Shown(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hga_short")]
    [InlineData("hga_Zm9vYmFyYmF6cXV")]
    [InlineData("con_01k9x0m3v5r8t2w4y6z7a1b2c3")]
    [InlineData("The bearer of this letter is our representative in Ohio")]
    [InlineData("Basic training of the new people begins in March 2027")]
    [InlineData("hgd_Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF")]
    [InlineData("d2hhdCBpcyB0aGlzPyBubyBzZWNyZXQsIGp1c3QgYSBjdXJzb3I")]
    [InlineData("0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0")]
    [InlineData("risk-management-and-compliance-framework")]
    public void What_is_none_stays(string text)
    {
        Assert.False(Secrets.IsIn(text));
        Assert.Same(text, Secrets.Masked(text));
    }
}
