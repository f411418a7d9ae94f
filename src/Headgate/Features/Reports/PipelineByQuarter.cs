using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>What was won, lost and is open, by quarter, owner and stage.</summary>
internal sealed class PipelineByQuarter()
    : Report(
        "pipeline_by_quarter",
        "Pipeline by quarter",
        "Deals and amounts by quarter, owner and stage: won and lost by the day they closed, open ones by close date.",
        "this quarter and the four before"
    )
{
    // Each quarter is a read of its own; ten years are enough for a table that somebody reads.
    private const int Most = 40;

    private sealed class Counted
    {
        public string? Owner { get; init; }
        public string Stage { get; init; } = "";
        public string Status { get; init; } = "";
        public string? Currency { get; init; }
        public long Deals { get; init; }
        public long? Amount { get; init; }
    }

    internal override ReportPeriod Unless(ReportClock clock) => clock.Quarters(4);

    internal override async ValueTask<ReportTable> Run(Reader reader, ReportPeriod period)
    {
        var rows = new List<IReadOnlyList<JsonElement>>();
        var first = period.DayOf(period.Since);
        var quarters = 0;
        for (var day = QuarterOf(first); period.Midnight(day) < period.Until; day = day.AddMonths(3))
        {
            if (++quarters > Most)
                throw new RefusedException(Refusal.Input("since", $"a period of at most {Most} quarters", $"{first:yyyy-MM-dd}"));
            var until = period.Midnight(day.AddMonths(3));
            var quarter = period with
            {
                Since = period.Since > period.Midnight(day) ? period.Since : period.Midnight(day),
                Until = period.Until < until ? period.Until : until,
            };
            var name = $"{day.Year}-Q{((day.Month - 1) / 3) + 1}";
            rows.AddRange(
                (await Read(reader, quarter)).Select(r =>
                    Row(name, r.Owner ?? "nobody", r.Stage, r.Status, r.Deals, Show.Amount(r.Amount, r.Currency), r.Currency)
                )
            );
        }
        return new(["quarter", "owner", "stage", "status", "deals", "amount", "currency"], rows);
    }

    private static ValueTask<List<Counted>> Read(Reader reader, ReportPeriod quarter) =>
        reader.All<Counted>(
            "SELECT u.name AS owner, s.name AS stage, o.status, o.currency, COUNT(*) AS deals, CAST(SUM(o.amount_minor) AS BIGINT) AS amount "
                + "FROM opportunities o JOIN stages s ON s.tenant = o.tenant AND s.id = o.stage_id "
                + "LEFT JOIN users u ON u.tenant = o.tenant AND u.id = o.owner_id "
                + "WHERE o.tenant = @tenant AND o.merged_into IS NULL AND ((o.status <> 'open' AND o.closed_at >= @since AND o.closed_at < @until) "
                + $"OR (o.status = 'open' AND o.close_date >= @first AND o.close_date < @last)){reader.Visible("o.owner_id")} "
                + "GROUP BY u.name, s.name, s.ordinal, o.status, o.currency ORDER BY u.name, o.status DESC, s.ordinal, s.name, o.currency",
            ("since", quarter.From),
            ("until", quarter.To),
            ("first", $"{quarter.DayOf(quarter.Since):yyyy-MM-dd}"),
            ("last", $"{quarter.DayOf(quarter.Until):yyyy-MM-dd}")
        );

    private static DateOnly QuarterOf(DateOnly day) => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
}
