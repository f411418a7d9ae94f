using System.Text;

namespace Headgate.Log.Notes;

/// <summary>A text with signatures (c2sp.org/signed-note). Nothing in the text may be believed before a key that one holds has signed it.</summary>
/// <param name="Text">The text; it ends with a newline.</param>
/// <param name="Signatures">Its signatures, at least one.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const int MostSignatures = 64;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Signs a text.</summary>
    public static SignedNote Of(string text, params NoteSigner[] signers) => new(text, [.. signers.Select(s => s.Sign(text))]);

    /// <summary>Reads one.</summary>
    /// <exception cref="LogException">It is none.</exception>
    public static SignedNote Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Read(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            throw new LogException("A signed note is UTF-8.");
        }
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="LogException">It is none.</exception>
    public static SignedNote Read(string note)
    {
        if (note.Any(c => c < ' ' && c != '\n'))
            throw new LogException("A signed note has no control characters but newlines.");
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n'))
            throw new LogException("A signed note ends with an empty line and signature lines.");
        var lines = note[(end + 2)..].Split('\n')[..^1];
        var signatures = lines.Select(NoteSignature.Read).ToList();
        if (signatures.Count is 0 or > MostSignatures || signatures.Contains(null))
            throw new LogException("A signature line of the note is not a dash, a name and base 64.");
        return new(note[..(end + 1)], [.. signatures.Select(s => s!)]);
    }

    /// <summary>Whether a key signed it. Signatures by other keys say nothing; a wrong one under this key's name and id spoils the note.</summary>
    public bool IsSignedBy(NoteKey key)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var own = Signatures.Where(s => s.Name == key.Name && s.Id == key.Id).ToList();
        return own.Count > 0 && own.All(s => key.Signed(text, s.Signature));
    }

    /// <summary>The note as it is stored and sent.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(s => s + "\n"))}";

    /// <summary>The same in UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());
}
