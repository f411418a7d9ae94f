using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Store.Logs;

/// <summary>Checks what was sealed beside events: against the leaf, and what is gone against the retention that the log tells of later.</summary>
internal sealed class SealedCheck
{
    private readonly List<(long Entry, long Before)> _aged = [];
    private readonly List<(long Entry, long At)> _absent = [];

    /// <summary>Takes the events of a tile.</summary>
    public async ValueTask Take(StoredLog log, long first, IReadOnlyList<EventColumns?> events, Action<string, string, string> fault)
    {
        foreach (var (i, one) in events.Index())
            if (one is { Action: "retention.apply", Ended: "done" } && Before(one.Body) is { } before)
                _aged.Add((first + i, before));
        var sealing = events.Index().Where(e => e.Item is { } one && LogExport.Sealed(one.Body) is not null).ToList();
        if (sealing.Count == 0)
            return;
        var payloads = await log.Payloads([.. sealing.Select(e => e.Item!)]);
        foreach (var (i, one) in sealing)
        {
            var said = LogExport.Sealed(one!.Body)!.Value;
            var kept = payloads[one.Id].ToList();
            if (kept.Count < said.Count)
                _absent.Add((first + i, one.At));
            else if (SealedPayloads.Of(kept) != said)
                fault("payload_differs", $"What was sealed beside {one.Id} is not what its entry's hash is of.", $"entry {first + i}");
        }
    }

    /// <summary>Payloads that are gone though nothing says why.</summary>
    public IEnumerable<LogFault> Unexplained() =>
        from gone in _absent
        where !_aged.Exists(a => a.Entry > gone.Entry && gone.At < a.Before)
        select new LogFault(
            "payload_missing",
            "What was sealed is gone, and no later entry says that its time was up.",
            $"entry {gone.Entry}"
        );

    private static long? Before(byte[] body) =>
        EventBody.Read(body).TryGetProperty("payloads_before", out var before)
        && before.ValueKind == JsonValueKind.String
        && before.TryGetDateTimeOffset(out var at)
            ? at.ToUnixTimeMilliseconds()
            : null;
}
