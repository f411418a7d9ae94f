using System.Security.Cryptography;
using System.Text.Json;

namespace Headgate.Store.Logs;

/// <summary>Checks what was sealed beside events: each payload against its leaf, and each that is gone against an erasure later in the log.</summary>
internal sealed class SealedCheck
{
    private readonly Dictionary<string, long> _erased = new(StringComparer.Ordinal);
    private readonly List<(long Entry, string[] Keys)> _absent = [];

    /// <summary>Takes the events of a tile.</summary>
    public async ValueTask Take(StoredLog log, long first, IReadOnlyList<EventColumns?> events, Action<string, string, string> fault)
    {
        foreach (var (i, one) in events.Index())
            if (one is { Action: "subjects.erase" or "retention.apply" })
                foreach (var key in Texts(EventBody.Read(one.Body), "erased"))
                    _erased[key] = first + i;
        var sealing = events.Index().Where(e => e.Item is { } one && LogExport.CountSealed(one.Body) > 0).ToList();
        if (sealing.Count == 0)
            return;
        var payloads = await log.Payloads(sealing.Select(e => e.Item!.Id));
        foreach (var (i, one) in sealing)
        {
            var kept = payloads[one!.Id].ToList();
            foreach (var (place, part) in EventBody.Read(one.Body).GetProperty("sealed").EnumerateArray().Index())
                if (kept.ElementAtOrDefault(place) is not { } bytes)
                    _absent.Add((first + i, [.. Texts(part, "keys")]));
                else if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != part.GetProperty("sha256").GetString())
                    fault("payload_differs", $"A payload of {one.Id} is not what its entry's hash is of.", $"entry {first + i}");
        }
    }

    /// <summary>Payloads that are gone though nothing says why.</summary>
    public IEnumerable<LogFault> Unexplained() =>
        from gone in _absent
        where !gone.Keys.Any(k => _erased.GetValueOrDefault(k, -1) > gone.Entry)
        select new LogFault("payload_missing", "A payload is gone, and no later entry says that it was erased.", $"entry {gone.Entry}");

    private static IEnumerable<string> Texts(JsonElement of, string name) =>
        of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(k => k.ValueKind == JsonValueKind.String).Select(k => k.GetString()!)
            : [];
}
