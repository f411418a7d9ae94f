using System.Security.Cryptography;
using System.Text;
using Headgate.Log.Notes;

namespace Headgate.Log.Tests;

/// <summary>The examples of c2sp.org/signed-note and tlog-checkpoint, and what spoils a note.</summary>
public sealed class NoteTests
{
    private const string Key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private const string Message = """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """;

    private const string Poem = """
        Ognuno sta solo sul cuor della terra
        trafitto da un raggio di sole:

        ed è subito sera.

        — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=

        """;

    private const string Sofa = """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

        """;

    private static readonly NoteSigner Signer = new("log.example/a", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    [Fact]
    public void The_published_key_signed_the_published_note()
    {
        var key = NoteKey.Read(Key);
        var note = SignedNote.Read(Message);
        Assert.Equal((0x530d903au, (byte)1, Key), (key.Id, key.Type, key.ToString()));
        Assert.Equal("This is an example message.\n", note.Text);
        Assert.Equal((key.Name, key.Id), (note.Signatures[0].Name, note.Signatures[0].Id));
        Assert.True(Ed25519.Verify([.. key.Material], Encoding.UTF8.GetBytes(note.Text), note.Signatures[0].Signature));
        Assert.False(Ed25519.Verify([.. key.Material], Encoding.UTF8.GetBytes(note.Text + " "), note.Signatures[0].Signature));
        Assert.Equal(Message, note.ToString());
    }

    [Fact]
    public void The_text_ends_at_the_last_empty_line() =>
        Assert.Equal(
            "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n",
            SignedNote.Read(Poem).Text
        );

    [Fact]
    public void The_published_checkpoint_is_read_and_written_the_same()
    {
        var note = SignedNote.Read(Sofa);
        var checkpoint = Checkpoint.Read(note.Text);
        Assert.Equal(("example.com/behind-the-sofa", 20_852_163L), (checkpoint.Origin, checkpoint.Size));
        Assert.Equal((note.Text, Sofa, 2), (checkpoint.ToString(), note.ToString(), note.Signatures.Count));
    }

    // The example key in the documentation of transparency-dev/formats, whose id there is a placeholder.
    [Fact]
    public void The_id_of_an_ecdsa_key_hashes_the_key_alone()
    {
        var spki = Convert.FromBase64String(
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2G2Y+2tabdTV5BcGiBIx0a9fAFwrkBbmLSGtks4L3qX6yYY0zufBnhC8Ur/iy55GhWP/9A/bY2LhC30M9+RYtw=="
        );
        var key = NoteKey.Of("rekor.sigstore.dev", spki);
        Assert.Equal(SHA256.HashData(spki)[..4], BitConverter.GetBytes(key.Id).Reverse());
        Assert.Equal(key, NoteKey.Read(key.ToString()));
        Assert.Equal(key.Id, key.Named("another").Id);
    }

    [Fact]
    public void What_was_signed_is_known_and_what_was_changed_is_not()
    {
        var note = SignedNote.Of("text\n", Signer);
        Assert.True(SignedNote.Read(note.ToString()).IsSignedBy(Signer.Key));
        Assert.False((note with { Text = "texT\n" }).IsSignedBy(Signer.Key));
        Assert.False(note.IsSignedBy(Signer.Key.Named("log.example/b")));
        var other = SignedNote.Of("other\n", Signer).Signatures[0];
        Assert.False((note with { Signatures = [.. note.Signatures, other] }).IsSignedBy(Signer.Key));
        Assert.True((note with { Signatures = [.. note.Signatures, other with { Name = "unknown" }] }).IsSignedBy(Signer.Key));
    }

    [Theory]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— a AAAAAAA=")]
    [InlineData("text\n\n- a AAAAAAA=\n")]
    [InlineData("text\n\n— a b AAAAAAA=\n")]
    [InlineData("text\n\n— a+b AAAAAAA=\n")]
    [InlineData("text\n\n— a AAAAAAB=\n")]
    [InlineData("text\n\n— a AAAA\n")]
    [InlineData("te\txt\n\n— a AAAAAAA=\n")]
    [InlineData("text\r\n\n— a AAAAAAA=\n")]
    public void What_is_no_note_is_refused(string note) => Assert.Throws<LogException>(() => SignedNote.Read(note));

    [Theory]
    [InlineData("")]
    [InlineData("a+00000000+AQ==")]
    [InlineData("example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    [InlineData("example.com foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")]
    public void What_is_no_key_is_refused(string key) => Assert.Throws<LogException>(() => NoteKey.Read(key));

    [Theory]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("log\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log\n1\n")]
    public void What_is_no_checkpoint_is_refused(string text) => Assert.Throws<LogException>(() => Checkpoint.Read(text));
}
