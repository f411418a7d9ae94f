using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Reports;

/// <summary>Whose calls dropped off this week.</summary>
internal sealed class CallsPerRep()
    : Report(
        "calls_per_rep_wow",
        "Calls per rep, week over week",
        "Whose calls dropped off: this week against last week, up to the same moment, weeks from Monday; biggest drop first.",
        "this week and last week"
    )
{
    private sealed class Counted
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
        public long ThisWeek { get; init; }
        public long SamePoint { get; init; }
        public long LastWeek { get; init; }
    }

    internal override ReportPeriod Unless(ReportClock clock) => clock.TwoWeeks();

    // The week is the one that the period ends in; its beginning does not matter.
    internal override async ValueTask<ReportTable> Run(Reader reader, ReportPeriod period)
    {
        var last = period.DayOf(period.Until.AddMilliseconds(-1));
        var monday = last.AddDays(-(((int)last.DayOfWeek + 6) % 7));
        var rows = await reader.All<Counted>(
            "SELECT u.id, u.name, u.role, "
                + "CAST(SUM(CASE WHEN a.at >= @week THEN 1 ELSE 0 END) AS BIGINT) AS this_week, "
                + "CAST(SUM(CASE WHEN a.at < @point THEN 1 ELSE 0 END) AS BIGINT) AS same_point, "
                + "CAST(SUM(CASE WHEN a.at < @week THEN 1 ELSE 0 END) AS BIGINT) AS last_week "
                + "FROM users u LEFT JOIN activities a ON a.tenant = u.tenant AND a.user_id = u.id AND a.kind = 'call' "
                + "AND a.at >= @before AND a.at < @until "
                + $"WHERE u.tenant = @tenant AND u.status = 'active'{reader.Visible("u.id")} GROUP BY u.id, u.name, u.role",
            ("week", period.Midnight(monday)),
            ("point", SamePoint(period)),
            ("before", period.Midnight(monday.AddDays(-7))),
            ("until", period.Until)
        );
        return new(
            ["rep", "this_week", "last_week_same_point", "change", "change_percent", "last_week"],
            [
                .. rows.Where(r => r.Role == "rep" || r.ThisWeek + r.LastWeek > 0)
                    .OrderBy(r => r.ThisWeek - r.SamePoint)
                    .ThenByDescending(r => r.LastWeek)
                    .ThenBy(r => r.Name, StringComparer.Ordinal)
                    .Select(r => Row(r.Name, r.ThisWeek, r.SamePoint, r.ThisWeek - r.SamePoint, Percent(r), r.LastWeek)),
            ],
            $"This week is the week from Monday {monday:yyyy-MM-dd}; change compares it with last week up to the same weekday and time."
        );
    }

    private static decimal? Percent(Counted row) => Share(row.ThisWeek - row.SamePoint, row.SamePoint);

    // By the wall clock, so that a change to summer time moves nothing.
    private static DateTimeOffset SamePoint(ReportPeriod period)
    {
        var local = TimeZoneInfo.ConvertTime(period.Until, period.Zone);
        return Moments.Midnight(DateOnly.FromDateTime(local.DateTime).AddDays(-7), period.Zone).Add(local.TimeOfDay);
    }
}
