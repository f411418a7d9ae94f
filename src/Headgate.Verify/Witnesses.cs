namespace Headgate.Verify;

/// <summary>Witnesses that one trusts to have signed no two histories of a log.</summary>
internal sealed class Witnesses(IReadOnlyList<Key> keys)
{
    /// <summary>Judges checkpoints of one log: each witness must have signed one, and none may stand under its name that it did not.</summary>
    public void Judge(IReadOnlyList<Note> notes, long size, string where, Verdict verdict)
    {
        foreach (var key in keys)
        {
            var named = notes.Where(key.IsNamed).ToList();
            if (named.Count == 0)
                verdict.Add("witness_missing", $"No checkpoint is signed by the witness {key.Name}.", where);
            else if (!named.TrueForAll(key.Signed))
                verdict.Add("witness_signature", $"A signature under the name of the witness {key.Name} is not its own.", where);
            else
                verdict.Said.Add($"The first {named.Max(n => n.Size)} of {size} entries are signed by the witness {key.Name}.");
        }
    }
}
