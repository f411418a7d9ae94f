using Headgate.Gate;

namespace Headgate.Features.Demo;

/// <summary>Days and times around the day on which the company is looked at. What has happened lies before that instant; plans lie behind it.</summary>
internal sealed class Almanac(DateOnly today, DateTimeOffset now, TimeZoneInfo home)
{
    /// <summary>How many days the company remembers: eighteen months.</summary>
    public const int Remembered = 548;

    private const long WholeDay = 86_400_000;
    private readonly long _midnight = Ms(Moments.Midnight(today, home));
    private readonly long _weekAgo = Ms(Moments.Midnight(today.AddDays(-7), home));
    private readonly long _elapsed = Math.Max(60_000, now.ToUnixTimeMilliseconds() - Ms(Moments.Midnight(today, home)));

    public DateOnly Today => today;
    public long Now { get; } = Ms(now);

    public DateOnly Ago(int days) => today.AddDays(-days);

    public static bool Works(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>
    /// A time of a past day, or of today as far as today has come. The same weekday of last week is bent the same way, so that "this week against last week up
    /// to the same moment" compares like with like at any hour.
    /// </summary>
    public long Past(DateOnly day, int minute, TimeZoneInfo zone)
    {
        var at = Then(day, minute, zone);
        if (at >= _midnight)
            return _midnight + Bent(at - _midnight);
        return at >= _weekAgo && at < _weekAgo + WholeDay ? _weekAgo + Bent(at - _weekAgo) : at;
    }

    /// <inheritdoc cref="Past(DateOnly, int, TimeZoneInfo)"/>
    public long Past(int daysAgo, int minute) => Past(Ago(daysAgo), minute, home);

    /// <summary>The beginning of the day that an instant lies in.</summary>
    public DateTimeOffset Midnight(long at) =>
        Moments.Midnight(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), home).DateTime), home);

    /// <summary>A time of any day, as the wall clock there shows it.</summary>
    public static long Then(DateOnly day, int minute, TimeZoneInfo zone) => Ms(Moments.Midnight(day, zone)) + (minute * 60_000L);

    /// <summary>How busy a month is: quarters close in their last month, August and January are slow.</summary>
    public static int Season(int month) =>
        month switch
        {
            3 or 6 or 9 or 12 => 100,
            2 or 5 or 10 or 11 => 80,
            8 => 45,
            1 => 55,
            _ => 70,
        };

    private long Bent(long offset) => offset < _elapsed ? offset : Math.Min(offset, WholeDay - 1) * (_elapsed - 1) / WholeDay;

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
