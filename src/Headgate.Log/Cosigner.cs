using Headgate.Log.Notes;

namespace Headgate.Log;

/// <summary>
/// A witness (c2sp.org/tlog-witness): it signs a log's checkpoint only when that adds to what it has seen of the log. Its signature is a plain ECDSA one of
/// a note (type 0x02), which tools that read notes can check. It is not a cosignature of c2sp.org/tlog-cosignature, which carries a time and is made with
/// Ed25519 or ML-DSA-44: the platform has neither everywhere.
/// </summary>
/// <param name="signer">The witness.</param>
/// <param name="logs">The logs it signs for, by their origins.</param>
/// <param name="keep">Keeps a checkpoint for good, before it is signed: what is not kept is not signed.</param>
public sealed class Cosigner(NoteSigner signer, IReadOnlyDictionary<string, NoteKey> logs, Action<SignedNote>? keep = null)
{
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
        if (WitnessRequest.Read(request) is not { } read)
            return new(400);
        try
        {
            return Answer(read.Old, read.Proof, read.Note);
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
            if (old == asked.Size && seen is not null && asked.Root != seen.Root)
                return new(409, Size: seen.Size);
            if (
                asked.Size == 0 && asked.Root != Merkle.Empty
                || !Proof.IsConsistent(old, seen?.Root ?? Merkle.Empty, asked.Size, asked.Root, proof)
            )
                return new(422);
            // Under the lock: whatever was signed is a beginning of what is signed next, whenever the program ends.
            if (seen?.Size != asked.Size)
                keep?.Invoke(note with { Signatures = [.. note.Signatures.Where(s => s.Name == key.Name && s.Id == key.Id)] });
            _seen[asked.Origin] = asked;
            return new(200, signer.Sign(note.Text));
        }
    }
}
