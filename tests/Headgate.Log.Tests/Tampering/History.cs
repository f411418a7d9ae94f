using System.Security.Cryptography;
using System.Text;

namespace Headgate.Log.Tests.Tampering;

/// <summary>What happened in a made-up organisation: events, and what was sealed beside them.</summary>
internal sealed record History(string Tenant, IReadOnlyList<Happening> Events)
{
    public static History Make(Random random, int size, string? tenant = null)
    {
        tenant ??= $"org_{random.NextInt64():x16}";
        // A minute apart; somewhere the clock drops what is older than some instant before it.
        var drop = size > 4 && random.Next(3) == 0 ? random.Next(2, size) : -1;
        var before = drop > 0 ? random.Next(drop) : -1;
        var events = new List<Happening>();
        for (var i = 0; i < size; i++)
        {
            var payloads = new List<byte[]?>();
            for (var p = i != drop && random.Next(4) == 0 ? random.Next(1, 3) : 0; p > 0; p--)
            {
                var sealedBytes = new byte[random.Next(0, 200)];
                random.NextBytes(sealedBytes);
                payloads.Add(sealedBytes);
            }
            var leaf = i == drop ? Encoding.UTF8.GetBytes(Retention(tenant, i, before)) : Leaf(random, tenant, i, payloads);
            events.Add(new(leaf, i < before && random.Next(4) > 0 ? [.. payloads.Select(_ => (byte[]?)null)] : payloads));
        }
        return new(tenant, events);
    }

    /// <summary>Another event that could have been in its place.</summary>
    public static Happening Other(Random random, string tenant) => new(Leaf(random, tenant, random.Next(1 << 30), []), []);

    private static string At(int minute) => DateTime.UnixEpoch.AddMinutes(minute).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static string Retention(string tenant, int at, int before) =>
        $$"""{"action":"retention.apply","at":"{{At(at)}}","ended":"done","id":"evt_{{at}}r","payloads_before":"{{At(before)}}","tenant":"{{tenant}}","v":2}""";

    private static byte[] Leaf(Random random, string tenant, int at, List<byte[]?> payloads)
    {
        var isOld = payloads.Count == 0 && random.Next(20) == 0;
        var id = isOld ? "" : $"\"id\":\"evt_{at}_{random.NextInt64():x}\",";
        var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => "aé€😀\\n\\\"z\\u0001"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(payloads.SelectMany(p => SHA256.HashData(p!)).ToArray()));
        var sealedParts = payloads.Count > 0 ? $"\"sealed\":{{\"count\":{payloads.Count},\"sha256\":\"{hash}\"}}," : "";
        return Encoding.UTF8.GetBytes(
            $$"""{"action":"contacts.update","at":"{{At(at % 1_000_000)}}",{{id}}"latency_us":{{random.Next()}},"note":"{{text}}",{{sealedParts}}"tenant":"{{tenant}}","v":{{(isOld ? 1 : 2)}}}"""
        );
    }
}

/// <summary>An event: its leaf, and its sealed payloads; nothing for one that is no longer kept.</summary>
internal sealed record Happening(byte[] Leaf, IReadOnlyList<byte[]?> Payloads);
