using System.Text;
using System.Text.RegularExpressions;

namespace Headgate.Verify;

/// <summary>Verifies a bundle or a single proof.</summary>
public static partial class Verification
{
    /// <summary>Looks at a bundle (a folder or an archive) or a proof.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="key">The key that one holds; the bundle's own when there is none.</param>
    /// <param name="heads">A file with checkpoints that one kept.</param>
    /// <param name="witnesses">Keys of witnesses that must have signed it.</param>
    /// <exception cref="UsageException">There is nothing that could be verified.</exception>
    public static Verdict Of(string path, string? key = null, string? heads = null, params IReadOnlyList<string> witnesses)
    {
        var witnessing = new Witnesses([
            .. witnesses.Select(w =>
                Key.Read(w) ?? throw new UsageException("--witness is not a verifier key: name+id+base64, ECDSA over P-256.")
            ),
        ]);
        var held = key is null
            ? null
            : Key.Read(key) ?? throw new UsageException("--key is not a verifier key: name+id+base64, ECDSA over P-256.");
        var kept = heads is null ? null : Bytes(heads);
        if (!Directory.Exists(path) && !StartsWith(path, "PK"u8))
            return ProofFile.Verify(Bytes(path), held, witnessing);
        var verdict = new Verdict();
        try
        {
            using var files = Files.Open(path);
            if (!files.Names.Contains("log.json") && !files.Names.Contains("checkpoint"))
                throw new UsageException($"{path} is not a bundle: it has neither log.json nor checkpoint.");
            OfBundle(files, held, heads is null ? null : (heads, kept!), witnessing, verdict);
        }
        catch (InvalidDataException)
        {
            verdict.Add("bundle_damaged", "The archive cannot be read to its end.", path);
        }
        return verdict;
    }

    private static void OfBundle(Files files, Key? held, (string Name, byte[] Bytes)? kept, Witnesses witnesses, Verdict verdict)
    {
        // Informational, and still to be what the checkpoint says: a bundle names itself.
        var log = LogJson().Match(Encoding.Latin1.GetString(files.Read("log.json") ?? []));
        var own = log.Success ? Key.Read(log.Groups[3].Value) : null;
        var key = held ?? own;
        if (own is null || own.ToString() != key!.ToString() || log.Groups[1].Value != key.Name)
        {
            verdict.Add("log_json", "It does not name a log and its key, or not the key that you hold.", "log.json");
            return;
        }
        verdict.Said.Add(
            held is null
                ? $"Signed by the bundle's own key, which was not checked against one that you hold: {key}"
                : "Signed by the key that you hold."
        );
        // What the key did not sign cannot be asked about.
        if (Note.Read(files.Read("checkpoint") ?? []) is not { } checkpoint)
            verdict.Add("checkpoint_form", "There is no checkpoint.", "checkpoint");
        else if (!key.Signed(checkpoint) || checkpoint.Origin != key.Name)
            verdict.Add("checkpoint_signature", "The checkpoint is not one of this log that the key signed.", "checkpoint");
        else
            new Walk(files, checkpoint, log.Groups[2].Value, key, witnesses, verdict).Go(kept);
    }

    private static bool StartsWith(string path, ReadOnlySpan<byte> with)
    {
        if (!File.Exists(path))
            throw new UsageException($"There is no {path}.");
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[with.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(with);
    }

    private static byte[] Bytes(string path) =>
        File.Exists(path) ? File.ReadAllBytes(path) : throw new UsageException($"There is no {path}.");

    [GeneratedRegex(
        """^\{"made_at":"[^"\\]*","origin":"(headgate/([^"\\]+))","tenant":"\2","v":1,"vkey":"([^"\\]+)"\}\n\z""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex LogJson();
}
