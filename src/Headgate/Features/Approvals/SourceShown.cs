using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>A record from outside that a run had read, for the person who decides what the run asks for.</summary>
public sealed record SourceShown
{
    private const int Most = 100;

    public required string Record { get; init; }
    public required string Provenance { get; init; }
    public required string At { get; init; }

    /// <summary>Those of a run, the latest first, at most a hundred; nothing when there are none.</summary>
    public static async ValueTask<IReadOnlyList<SourceShown>?> Of(Reader reader, string run)
    {
        var rows = await reader.All<Row>(
            $"SELECT s.record_id, s.provenance, s.at FROM run_sources s WHERE s.tenant = @tenant AND s.run = @run ORDER BY s.at DESC, s.record_id LIMIT {Most}",
            ("run", run)
        );
        return rows.Count == 0
            ? null
            : rows.ConvertAll(r => new SourceShown
            {
                Record = r.RecordId,
                Provenance = r.Provenance,
                At = Show.Time(r.At),
            });
    }

    private sealed class Row
    {
        public string RecordId { get; init; } = "";
        public string Provenance { get; init; } = "";
        public long At { get; init; }
    }
}
