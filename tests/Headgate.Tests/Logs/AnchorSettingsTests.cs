using System.Security.Cryptography;
using Headgate.Hosting.Anchoring;
using Headgate.Log.Notes;
using Headgate.Store;

namespace Headgate.Tests.Logs;

/// <summary>What says which anchors there are, and how long one that is away is left alone.</summary>
public sealed class AnchorSettingsTests
{
    private static readonly string Key = new NoteSigner("w.example", ECDsa.Create(ECCurve.NamedCurves.nistP256)).Key.ToString();

    [Fact]
    public void Witnesses_are_pairs_of_an_address_and_a_key()
    {
        Assert.Empty(TrustedWitness.Read(null));
        var witness = Assert.Single(TrustedWitness.Read($"  https://w.example/a {Key}\n"));
        Assert.Equal(("https://w.example/a/", Key), (witness.Address.ToString(), witness.Key.ToString()));
        // Ed25519 as the public witnesses have it: it cannot be checked here, and so it is not taken.
        const string Theirs = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
        foreach (
            var wrong in (string[])
                [
                    "https://w.example",
                    $"w.example {Key}",
                    $"ftp://w.example {Key}",
                    "https://w.example no-key",
                    $"https://w.example {Theirs}",
                    $"https://a.example {Key} https://b.example {Key}",
                ]
        )
            Assert.StartsWith(
                "HEADGATE_WITNESSES",
                Assert.Throws<StoreException>(() => TrustedWitness.Read(wrong)).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void A_bucket_is_an_address_with_a_key()
    {
        Assert.Null(TrustedBucket.Read(null, null, null, null, null));
        var bucket = TrustedBucket.Read("https://s3.example/b/p", "id", "the secret", null, "30")!;
        Assert.Equal(("https://s3.example/b/p/", "us-east-1", 30), (bucket.Address.ToString(), bucket.Region, bucket.LockedDays));
        Assert.DoesNotContain("secret", $"{bucket}", StringComparison.Ordinal);
        Assert.Throws<StoreException>(() => TrustedBucket.Read("s3.example", "id", "s", null, null));
        Assert.Throws<StoreException>(() => TrustedBucket.Read("https://s3.example/b", "id", null, null, null));
        Assert.Throws<StoreException>(() => TrustedBucket.Read("https://s3.example/b", "id", "s", null, "soon"));
    }

    [Fact]
    public void One_that_is_away_is_tried_at_growing_distances_and_never_further_than_five_minutes()
    {
        var pauses = Enumerable.Range(1, 100).Select(AnchorRounds.Pause).ToList();
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5)), (pauses[0], pauses[^1]));
    }
}
