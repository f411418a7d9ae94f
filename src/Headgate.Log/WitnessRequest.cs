using System.Globalization;
using Headgate.Log.Notes;

namespace Headgate.Log;

/// <summary>What a witness is asked (c2sp.org/tlog-witness, <c>add-checkpoint</c>): to sign a checkpoint that adds to the one it has seen.</summary>
/// <param name="Old">The size that the witness has seen; 0 for nothing.</param>
/// <param name="Proof">That the checkpoint's tree only adds to that one.</param>
/// <param name="Note">The checkpoint, signed by its log.</param>
public sealed record WitnessRequest(long Old, IReadOnlyList<TreeHash> Proof, SignedNote Note)
{
    /// <summary>The most hashes of a proof.</summary>
    public const int MostHashes = 63;

    /// <summary>The body that is sent.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"old {Old}\n{string.Concat(Proof.Select(h => h + "\n"))}\n{Note}");

    /// <summary>Reads a body; nothing when it is none.</summary>
    public static WitnessRequest? Read(string body)
    {
        var end = body.IndexOf("\n\n", StringComparison.Ordinal);
        var lines = end < 0 ? [] : body[..end].Split('\n');
        if (
            lines.Length is 0 or > 1 + MostHashes
            || !lines[0].StartsWith("old ", StringComparison.Ordinal)
            || !long.TryParse(lines[0][4..], NumberStyles.None, CultureInfo.InvariantCulture, out var old)
            || old.ToString(CultureInfo.InvariantCulture) != lines[0][4..]
        )
            return null;
        var hashes = lines[1..].Select(TreeHash.Read).ToList();
        if (hashes.Contains(null))
            return null;
        try
        {
            return new(old, [.. hashes.Select(h => h!.Value)], SignedNote.Read(body[(end + 2)..]));
        }
        catch (LogException)
        {
            return null;
        }
    }
}
