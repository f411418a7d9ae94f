using System.Security.Cryptography;
using System.Text;

namespace Headgate.Hosting.Anchoring;

/// <summary>Signs requests to S3-compatible stores (AWS Signature Version 4, in the header, over the whole body).</summary>
internal static class BucketSignature
{
    /// <summary>Signs a request with all headers that it has.</summary>
    public static void Sign(HttpRequestMessage request, ReadOnlySpan<byte> body, TrustedBucket bucket, DateTimeOffset at)
    {
        var (instant, day) = ($"{at.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}", $"{at.UtcDateTime:yyyyMMdd}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        request.Headers.Add("x-amz-content-sha256", hash);
        request.Headers.Add("x-amz-date", instant);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = request.RequestUri!.Authority };
        if (request.Content?.Headers.ContentType is { } type)
            headers["content-type"] = type.ToString();
        foreach (var (name, values) in request.Headers)
            headers[name.ToLowerInvariant()] = string.Join(",", values.Select(v => v.Trim()));
        var names = string.Join(';', headers.Keys);
        // A path is encoded once here, unlike at the other services.
        var path = string.Join(
            '/',
            request.RequestUri.AbsolutePath.Split('/').Select(p => Uri.EscapeDataString(Uri.UnescapeDataString(p)))
        );
        var canonical = $"{request.Method}\n{path}\n\n{string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n"))}\n{names}\n{hash}";
        var scope = $"{day}/{bucket.Region}/s3/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{instant}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + bucket.Secret);
        foreach (var part in (string[])[day, bucket.Region, "s3", "aws4_request"])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={bucket.Key}/{scope},SignedHeaders={names},Signature={signature}"
        );
    }
}
