using System.Security.Cryptography;
using System.Text;

namespace Headgate.Log.Tests.Tampering;

/// <summary>The kinds of tampering. Each gives the files that somebody who did it would hand over; nothing where a log has nothing to do it to.</summary>
internal static class Tamper
{
    public static readonly IReadOnlyList<(string Kind, Func<Sample, Random, Dictionary<string, byte[]>?> Do)> Kinds =
    [
        ("bit of a leaf", (s, r) => Flip(s, r, "tile/entries/")),
        ("bit of a tile", (s, r) => Flip(s, r, "tile/", "tile/entries/")),
        ("bit of the checkpoint", (s, r) => Flip(s, r, "checkpoint")),
        ("bit of a payload", (s, r) => Flip(s, r, "payload/")),
        ("deleted", (s, r) => Changed(s, r, e => e.RemoveAt(r.Next(e.Count)))),
        ("reordered", Reorder),
        ("inserted", (s, r) => Changed(s, r, e => e.Insert(r.Next(e.Count + 1), Added(s, r)))),
        ("forged, tiles rebuilt", (s, r) => Rebuilt(Forged(s, r, s.History.Events.Count), s, s.Key, keepHead: true)),
        ("signed with another key", WrongKey),
        (
            "forked",
            (s, r) => s.History.Events.Count < 2 ? null : Rebuilt(Forged(s, r, s.History.Events.Count / 2), s, s.Key, keepHead: false)
        ),
        (
            "rolled back",
            (s, r) =>
                Rebuilt(s.History with { Events = [.. s.History.Events.Take(r.Next(s.History.Events.Count))] }, s, s.Key, keepHead: false)
        ),
        ("cut off", Cut),
        ("swapped organisation", Swap),
    ];

    private static Dictionary<string, byte[]>? Flip(Sample sample, Random random, string prefix, string? not = null)
    {
        var files = sample.Files;
        var names = files
            .Keys.Where(n =>
                n.StartsWith(prefix, StringComparison.Ordinal)
                && (not is null || !n.StartsWith(not, StringComparison.Ordinal))
                && files[n].Length > 0
            )
            .Order(StringComparer.Ordinal)
            .ToList();
        if (names.Count == 0)
            return null;
        var bytes = files[names[random.Next(names.Count)]];
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return files;
    }

    // Half of the time everything below the checkpoint is made to fit; else only the entries are.
    private static Dictionary<string, byte[]>? Changed(Sample sample, Random random, Action<List<Happening>> change)
    {
        var events = sample.History.Events.ToList();
        change(events);
        var rebuilt = Rebuilt(sample.History with { Events = events }, sample, sample.Key, keepHead: true);
        if (random.Next(2) == 0)
            return rebuilt;
        var files = sample.Files;
        foreach (
            var name in files
                .Keys.Where(n => n.Contains("entries", StringComparison.Ordinal) || n.StartsWith("payload", StringComparison.Ordinal))
                .ToList()
        )
            files.Remove(name);
        foreach (
            var (name, bytes) in rebuilt.Where(f =>
                f.Key.Contains("entries", StringComparison.Ordinal) || f.Key.StartsWith("payload", StringComparison.Ordinal)
            )
        )
            files[name] = bytes;
        return files;
    }

    private static Dictionary<string, byte[]>? Reorder(Sample sample, Random random)
    {
        var count = sample.History.Events.Count;
        if (count < 2)
            return null;
        var first = random.Next(count - 1);
        var second = random.Next(2) == 0 ? first + 1 : random.Next(first + 1, count);
        return Changed(sample, random, e => (e[first], e[second]) = (e[second], e[first]));
    }

    private static Happening Added(Sample sample, Random random) =>
        random.Next(2) == 0
            ? History.Other(random, sample.History.Tenant)
            : sample.History.Events[random.Next(sample.History.Events.Count)];

    private static History Forged(Sample sample, Random random, int below)
    {
        var events = sample.History.Events.ToList();
        events[random.Next(below)] = History.Other(random, sample.History.Tenant);
        return sample.History with { Events = events };
    }

    private static Dictionary<string, byte[]> Rebuilt(History history, Sample sample, ECDsa key, bool keepHead)
    {
        var files = Bundle.Of(history, key, [.. sample.Heads.Where(h => h <= history.Events.Count)]);
        if (keepHead)
            foreach (var name in (string[])["checkpoint", "heads"])
                files[name] = sample.Files[name];
        return files;
    }

    private static Dictionary<string, byte[]>? WrongKey(Sample sample, Random random)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var files = Rebuilt(Forged(sample, random, sample.History.Events.Count), sample, other, keepHead: false);
        if (random.Next(2) == 0)
            files["log.json"] = sample.Files["log.json"];
        return files;
    }

    private static Dictionary<string, byte[]>? Cut(Sample sample, Random random)
    {
        var files = sample.Files;
        var name = files.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(files.Count));
        // A list of earlier checkpoints may be shorter; cut inside one it may not.
        var most = name == "heads" ? Math.Min(20, files[name].Length) : files[name].Length;
        if (random.Next(3) == 0 || most == 0)
            files.Remove(name);
        else
            files[name] = files[name][..^random.Next(1, most + 1)];
        return files;
    }

    private static Dictionary<string, byte[]>? Swap(Sample sample, Random random)
    {
        var other = History.Make(random, sample.History.Events.Count);
        var files = sample.Files;
        switch (random.Next(3))
        {
            case 0:
                return Bundle.Of(other, sample.Key, sample.Heads);
            case 1:
                files["checkpoint"] = Bundle.Of(other, sample.Key, [])["checkpoint"];
                return files;
            default:
                var events = sample.History.Events.ToList();
                events[random.Next(events.Count)] = History.Other(random, other.Tenant);
                return Rebuilt(sample.History with { Events = events }, sample, sample.Key, keepHead: false);
        }
    }
}
