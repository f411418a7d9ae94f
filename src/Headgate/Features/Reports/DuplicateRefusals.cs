using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>Which agents try to create what exists.</summary>
internal sealed class DuplicateRefusals()
    : Report(
        "duplicate_refusals",
        "Duplicates refused, by agent",
        "How often each agent tried to create a record that exists, against the creates that passed.",
        "the last 30 days"
    )
{
    private sealed class Counted
    {
        public string? Agent { get; init; }
        public string? Person { get; init; }
        public long Refused { get; init; }
        public long Created { get; init; }
        public long? Last { get; init; }
    }

    internal override ReportPeriod Unless(ReportClock clock) => clock.Days(30);

    internal override async ValueTask<ReportTable> Run(Reader reader, ReportPeriod period)
    {
        var rows = await reader.All<Counted>(
            "SELECT g.name AS agent, u.name AS person, "
                + "CAST(SUM(CASE WHEN e.code = 'dedupe.exists' THEN 1 ELSE 0 END) AS BIGINT) AS refused, "
                + "CAST(SUM(CASE WHEN e.ended = 'done' AND e.action LIKE '%.create' THEN 1 ELSE 0 END) AS BIGINT) AS created, "
                + "MAX(CASE WHEN e.code = 'dedupe.exists' THEN e.at END) AS last "
                + "FROM audit_events e LEFT JOIN agents g ON g.tenant = e.tenant AND g.id = e.actor "
                + "LEFT JOIN users u ON u.tenant = e.tenant AND u.id = e.person "
                + "WHERE e.tenant = @tenant AND e.at >= @since AND e.at < @until AND (e.code = 'dedupe.exists' OR e.action LIKE '%.create')"
                + $"{reader.Visible("e.person")} GROUP BY e.actor, g.name, u.name",
            ("since", period.From),
            ("until", period.To)
        );
        return new(
            ["agent", "on_behalf_of", "refused", "created", "duplicate_percent", "last_refusal"],
            [
                .. rows.Where(r => r.Refused > 0)
                    .OrderByDescending(r => r.Refused)
                    .ThenBy(r => r.Agent, StringComparer.Ordinal)
                    .Select(r =>
                        Row(
                            r.Agent ?? "(in person)",
                            r.Person,
                            r.Refused,
                            r.Created,
                            Share(r.Refused, r.Refused + r.Created),
                            Show.Time(r.Last)
                        )
                    ),
            ]
        );
    }
}
