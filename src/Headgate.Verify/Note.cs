using System.Text;

namespace Headgate.Verify;

/// <summary>A signed note that is a checkpoint (c2sp.org/signed-note, tlog-checkpoint).</summary>
internal sealed record Note(string Text, IReadOnlyList<(string Name, byte[] Bytes)> Signatures, string Origin, long Size, byte[] Root)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads one; nothing when it is none.</summary>
    public static Note? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Read(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Reads one; nothing when it is none.</summary>
    public static Note? Read(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || note[^1] != '\n' || note.Any(c => c < ' ' && c != '\n'))
            return null;
        List<(string, byte[])> signatures = [];
        foreach (var line in note[(end + 2)..].Split('\n')[..^1])
        {
            if (line.Split(' ') is not ["—", { Length: > 0 } name, var signature] || Base64(signature) is not { Length: > 4 } bytes)
                return null;
            signatures.Add((name, bytes));
        }
        var lines = note[..(end + 1)].Split('\n')[..^1];
        return
            signatures.Count is > 0 and <= 64
            && lines.Length >= 3
            && lines.All(l => l.Length > 0)
            && Whole(lines[1]) is { } size
            && Base64(lines[2]) is { Length: Hashing.Size } root
            ? new(note[..(end + 1)], signatures, lines[0], size, root)
            : null;
    }

    /// <summary>A whole number as it must be written; nothing when it is not.</summary>
    public static long? Whole(string text) =>
        text.Length is > 0 and < 19 && text.All(char.IsAsciiDigit) && (text[0] != '0' || text.Length == 1) ? long.Parse(text) : null;

    /// <summary>Base 64 in its one spelling; nothing when it is not.</summary>
    public static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes.AsSpan(0, length)) == text
            ? bytes[..length]
            : null;
    }
}
