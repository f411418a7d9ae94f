using Headgate.Gate;

namespace Headgate.Features.Reports;

/// <summary>Now, in the organisation's time zone: what default periods are counted from.</summary>
internal sealed record ReportClock(DateTimeOffset Now, TimeZoneInfo Zone)
{
    /// <summary>Today.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);

    /// <summary>The last so many days, up to now.</summary>
    public ReportPeriod Days(int days) => new(Moments.Midnight(Today.AddDays(-days), Zone), Now, Zone);

    /// <summary>From Monday of last week up to now.</summary>
    public ReportPeriod TwoWeeks() => Days(((int)Today.DayOfWeek + 6) % 7 + 7);

    /// <summary>From the beginning of the quarter so many quarters ago up to the end of the present one.</summary>
    public ReportPeriod Quarters(int before)
    {
        var first = new DateOnly(Today.Year, ((Today.Month - 1) / 3 * 3) + 1, 1);
        return new(Moments.Midnight(first.AddMonths(-3 * before), Zone), Moments.Midnight(first.AddMonths(3), Zone), Zone);
    }
}
