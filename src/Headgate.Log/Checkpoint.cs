using System.Globalization;
using Headgate.Log.Notes;

namespace Headgate.Log;

/// <summary>What a log says of itself (c2sp.org/tlog-checkpoint): which it is, how many leaves it has, and their root. Lines beyond those are not made.</summary>
/// <param name="Origin">The log.</param>
/// <param name="Size">How many leaves.</param>
/// <param name="Root">The root over them.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root)
{
    /// <summary>The text that is signed.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n");

    /// <summary>Signs it, under the name of the log.</summary>
    public SignedNote Sign(NoteSigner signer) => SignedNote.Of(ToString(), signer.Named(Origin));

    /// <summary>Reads the text of a note; further lines are left aside.</summary>
    /// <exception cref="LogException">It is no checkpoint.</exception>
    public static Checkpoint Read(string text)
    {
        var lines = text.Split('\n');
        if (
            lines.Length < 4
            || lines[^1].Length > 0
            || lines[..^1].Any(l => l.Length == 0)
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size.ToString(CultureInfo.InvariantCulture) != lines[1]
            || TreeHash.Read(lines[2]) is not { } root
        )
            throw new LogException("A checkpoint is three lines: the log's origin, its size, and its root in base 64.");
        return new(lines[0], size, root);
    }
}
