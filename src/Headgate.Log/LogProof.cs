using System.Globalization;
using System.Text;
using Headgate.Log.Notes;

namespace Headgate.Log;

/// <summary>One entry's way to a signed checkpoint, as a file (c2sp.org/tlog-proof, <c>.tlog-proof</c>).</summary>
/// <param name="Index">Where the entry stands.</param>
/// <param name="Path">The siblings, from below.</param>
/// <param name="Note">The checkpoint.</param>
/// <param name="Extra">What comes along unproven; here the entry itself, which its hash then proves.</param>
public sealed record LogProof(long Index, IReadOnlyList<TreeHash> Path, SignedNote Note, byte[]? Extra = null)
{
    private const string First = "c2sp.org/tlog-proof@v1";

    /// <summary>The file.</summary>
    public override string ToString()
    {
        var file = new StringBuilder(First).Append('\n');
        if (Extra is not null)
            file.Append("extra ").Append(Convert.ToBase64String(Extra)).Append('\n');
        file.Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Path)
            file.Append(hash).Append('\n');
        return file.Append('\n').Append(Note).ToString();
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="LogException">It is none.</exception>
    public static LogProof Read(string file)
    {
        var end = file.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = new Queue<string>(end < 0 ? [] : file[..end].Split('\n'));
        byte[]? extra = null;
        if (!lines.TryDequeue(out var first) || first != First)
            throw new LogException($"A proof begins with the line {First}.");
        if (lines.TryPeek(out var second) && second.StartsWith("extra ", StringComparison.Ordinal))
            extra = Base64.Read(lines.Dequeue()[6..]) ?? throw new LogException("The proof's extra line is not base 64.");
        if (
            !lines.TryDequeue(out var said)
            || !said.StartsWith("index ", StringComparison.Ordinal)
            || !long.TryParse(said[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || index.ToString(CultureInfo.InvariantCulture) != said[6..]
        )
            throw new LogException("The proof has no line that says the index.");
        var path = lines.Select(l => TreeHash.Read(l) ?? throw new LogException("A line of the proof is no hash in base 64.")).ToList();
        return new(index, path, SignedNote.Read(file[(end + 2)..]), extra);
    }

    /// <summary>Whether an entry stands where the proof says, in the tree of a checkpoint that the key signed.</summary>
    public bool Proves(ReadOnlySpan<byte> entry, NoteKey key)
    {
        if (!Note.IsSignedBy(key))
            return false;
        var checkpoint = Checkpoint.Read(Note.Text);
        return checkpoint.Origin == key.Name && Proof.IsIncluded(Merkle.Leaf(entry), Index, checkpoint.Size, Path, checkpoint.Root);
    }
}
