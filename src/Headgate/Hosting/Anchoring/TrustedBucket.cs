using Headgate.Store;

namespace Headgate.Hosting.Anchoring;

/// <summary>A bucket of an S3-compatible store that checkpoints are put into.</summary>
/// <param name="Address">The bucket's address, with the prefix of the keys in it; ends with a slash.</param>
/// <param name="Key">The id of the access key.</param>
/// <param name="Secret">The access key's secret.</param>
/// <param name="Region">The region that requests are signed for.</param>
/// <param name="LockedDays">For how long nobody, the account's owner neither, may remove what is put; 0 for no lock.</param>
public sealed record TrustedBucket(Uri Address, string Key, string Secret, string Region, int LockedDays)
{
    /// <summary>Reads settings; nothing where there is no address.</summary>
    /// <exception cref="StoreException">They say no bucket that could be used.</exception>
    public static TrustedBucket? Read(string? address, string? key, string? secret, string? region, string? lockedDays)
    {
        if (address is null)
            return null;
        if (!Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var found) || found.Scheme is not ("https" or "http"))
            throw new StoreException(
                $"HEADGATE_BUCKET {address} is not an https address, such as https://s3.eu-west-1.amazonaws.com/bucket/prefix."
            );
        if (key is null || secret is null)
            throw new StoreException("HEADGATE_BUCKET needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
        if (!int.TryParse(lockedDays ?? "0", out var days) || days < 0)
            throw new StoreException($"HEADGATE_BUCKET_LOCKED_DAYS {lockedDays} is not a number of days.");
        return new(found, key, secret, region ?? "us-east-1", days);
    }

    /// <summary>What of it may be read by anybody.</summary>
    public override string ToString() => Address.ToString();
}
