using Headgate.Gate;

namespace Headgate.Features.Reports;

/// <summary>From an instant up to, and without, another, in the organisation's time zone.</summary>
public sealed record ReportPeriod(DateTimeOffset Since, DateTimeOffset Until, TimeZoneInfo Zone)
{
    /// <summary>The beginning in milliseconds.</summary>
    public long From => Since.ToUnixTimeMilliseconds();

    /// <summary>The end in milliseconds.</summary>
    public long To => Until.ToUnixTimeMilliseconds();

    /// <summary>The day of an instant in the zone.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>Midnight of a day in the zone.</summary>
    public DateTimeOffset Midnight(DateOnly day) => Moments.Midnight(day, Zone);
}
