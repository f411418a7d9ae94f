using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>What open deals may bring, by month.</summary>
internal sealed class Forecast()
    : Report(
        "forecast",
        "Forecast",
        "Open deals by month of their close date: amount, and amount weighted by the probability of their stage.",
        "all open deals; since and until narrow the close date"
    )
{
    private sealed class Counted
    {
        public string? Month { get; init; }
        public string? Currency { get; init; }
        public long Deals { get; init; }
        public long Unpriced { get; init; }
        public long? Amount { get; init; }
        public long? Weighted { get; init; }
    }

    // Deals whose close date has passed still count until somebody closes them.
    internal override ReportPeriod Unless(ReportClock clock) =>
        new(new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2199, 1, 1, 0, 0, 0, TimeSpan.Zero), clock.Zone);

    internal override async ValueTask<ReportTable> Run(Reader reader, ReportPeriod period)
    {
        var rows = await reader.All<Counted>(
            "SELECT substr(o.close_date, 1, 7) AS month, o.currency, COUNT(*) AS deals, "
                + "CAST(SUM(CASE WHEN o.amount_minor IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS unpriced, "
                + "CAST(SUM(o.amount_minor) AS BIGINT) AS amount, CAST(SUM(o.amount_minor * s.probability) AS BIGINT) AS weighted "
                + "FROM opportunities o JOIN stages s ON s.tenant = o.tenant AND s.id = o.stage_id "
                + "WHERE o.tenant = @tenant AND o.status = 'open' AND o.merged_into IS NULL "
                + $"AND (o.close_date IS NULL OR (o.close_date >= @since AND o.close_date < @until)){reader.Visible("o.owner_id")} "
                + "GROUP BY substr(o.close_date, 1, 7), o.currency ORDER BY month, currency",
            ("since", $"{period.DayOf(period.Since):yyyy-MM-dd}"),
            ("until", $"{period.DayOf(period.Until):yyyy-MM-dd}")
        );
        var present = $"{period.DayOf(reader.Now):yyyy-MM}";
        return new(
            ["month", "currency", "deals", "amount", "weighted", "without_amount", "overdue"],
            [
                .. rows.Select(r =>
                    Row(
                        r.Month ?? "no close date",
                        r.Currency,
                        r.Deals,
                        Show.Amount(r.Amount, r.Currency),
                        r.Weighted is { } weighted ? Math.Round(Show.Amount(weighted, r.Currency)!.Value / 100, 2) : null,
                        r.Unpriced,
                        r.Month is { } month && string.CompareOrdinal(month, present) < 0 ? "yes" : "no"
                    )
                ),
            ],
            "Weighted is amount times the stage's probability. A month that has passed holds deals whose close date was missed."
        );
    }
}
