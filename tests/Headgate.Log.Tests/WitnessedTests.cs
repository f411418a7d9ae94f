using System.Security.Cryptography;
using System.Text;
using Headgate.Log.Notes;
using Headgate.Log.Tests.Tampering;
using Headgate.Verify;

namespace Headgate.Log.Tests;

/// <summary>What both verifiers say of witnesses that an outsider trusts.</summary>
public sealed class WitnessedTests : IDisposable
{
    private static readonly NoteSigner Witness = new("witness.example/w1", ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private static readonly NoteSigner Other = new("witness.example/w2", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private readonly PythonVerifier _python = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-witnessed-").FullName;
    private readonly Sample _sample = Grown();

    [Fact]
    public void A_log_that_its_witness_signed_is_whole_and_how_far_is_said()
    {
        var files = _sample.Files;
        files["checkpoint"] = Signed(files["checkpoint"], Witness);
        Assert.Empty(Both(files, [Witness.Key], out var said));
        var size = _sample.History.Events.Count;
        Assert.Contains($"The first {size} of {size} entries are signed by the witness witness.example/w1.", said);

        // Of an earlier checkpoint alone: as far as that.
        files = _sample.Files;
        var earlier = HeadFile.Read(Encoding.UTF8.GetString(files["heads"])).First()!;
        files["heads"] = HeadFile.Record((earlier with { Signatures = [.. earlier.Signatures, Witness.Sign(earlier.Text)] }).ToString());
        Assert.Empty(Both(files, [Witness.Key], out said));
        Assert.Contains(
            said,
            s => s.StartsWith($"The first {Checkpoint.Read(earlier.Text).Size} of {size} entries", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_witness_that_did_not_sign_or_whose_signature_was_touched_is_missed()
    {
        var files = _sample.Files;
        Assert.Equal(["witness_missing"], Both(files, [Witness.Key], out _));
        files["checkpoint"] = Signed(files["checkpoint"], Witness);
        Assert.Equal(["witness_missing"], Both(files, [Witness.Key, Other.Key], out _));
        Assert.Empty(Both(files, [], out _));
        // The signature of another text, and of another key under the name.
        var note = SignedNote.Read(_sample.Files["checkpoint"]);
        files["checkpoint"] = (note with { Signatures = [.. note.Signatures, Witness.Sign(note.Text + "\n")] }).ToBytes();
        Assert.Equal(["witness_signature"], Both(files, [Witness.Key], out _));
        files["checkpoint"] = Signed(_sample.Files["checkpoint"], Other.Named(Witness.Key.Name));
        Assert.Equal(["witness_missing"], Both(files, [Witness.Key], out _));
    }

    [Fact]
    public async Task A_proof_shows_its_witness()
    {
        var tree = new GrownTree();
        foreach (var one in _sample.History.Events)
            tree.Add(one.Leaf);
        tree.Keep();
        var size = _sample.History.Events.Count;
        var note = SignedNote.Read(Signed(_sample.Files["checkpoint"], Witness));
        var path = Path.Combine(_folder, "one.tlog-proof");
        await File.WriteAllTextAsync(
            path,
            new LogProof(3, await tree.At(size).Inclusion(3), note, _sample.History.Events[3].Leaf).ToString(),
            TestContext.Current.CancellationToken
        );
        Assert.Empty(Judged(path, [Witness.Key], out _));
        Assert.Equal(["witness_missing"], Judged(path, [Other.Key], out _));
        Assert.Throws<UsageException>(() => Verification.Of(path, _sample.Held, null, "no key"));
        Assert.Equal("usage", _python.Verify(path, _sample.Held, null, "no key")[0]);
    }

    public void Dispose()
    {
        _python.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Sample Grown()
    {
        var history = History.Make(new Random(11), 300);
        return new(history, ECDsa.Create(ECCurve.NamedCurves.nistP256), [100], []);
    }

    private static byte[] Signed(byte[] checkpoint, NoteSigner witness)
    {
        var note = SignedNote.Read(checkpoint);
        return (note with { Signatures = [.. note.Signatures, witness.Sign(note.Text)] }).ToBytes();
    }

    private List<string> Both(Dictionary<string, byte[]> files, NoteKey[] witnesses, out List<string> said)
    {
        var bundle = Directory.CreateTempSubdirectory("headgate-bundle-").FullName;
        Bundle.Save(files, bundle);
        var found = Judged(bundle, witnesses, out said);
        Directory.Delete(bundle, recursive: true);
        return found;
    }

    private List<string> Judged(string path, NoteKey[] witnesses, out List<string> said)
    {
        string[] keys = [.. witnesses.Select(w => w.ToString())];
        var verdict = Verification.Of(path, _sample.Held, null, keys);
        var found = verdict.Findings.Select(f => f.Code).ToList();
        Assert.Equal(found, _python.Verify(path, _sample.Held, null, keys));
        said = verdict.Said;
        return found;
    }
}
