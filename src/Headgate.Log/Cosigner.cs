using System.Globalization;
using Headgate.Log.Notes;

namespace Headgate.Log;

/// <summary>
/// A witness (c2sp.org/tlog-witness): it signs a log's checkpoint only when that adds to what it has seen of the log. Its signature is a plain ECDSA one of
/// a note (type 0x02), which tools that read notes can check. It is not a cosignature of c2sp.org/tlog-cosignature, which carries a time and is made with
/// Ed25519 or ML-DSA-44: the platform has neither everywhere.
/// </summary>
public sealed class Cosigner(NoteSigner signer, IReadOnlyDictionary<string, NoteKey> logs)
{
    private const int MostHashes = 63;

    private readonly Dictionary<string, Checkpoint> _seen = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>What it has seen of each log, to be kept and given back.</summary>
    public IReadOnlyCollection<Checkpoint> Seen
    {
        get
        {
            lock (_gate)
                return [.. _seen.Values];
        }
    }

    /// <summary>Goes on from what an earlier one had seen.</summary>
    public void Remember(IEnumerable<Checkpoint> seen)
    {
        lock (_gate)
            foreach (var checkpoint in seen)
                _seen[checkpoint.Origin] = checkpoint;
    }

    /// <summary>Answers a request's body: the old size, the proof, the checkpoint.</summary>
    public Cosigning Answer(string request)
    {
        var end = request.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : request[..end].Split('\n');
        if (
            lines.Length is 0 or > 1 + MostHashes
            || !lines[0].StartsWith("old ", StringComparison.Ordinal)
            || !long.TryParse(lines[0][4..], NumberStyles.None, CultureInfo.InvariantCulture, out var old)
        )
            return new(400);
        var hashes = lines[1..].Select(TreeHash.Read).ToList();
        if (hashes.Contains(null))
            return new(400);
        try
        {
            return Answer(old, [.. hashes.Select(h => h!.Value)], SignedNote.Read(request[(end + 2)..]));
        }
        catch (LogException)
        {
            return new(400);
        }
    }

    private Cosigning Answer(long old, IReadOnlyList<TreeHash> proof, SignedNote note)
    {
        var asked = Checkpoint.Read(note.Text);
        if (!logs.TryGetValue(asked.Origin, out var key))
            return new(404);
        if (!note.IsSignedBy(key))
            return new(403);
        if (old > asked.Size)
            return new(400);
        lock (_gate)
        {
            var seen = _seen.GetValueOrDefault(asked.Origin);
            if (old != (seen?.Size ?? 0))
                return new(409, Size: seen?.Size ?? 0);
            if (
                asked.Size == 0 && asked.Root != Merkle.Empty
                || !Proof.IsConsistent(old, seen?.Root ?? Merkle.Empty, asked.Size, asked.Root, proof)
            )
                return new(422);
            _seen[asked.Origin] = asked;
            return new(200, signer.Sign(note.Text));
        }
    }
}
