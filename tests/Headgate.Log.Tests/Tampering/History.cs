using System.Security.Cryptography;
using System.Text;

namespace Headgate.Log.Tests.Tampering;

/// <summary>What happened in a made-up organisation: events, and what was sealed beside them.</summary>
internal sealed record History(string Tenant, IReadOnlyList<Happening> Events)
{
    public static History Make(Random random, int size, string? tenant = null)
    {
        tenant ??= $"org_{random.NextInt64():x16}";
        var erased = new SortedDictionary<int, string>();
        var events = new List<Happening>();
        for (var i = 0; i < size; i++)
        {
            var payloads = new List<byte[]?>();
            var parts = new List<string>();
            for (var p = random.Next(4) == 0 ? random.Next(1, 3) : 0; p > 0; p--)
            {
                var sealedBytes = new byte[random.Next(0, 200)];
                random.NextBytes(sealedBytes);
                var key = $"con_{random.Next(50)}";
                parts.Add($$"""{"keys":["{{key}}","{{tenant}}"],"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(sealedBytes))}}"}""");
                var isErased = random.Next(10) == 0 && i + 1 < size;
                if (isErased)
                    erased[random.Next(i + 1, size)] = key;
                payloads.Add(isErased ? null : sealedBytes);
            }
            events.Add(new(Leaf(random, tenant, i, parts), payloads));
        }
        foreach (var (at, key) in erased)
            events[at] = new(Encoding.UTF8.GetBytes(Erasure(tenant, at, key)), []);
        var last = erased
            .GroupBy(e => e.Value, e => e.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(), StringComparer.Ordinal);
        // Two erasures may have met at one place: what then was not erased after all never was sealed.
        return new(tenant, [.. events.Select((e, i) => IsExplained(e, i, last) ? e : new(Leaf(random, tenant, i, []), []))]);
    }

    /// <summary>Another event that could have been in its place.</summary>
    public static Happening Other(Random random, string tenant) => new(Leaf(random, tenant, random.Next(1 << 30), []), []);

    private static bool IsExplained(Happening one, int at, Dictionary<string, int> erased) =>
        !one.Payloads.Contains(null)
        || Encoding
            .UTF8.GetString(one.Leaf)
            .Split("\"keys\":[\"")[1..]
            .Zip(one.Payloads)
            .All(p => p.Second is not null || erased.GetValueOrDefault(p.First[..p.First.IndexOf('"')], -1) > at);

    private static string Erasure(string tenant, int at, string key) =>
        $$"""{"action":"subjects.erase","at":"2026-01-01T00:00:00.000Z","erased":["{{key}}"],"id":"evt_{{at}}e","tenant":"{{tenant}}","v":2}""";

    private static byte[] Leaf(Random random, string tenant, int at, List<string> parts)
    {
        var isOld = parts.Count == 0 && random.Next(20) == 0;
        var id = isOld ? "" : $"\"id\":\"evt_{at}_{random.NextInt64():x}\",";
        var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => "aé€😀\\n\\\"z\\u0001"));
        var sealedParts = parts.Count > 0 ? $"\"sealed\":[{string.Join(',', parts)}]," : "";
        return Encoding.UTF8.GetBytes(
            $$"""{"action":"contacts.update","at":"2026-01-01T00:00:00.000Z",{{id}}"latency_us":{{random.Next()}},"note":"{{text}}",{{sealedParts}}"tenant":"{{tenant}}","v":{{(isOld ? 1 : 2)}}}"""
        );
    }
}

/// <summary>An event: its leaf, and its sealed payloads; nothing for one that is no longer kept.</summary>
internal sealed record Happening(byte[] Leaf, IReadOnlyList<byte[]?> Payloads);
