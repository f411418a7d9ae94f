using System.Security.Cryptography;
using System.Text;
using Headgate.Log.Notes;

namespace Headgate.Log.Tests;

/// <summary>One entry's file, and the witness.</summary>
public sealed class LogProofTests
{
    private static readonly NoteSigner Signer = new("log.example/a", ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private static readonly NoteSigner Witness = new("witness.example", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    [Fact]
    public async Task A_file_proves_its_entry_and_nothing_else()
    {
        var tree = GrownTree.Of(1000);
        var note = Head(tree);
        var proof = LogProof.Read(new LogProof(700, await tree.At(1000).Inclusion(700), note, "leaf 700"u8.ToArray()).ToString());
        Assert.True(proof.Proves(proof.Extra, Signer.Key));
        Assert.False(proof.Proves("leaf 701"u8, Signer.Key));
        Assert.False((proof with { Index = 701 }).Proves(proof.Extra, Signer.Key));
        Assert.False(proof.Proves(proof.Extra, Witness.Key));
        Assert.False(proof.Proves(proof.Extra, Signer.Key.Named("log.example/b")));
        Assert.StartsWith("c2sp.org/tlog-proof@v1\nextra bGVhZiA3MDA=\nindex 700\n", proof.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c2sp.org/tlog-proof@v2\nindex 0\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 00\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra x\nindex 0\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n")]
    public void What_is_no_proof_is_refused(string file) => Assert.Throws<LogException>(() => LogProof.Read(file));

    [Fact]
    public async Task A_witness_signs_only_what_adds_to_what_it_saw()
    {
        var tree = GrownTree.Of(100);
        var earlier = Head(tree);
        for (var i = 0; i < 50; i++)
            tree.Add([7]);
        tree.Keep();
        var later = Head(tree);
        var cosigner = new Cosigner(Witness, new Dictionary<string, NoteKey>(StringComparer.Ordinal) { [Signer.Key.Name] = Signer.Key });
        Assert.Equal(409, cosigner.Answer(Asked(1, [], earlier)).Status);
        var first = cosigner.Answer(Asked(0, [], earlier));
        Assert.Equal(200, first.Status);
        Assert.True((earlier with { Signatures = [.. earlier.Signatures, first.Line!] }).IsSignedBy(Witness.Key));
        Assert.Equal((409, 100L), (cosigner.Answer(Asked(0, [], later)).Status, cosigner.Answer(Asked(0, [], later)).Size));
        Assert.Equal(422, cosigner.Answer(Asked(100, [], later)).Status);
        var proof = await tree.At(150).Consistency(100);
        Assert.Equal(422, cosigner.Answer(Asked(100, proof, Head(Fork()))).Status);
        var restarted = new Cosigner(Witness, new Dictionary<string, NoteKey>(StringComparer.Ordinal) { [Signer.Key.Name] = Signer.Key });
        restarted.Remember(cosigner.Seen);
        Assert.Equal(200, restarted.Answer(Asked(100, proof, later)).Status);
        Assert.Equal(400, restarted.Answer(Asked(200, [], later)).Status);
        Assert.Equal(403, restarted.Answer(Asked(150, [], later with { Signatures = [Witness.Sign(later.Text)] })).Status);
        Assert.Equal(404, restarted.Answer(Asked(0, [], new Checkpoint("else", 0, Merkle.Empty).Sign(Signer))).Status);
        Assert.Equal(400, restarted.Answer("old 0\n").Status);
        Assert.Equal(400, restarted.Answer(Asked(150, [], later).Replace("old 150", "old 0150", StringComparison.Ordinal)).Status);
        // Of the same size, and another: the status says that it is no question of the proof.
        Assert.Equal(
            (409, 150L),
            (restarted.Answer(Asked(150, [], Head(Fork()))).Status, restarted.Answer(Asked(150, [], Head(Fork()))).Size)
        );
    }

    [Fact]
    public void What_cannot_be_kept_is_not_signed()
    {
        var logs = new Dictionary<string, NoteKey>(StringComparer.Ordinal) { [Signer.Key.Name] = Signer.Key };
        List<SignedNote> kept = [];
        var isFull = true;
        var cosigner = new Cosigner(Witness, logs, note => (isFull ? throw new IOException("full") : kept).Add(note));
        var head = Head(GrownTree.Of(3));
        var both = head with { Signatures = [.. head.Signatures, Witness.Sign(head.Text)] };
        Assert.Throws<IOException>(() => cosigner.Answer(Asked(0, [], both)));
        Assert.Empty(cosigner.Seen);
        isFull = false;
        Assert.Equal(200, cosigner.Answer(Asked(0, [], both)).Status);
        Assert.Equal(200, cosigner.Answer(Asked(3, [], both)).Status);
        // Once, and without what strangers signed.
        Assert.Equal(head.ToString(), Assert.Single(kept).ToString());
    }

    [Fact]
    public void A_record_that_was_cut_off_spoils_only_itself()
    {
        var one = Head(GrownTree.Of(1));
        var file = Encoding.UTF8.GetString([
            .. HeadFile.Record(one.ToString()),
            .. HeadFile.Record(one.ToString())[..40],
            .. HeadFile.Record(one.ToString()),
        ]);
        Assert.Equal([one.ToString(), null, one.ToString()], HeadFile.Read(file).Select(n => n?.ToString()));
        Assert.Empty(HeadFile.Read(""));
    }

    private static GrownTree Fork()
    {
        var tree = GrownTree.Of(99);
        for (var i = 0; i < 51; i++)
            tree.Add([7]);
        tree.Keep();
        return tree;
    }

    private static SignedNote Head(GrownTree tree) =>
        new Checkpoint(Signer.Key.Name, tree.Frontier.Size, tree.Frontier.Root()).Sign(Signer);

    private static string Asked(long old, IReadOnlyList<TreeHash> proof, SignedNote note) =>
        new WitnessRequest(old, proof, note).ToString();
}
