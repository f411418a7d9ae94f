using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>Where deals get stuck.</summary>
internal sealed class StageConversion()
    : Report(
        "stage_conversion",
        "Stage conversion",
        "Of the deals that entered a stage in the period, how many went on, were lost, or are still there.",
        "the last 90 days"
    )
{
    private sealed class Counted
    {
        public string Pipeline { get; init; } = "";
        public string Stage { get; init; } = "";
        public long Entered { get; init; }
        public long Advanced { get; init; }
        public long Lost { get; init; }
        public long Here { get; init; }
    }

    internal override ReportPeriod Unless(ReportClock clock) => clock.Days(90);

    internal override async ValueTask<ReportTable> Run(Reader reader, ReportPeriod period)
    {
        var rows = await reader.All<Counted>(
            "SELECT p.name AS pipeline, s.name AS stage, COUNT(DISTINCT c.record_id) AS entered, "
                + "COUNT(DISTINCT CASE WHEN t.kind = 'won' OR (t.kind = 'open' AND t.ordinal > s.ordinal) THEN c.record_id END) AS advanced, "
                + "COUNT(DISTINCT CASE WHEN t.kind = 'lost' THEN c.record_id END) AS lost, "
                + "COUNT(DISTINCT CASE WHEN o.stage_id = s.id THEN c.record_id END) AS here "
                + "FROM changes c JOIN opportunities o ON o.tenant = c.tenant AND o.id = c.record_id "
                + "JOIN stages s ON s.tenant = c.tenant AND s.id = c.became "
                + "JOIN pipelines p ON p.tenant = c.tenant AND p.id = s.pipeline_id "
                + "LEFT JOIN changes n ON n.tenant = c.tenant AND n.record_id = c.record_id AND n.field = 'stage_id' "
                + "AND (n.at > c.at OR (n.at = c.at AND n.seq > c.seq)) "
                + "LEFT JOIN stages t ON t.tenant = n.tenant AND t.id = n.became "
                + "WHERE c.tenant = @tenant AND c.field = 'stage_id' AND c.at >= @since AND c.at < @until AND s.kind = 'open' "
                + $"AND o.merged_into IS NULL{reader.Visible("o.owner_id")} "
                + "GROUP BY p.ordinal, p.name, s.ordinal, s.name ORDER BY p.ordinal, p.name, s.ordinal, s.name",
            ("since", period.From),
            ("until", period.To)
        );
        return new(
            ["pipeline", "stage", "entered", "went_on", "conversion_percent", "lost", "still_there"],
            [.. rows.Select(r => Row(r.Pipeline, r.Stage, r.Entered, r.Advanced, Share(r.Advanced, r.Entered), r.Lost, r.Here))],
            "A deal that entered a stage shortly before the end of the period had little time to go on."
        );
    }
}
