using System.Text;

namespace Headgate.Verify;

/// <summary>A single entry's proof (c2sp.org/tlog-proof), with the entry in its extra line.</summary>
internal static class ProofFile
{
    public static Verdict Verify(byte[] bytes, Key? key, Witnesses witnesses)
    {
        var file = Encoding.UTF8.GetString(bytes);
        if (!file.StartsWith("c2sp.org/tlog-proof@", StringComparison.Ordinal))
            throw new UsageException("This is neither a bundle nor a proof.");
        if (key is null)
            throw new UsageException("A proof is verified with --key.");
        var verdict = new Verdict();
        var end = file.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : file[..end].Split('\n');
        if (
            lines is not ["c2sp.org/tlog-proof@v1", var extra, var said, ..]
            || !extra.StartsWith("extra ", StringComparison.Ordinal)
            || Note.Base64(extra[6..]) is not { } entry
            || !said.StartsWith("index ", StringComparison.Ordinal)
            || Note.Whole(said[6..]) is not { } index
            || lines[3..].Any(l => Note.Base64(l) is not { Length: Hashing.Size })
            || Note.Read(bytes.AsSpan(Encoding.UTF8.GetByteCount(file[..(end + 2)]))) is not { } checkpoint
        )
        {
            verdict.Add("proof_form", "The file is no proof with its entry, its index and a signed checkpoint.", "proof");
            return verdict;
        }
        if (!key.Signed(checkpoint))
            verdict.Add("checkpoint_signature", "The checkpoint is not signed by the key.", "proof");
        else if (
            checkpoint.Origin != key.Name
            || Leaf.Read(entry) is not { } leaf
            || "headgate/" + leaf.Tenant != checkpoint.Origin
            || !Leads(entry, index, checkpoint.Size, [.. lines[3..].Select(l => Note.Base64(l)!)], checkpoint.Root)
        )
            verdict.Add("proof_differs", "The file does not prove that its entry stands in this log.", "proof");
        witnesses.Judge([checkpoint], checkpoint.Size, "proof", verdict);
        verdict.Said.Add($"Entry {index} of {checkpoint.Size}: {Encoding.UTF8.GetString(entry)}");
        return verdict;
    }

    // Where a subtree has no sibling on its right, its hash goes up as it is.
    private static bool Leads(byte[] entry, long index, long size, byte[][] path, byte[] root)
    {
        if (index >= size)
            return false;
        var hash = new byte[Hashing.Size];
        Hashing.Leaf(entry, hash);
        var used = 0;
        for (var (at, width) = (index, size); width > 1; (at, width) = (at / 2, (width + 1) / 2))
        {
            if (at % 2 == 0 && at + 1 == width)
                continue;
            if (used == path.Length)
                return false;
            hash = at % 2 == 1 ? Hashing.Node(path[used++], hash) : Hashing.Node(hash, path[used++]);
        }
        return used == path.Length && hash.AsSpan().SequenceEqual(root);
    }
}
