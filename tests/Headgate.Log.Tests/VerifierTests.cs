using System.Security.Cryptography;
using System.Text;
using Headgate.Log.Notes;
using Headgate.Log.Tests.Tampering;
using Headgate.Verify;

namespace Headgate.Log.Tests;

/// <summary>What both verifiers say of single proofs, of a key that nobody holds, and of what is no log at all.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly PythonVerifier _python = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-verify-").FullName;
    private readonly Sample _sample = Sample.Make(new Random(7), 900);

    [Fact]
    public async Task A_proof_holds_under_its_key_and_no_change_of_it_does()
    {
        var tree = new GrownTree();
        foreach (var one in _sample.History.Events)
            tree.Add(one.Leaf);
        tree.Keep();
        var signer = new NoteSigner($"headgate/{_sample.History.Tenant}", _sample.Key);
        var size = _sample.History.Events.Count;
        var note = new Checkpoint(signer.Key.Name, size, tree.Frontier.Root()).Sign(signer);
        for (var index = 0; index < size; index += Math.Max(1, size / 9))
        {
            var file = new LogProof(index, await tree.At(size).Inclusion(index), note, _sample.History.Events[index].Leaf).ToString();
            Assert.Empty(Both(Encoding.UTF8.GetBytes(file)));
            for (var at = 0; at < file.Length; at += 41)
            {
                var bytes = Encoding.UTF8.GetBytes(file);
                bytes[at] ^= 4;
                Assert.NotEmpty(Both(bytes));
            }
        }
    }

    [Fact]
    public void Without_a_key_that_one_holds_it_says_so()
    {
        Bundle.Save(_sample.Files, _folder);
        var verdict = Verification.Of(_folder);
        Assert.Empty(verdict.Findings);
        Assert.Contains(verdict.Said, s => s.Contains("not checked against one that you hold", StringComparison.Ordinal));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var theirs = (_sample with { Key = other }).Held;
        Assert.Equal("log_json", Assert.Single(Verification.Of(_folder, theirs).Findings).Code);
        Assert.Equal(["log_json"], _python.Verify(_folder, theirs, null));
    }

    [Fact]
    public void What_is_no_log_is_said_in_a_sentence()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "hello");
        foreach (
            var (path, key) in (ReadOnlySpan<(string, string?)>)
                [(_folder, null), (file, _sample.Held), (file + "x", null), (_folder, "no key")]
        )
        {
            Assert.Throws<UsageException>(() => Verification.Of(path, key));
            Assert.Equal("usage", _python.Verify(path, key, null)[0]);
        }
        File.WriteAllText(file, "PK but no archive");
        Assert.Equal("bundle_damaged", Assert.Single(Verification.Of(file).Findings).Code);
        Assert.Equal(["bundle_damaged"], _python.Verify(file, null, null));
    }

    public void Dispose()
    {
        _python.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private List<string> Both(byte[] file)
    {
        var path = Path.Combine(_folder, "one.tlog-proof");
        File.WriteAllBytes(path, file);
        var theirs = _python.Verify(path, _sample.Held, null);
        try
        {
            var ours = Verification.Of(path, _sample.Held).Findings.Select(f => f.Code).ToList();
            Assert.Equal(ours, theirs);
            return ours;
        }
        catch (UsageException)
        {
            Assert.Equal("usage", theirs[0]);
            return ["usage"];
        }
    }
}
