using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Headgate.Log.Notes;

namespace Headgate.Log.Tests.Tampering;

/// <summary>The files of an exported log, by their names.</summary>
internal static class Bundle
{
    /// <summary>Exports a history, signed by a key.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="key">The log's key.</param>
    /// <param name="heads">The sizes of earlier checkpoints.</param>
    public static Dictionary<string, byte[]> Of(History history, ECDsa key, IReadOnlyList<int> heads)
    {
        var signer = new NoteSigner($"headgate/{history.Tenant}", key);
        var frontier = new Frontier();
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var roots = new List<TreeHash> { Merkle.Empty };
        foreach (var one in history.Events)
        {
            frontier.Append(Merkle.Leaf(one.Leaf));
            roots.Add(heads.Contains(roots.Count) || roots.Count == history.Events.Count ? frontier.Root() : Merkle.Empty);
        }
        foreach (var (tile, hashes) in frontier.TakeChanged())
            files[tile.Path] = hashes;
        foreach (var (index, chunk) in history.Events.Chunk(Tile.Full).Index())
        {
            files[Tile.EntriesPath(index, chunk.Length)] = EntryBundle.Write(chunk.Select(e => e.Leaf));
            if (chunk.Any(e => e.Payloads.Count > 0))
                files[Tile.PathOf("payload", index, chunk.Length)] = [.. chunk.SelectMany(e => e.Payloads).SelectMany(Sized)];
        }
        files["checkpoint"] = Head(history.Events.Count).ToBytes();
        files["heads"] = [.. heads.SelectMany(h => HeadFile.Record(Head(h).ToString()))];
        files["log.json"] = Encoding.UTF8.GetBytes(
            $$"""{"made_at":"2026-01-02T00:00:00.000Z","origin":"{{signer.Key.Name}}","tenant":"{{history.Tenant}}","v":1,"vkey":"{{signer.Key}}"}"""
                + "\n"
        );
        return files;

        SignedNote Head(int size) => new Checkpoint(signer.Key.Name, size, roots[size]).Sign(signer);
    }

    /// <summary>Writes the files into a folder.</summary>
    public static void Save(IReadOnlyDictionary<string, byte[]> files, string folder)
    {
        foreach (var (name, bytes) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    private static byte[] Sized(byte[]? payload)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, payload is null ? uint.MaxValue : (uint)payload.Length);
        return [.. length, .. payload ?? []];
    }
}
