using System.Text;
using Headgate.Hosting.Anchoring;

namespace Headgate.Tests.Logs;

/// <summary>Requests are signed as Amazon's own examples are ("Authenticating Requests: Using the Authorization Header", Amazon S3 API Reference).</summary>
public sealed class BucketSignatureTests
{
    private static readonly TrustedBucket Bucket = new(
        new("https://examplebucket.s3.amazonaws.com/"),
        S3Store.Key,
        S3Store.Secret,
        "us-east-1",
        0
    );
    private static readonly DateTimeOffset At = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_request_for_a_part_of_an_object()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Bucket.Address, "test.txt")) { Headers = { Range = new(0, 9) } };
        BucketSignature.Sign(request, default, Bucket, At);
        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            Assert.Single(request.Headers.GetValues("Authorization"))
        );
    }

    [Fact]
    public void An_object_with_a_strange_name()
    {
        using HttpRequestMessage request = new(HttpMethod.Put, new Uri(Bucket.Address, "test$file.text")) { Headers = { Date = At } };
        request.Headers.Add("x-amz-storage-class", "REDUCED_REDUNDANCY");
        BucketSignature.Sign(request, Encoding.UTF8.GetBytes("Welcome to Amazon S3."), Bucket, At);
        Assert.EndsWith(
            "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
            Assert.Single(request.Headers.GetValues("Authorization")),
            StringComparison.Ordinal
        );
    }
}
