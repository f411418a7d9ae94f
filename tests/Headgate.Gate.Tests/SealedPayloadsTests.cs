using System.Security.Cryptography;

namespace Headgate.Gate.Tests;

public sealed class SealedPayloadsTests
{
    [Fact]
    public void Sealed_texts_are_hashed_one_after_another()
    {
        byte[] one = [1, 2],
            two = [3],
            three = [];
        byte[] hashes = [.. SHA256.HashData(one), .. SHA256.HashData(two), .. SHA256.HashData(three)];
        Assert.Equal(new(3, CanonicalJson.Hash(hashes)), SealedPayloads.Of([one, two, three]));
        Assert.NotEqual(SealedPayloads.Of([one, two]), SealedPayloads.Of([two, one]));
    }

    [Fact]
    public void Nothing_sealed_is_nothing_told()
    {
        Assert.Equal(default, SealedPayloads.Of([]));
        Assert.Equal((0, null), (SealedPayloads.Of([]).Count, SealedPayloads.Of([]).Sha256));
    }
}
