using System.Security.Cryptography;
using Headgate.Log.Notes;

namespace Headgate.Log.Tests.Tampering;

/// <summary>A log, the key that an outsider holds of it, and the checkpoints that the outsider kept.</summary>
internal sealed record Sample(History History, ECDsa Key, IReadOnlyList<int> Heads, byte[] Kept)
{
    private Dictionary<string, byte[]>? _files;

    /// <summary>The key as it is written down.</summary>
    public string Held => new NoteSigner($"headgate/{History.Tenant}", Key).Key.ToString();

    /// <summary>The files of the log, to be changed at will.</summary>
    public Dictionary<string, byte[]> Files =>
        (_files ??= Bundle.Of(History, Key, Heads)).ToDictionary(f => f.Key, f => f.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>Makes one of a random size, small ones more often.</summary>
    public static Sample Make(Random random, int most)
    {
        var size = (int)Math.Exp(random.NextDouble() * Math.Log(most + 0.99));
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var history = History.Make(random, size);
        int[] heads = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(size + 1)).Order()];
        // Of another log too, and one that was being written.
        var other = new NoteSigner("headgate/org_other", key);
        byte[] kept =
        [
            .. HeadFile.Record(new Checkpoint(other.Key.Name, 7, Merkle.Empty).Sign(other).ToString()),
            .. Bundle.Of(history, key, [size / 2, size])["heads"],
            .. random.Next(2) == 0 ? Bundle.Of(history, key, [size])["heads"][..random.Next(1, 60)] : [],
        ];
        return new(history, key, heads, kept);
    }
}
