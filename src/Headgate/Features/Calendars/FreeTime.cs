using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Headgate.Features.Calendars;

/// <summary>
/// Free working time of a calendar. Working hours are wall-clock hours of its zone: on the day the clocks change they are the same on the wall and an hour
/// apart in UTC. An hour that the change skips begins after the gap; one that it repeats is taken the first time.
/// </summary>
public static class FreeTime
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    /// <summary>What is free between two instants (milliseconds), in order; gaps shorter than <paramref name="least"/> are none.</summary>
    public static IEnumerable<(long From, long To)> Of(CalendarRow calendar, IEnumerable<EventRow> events, long from, long to, long least)
    {
        var busy = events.Where(e => e.IsBusy).OrderBy(e => e.StartsAt).ToList();
        foreach (var (begins, ends) in WorkingTime(calendar, from, to))
        {
            var at = begins;
            foreach (var taken in busy)
            {
                if (taken.EndsAt <= at || taken.StartsAt >= ends)
                    continue;
                if (taken.StartsAt - at >= least)
                    yield return (at, taken.StartsAt);
                at = Math.Max(at, taken.EndsAt);
            }
            if (ends - at >= least)
                yield return (at, ends);
        }
    }

    /// <summary>Working hours between two instants, day by day.</summary>
    public static IEnumerable<(long From, long To)> WorkingTime(CalendarRow calendar, long from, long to)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(calendar.TimeZone) ?? DateTimeZone.Utc;
        var days = WorkDays(calendar.WorkDays);
        var (opens, closes) = (Clock.Parse(calendar.WorkFrom), Clock.Parse(calendar.WorkTo));
        if (!opens.Success || !closes.Success)
            yield break;
        // A night shift of the day before may reach into the period.
        var day = Instant.FromUnixTimeMilliseconds(from).InZone(zone).Date.PlusDays(-1);
        var last = Instant.FromUnixTimeMilliseconds(to).InZone(zone).Date;
        for (; day <= last; day = day.PlusDays(1))
        {
            if (!days.Contains(day.DayOfWeek))
                continue;
            var end = closes.Value > opens.Value ? day : day.PlusDays(1);
            var begins = Math.Max(from, At(day + opens.Value, zone));
            var ends = Math.Min(to, At(end + closes.Value, zone));
            if (begins < ends)
                yield return (begins, ends);
        }
    }

    private static long At(LocalDateTime local, DateTimeZone zone) =>
        zone.ResolveLocal(local, Resolvers.LenientResolver).ToInstant().ToUnixTimeMilliseconds();

    private static HashSet<IsoDayOfWeek> WorkDays(string text)
    {
        var days = new HashSet<IsoDayOfWeek>();
        foreach (var word in text.Split([',', ' ', '[', ']', '"'], StringSplitOptions.RemoveEmptyEntries))
        {
            var named = Array.FindIndex(Days, d => word.StartsWith(d, StringComparison.OrdinalIgnoreCase));
            var number =
                named >= 0 ? named + 1
                : int.TryParse(word, out var given) ? given
                : 0;
            if (number is >= 1 and <= 7)
                days.Add((IsoDayOfWeek)number);
        }
        return days;
    }
}
