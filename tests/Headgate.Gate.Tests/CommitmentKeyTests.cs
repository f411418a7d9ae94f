namespace Headgate.Gate.Tests;

public sealed class CommitmentKeyTests
{
    // RFC 4231, section 4.2: the first test case of HMAC-SHA-256.
    [Fact]
    public void A_commitment_is_hmac_sha_256_in_lower_case_hex() =>
        Assert.Equal(
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            new CommitmentKey("key_1", Enumerable.Repeat((byte)0x0b, 20).ToArray()).To("Hi There"u8)
        );
}
