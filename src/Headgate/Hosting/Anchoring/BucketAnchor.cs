using System.Net.Http.Headers;
using System.Security.Cryptography;
using Headgate.Connectors;
using Headgate.Log;
using Headgate.Log.Notes;
using Headgate.Store.Logs;

namespace Headgate.Hosting.Anchoring;

/// <summary>
/// A bucket that checkpoints are put into: the newest as <c>checkpoint</c>, where readers of c2sp.org/tlog-tiles look for it, and each under its size, where
/// nobody may put another. Before it puts one it reads the newest: what is there must be a beginning of what is here.
/// </summary>
internal sealed class BucketAnchor(
    TrustedBucket bucket,
    AnchorPlaces places,
    LogKey key,
    Egress egress,
    bool loopback,
    TimeProvider time,
    ILogger log
) : Anchor($"Bucket {bucket.Address}", places, time, log)
{
    private const int MostBytes = 64 << 10;

    /// <inheritdoc/>
    // Each is an object that stays: six a minute are enough for what a minute can hide.
    public override TimeSpan Every => TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task<Standing> Put(string tenant, CancellationToken cancel)
    {
        if (await Places.Newest(tenant, cancel) is not { } note)
            return new(Agreement.Agrees, "There is nothing to put yet.");
        var head = Checkpoint.Read(note.Text);
        var kept = await Ask(HttpMethod.Get, $"{head.Origin}/checkpoint", null, isNew: false, cancel);
        var seen = 0L;
        if (kept.Status == 200)
        {
            if (Read(kept, tenant) is not { } last)
                return new(Agreement.Refused, $"What it has as the checkpoint of {head.Origin} was not signed with this server's key.");
            seen = last.Size;
            if (await Differs(tenant, last, head, cancel) is { } why)
                return why;
        }
        else if (kept.Status != 404)
            return Refused(kept);
        if (seen < head.Size || kept.Status == 404)
        {
            var put = await Ask(HttpMethod.Put, $"{head.Origin}/checkpoints/{head.Size}", note, isNew: true, cancel);
            if (put.Status == 412)
            {
                // Put by another node, or before what said so was lost; or not the same.
                var there = await Ask(HttpMethod.Get, $"{head.Origin}/checkpoints/{head.Size}", null, isNew: false, cancel);
                if (there.Status != 200 || Read(there, tenant) is not { } same)
                    return Refused(there);
                if (await Differs(tenant, same, head, cancel) is { } why)
                    return why;
            }
            else if (put.Status is < 200 or > 299)
                return Refused(put);
            put = await Ask(HttpMethod.Put, $"{head.Origin}/checkpoint", note, isNew: false, cancel);
            if (put.Status is < 200 or > 299)
                return Refused(put);
        }
        await Places.Keep(tenant, head.Size, null, Time.GetUtcNow());
        return new(Agreement.Agrees, $"It has the checkpoint of {head.Size} entries.");
    }

    private async Task<Standing?> Differs(string tenant, Checkpoint kept, Checkpoint head, CancellationToken cancel)
    {
        if (kept.Size > head.Size)
            return new(
                Agreement.Contradicts,
                $"It has a checkpoint of {kept.Size} entries of {head.Origin}, and there are {head.Size} here: the log was put back to an older state."
            );
        return await Places.RootAt(tenant, kept.Size, cancel) == kept.Root
            ? null
            : new(
                Agreement.Contradicts,
                $"It has a checkpoint of {kept.Size} entries of {head.Origin} that is not a beginning of what is here: the log was forked."
            );
    }

    private async Task<EgressAnswer> Ask(HttpMethod method, string name, SignedNote? note, bool isNew, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(bucket.Address, name));
        var body = note?.ToBytes() ?? [];
        if (note is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("text/plain") { CharSet = "utf-8" } } };
            // A lock is taken only together with a checksum.
            request.Headers.Add("x-amz-checksum-sha256", Convert.ToBase64String(SHA256.HashData(body)));
        }
        if (isNew)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        if (isNew && bucket.LockedDays > 0)
        {
            request.Headers.Add("x-amz-object-lock-mode", "COMPLIANCE");
            request.Headers.Add(
                "x-amz-object-lock-retain-until-date",
                $"{Time.GetUtcNow().AddDays(bucket.LockedDays).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
            );
        }
        BucketSignature.Sign(request, body, bucket, Time.GetUtcNow());
        var answer = await egress.Exchange(request, MostBytes, loopback, cancel);
        return answer.Status is >= 500 or 429 or 409 ? throw new EgressException($"It answered {answer.Status}.") : answer;
    }

    private Checkpoint? Read(EgressAnswer answer, string tenant)
    {
        try
        {
            var note = SignedNote.Read(answer.Body);
            var signer = key.SignerOf(tenant).Key;
            return note.IsSignedBy(signer) && Checkpoint.Read(note.Text) is { } head && head.Origin == signer.Name ? head : null;
        }
        catch (LogException)
        {
            return null;
        }
    }

    // With the store's own word for why, such as AccessDenied.
    private static Standing Refused(EgressAnswer answer)
    {
        var (text, word) = (answer.Text, "");
        var (start, end) = (text.IndexOf("<Code>", StringComparison.Ordinal), text.IndexOf("</Code>", StringComparison.Ordinal));
        if (start >= 0 && end > start && text[(start + 6)..end].All(char.IsAsciiLetterOrDigit))
            word = " " + text[(start + 6)..end];
        return new(Agreement.Refused, $"It answered {answer.Status}{word}.");
    }
}
