using System.Globalization;
using System.Text;
using Headgate.Connectors;
using Headgate.Log;
using Headgate.Log.Notes;
using Headgate.Store.Logs;

namespace Headgate.Hosting.Anchoring;

/// <summary>
/// A witness over HTTP (c2sp.org/tlog-witness). It signs a checkpoint only when that adds to the last one it signed, so what it refuses is as telling as what
/// it signs: a log that was put back is smaller than what it has seen, a log that was made anew has no proof.
/// </summary>
internal sealed class WitnessAnchor(
    TrustedWitness witness,
    AnchorPlaces places,
    Egress egress,
    bool loopback,
    TimeProvider time,
    ILogger log
) : Anchor($"Witness {witness.Key.Name}", places, time, log)
{
    private const int MostBytes = 16 << 10;
    private const int MostTries = 4;

    /// <summary>What it is called in the store: its name and its key's id.</summary>
    public static string PlaceOf(NoteKey key) => $"{key.Name}+{key.Id:x8}";

    /// <inheritdoc/>
    protected override async Task<Standing> Put(string tenant, CancellationToken cancel)
    {
        var old = await Places.Of(tenant, cancel) ?? 0;
        for (var tries = 1; ; tries++)
        {
            if (await Places.Newest(tenant, cancel) is not { } note)
                return new(Agreement.Agrees, "There is nothing to sign yet.");
            var head = Checkpoint.Read(note.Text);
            if (old > head.Size)
                return new(
                    Agreement.Contradicts,
                    $"It has signed a checkpoint of {old} entries of {head.Origin}, and there are {head.Size} here: the log was put back to an older state."
                );
            var proof = await Places.Consistency(tenant, old, head.Size, cancel);
            var answer = await Ask(new(old, proof, note), cancel);
            switch (answer.Status)
            {
                case 200:
                    return await Take(tenant, note, head.Size, answer.Text);
                case 409 when Told(answer) is { } seen && seen != old && tries < MostTries:
                    old = seen;
                    continue;
                case 409 when old == head.Size:
                case 422:
                    return new(
                        Agreement.Contradicts,
                        $"It has signed a checkpoint of {old} entries of {head.Origin} that is not a beginning of what is here: the log was forked."
                    );
                case 404:
                    return new(Agreement.Unknown, $"It does not sign for {head.Origin}: it was not given its key.");
                case 403:
                    return new(Agreement.Refused, $"It knows {head.Origin} under another key.");
                case >= 500 or 429:
                    throw new EgressException($"It answered {answer.Status}.");
                default:
                    return new(Agreement.Refused, $"It answered {answer.Status} to a checkpoint of {head.Origin}.");
            }
        }
    }

    private async Task<EgressAnswer> Ask(WitnessRequest request, CancellationToken cancel)
    {
        using var body = new StringContent(request.ToString(), Encoding.UTF8, "text/plain");
        using var post = new HttpRequestMessage(HttpMethod.Post, new Uri(witness.Address, "add-checkpoint")) { Content = body };
        return await egress.Exchange(post, MostBytes, loopback, cancel);
    }

    // Lines by keys that are not ours to judge say nothing; one under its own name that is wrong spoils the answer.
    private async Task<Standing> Take(string tenant, SignedNote note, long size, string answer)
    {
        var lines = answer.Split('\n').Select(NoteSignature.Read).OfType<NoteSignature>();
        var own = lines.Where(l => l.Name == witness.Key.Name && l.Id == witness.Key.Id).Take(1).ToList();
        if (own.Count == 0 || !(note with { Signatures = own }).IsSignedBy(witness.Key))
            return new(Agreement.Refused, "It signed, and not with the key that this server was given of it.");
        await Places.Keep(tenant, size, own[0].ToString(), Time.GetUtcNow());
        return new(Agreement.Agrees, $"It has signed the checkpoint of {size} entries.");
    }

    private static long? Told(EgressAnswer answer) =>
        answer.Type == "text/x.tlog.size"
        && answer.Text is { Length: > 1 } text
        && text[^1] == '\n'
        && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? size
            : null;
}
