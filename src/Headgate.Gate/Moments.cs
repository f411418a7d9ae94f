using System.Globalization;

namespace Headgate.Gate;

/// <summary>Instants as people and clients write them.</summary>
public static class Moments
{
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>
    /// Reads an ISO 8601 instant with its offset, an instant without one (taken in <paramref name="zone"/>), or a date (its midnight there).
    /// A midnight that a change of the clocks skips is the first instant of that day.
    /// </summary>
    public static bool TryParse(string text, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        instant = default;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return TryPlace(day.ToDateTime(TimeOnly.MinValue), zone, out instant);
        if (!DateTime.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
            return false;
        if (time.Kind == DateTimeKind.Unspecified)
            return TryPlace(time, zone, out instant);
        return DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
            && instant.UtcDateTime.Year is > 1900 and < 2200;
    }

    /// <summary>The zone of that IANA name, UTC when it is unknown.</summary>
    public static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Midnight of a day in a zone.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        TryPlace(day.ToDateTime(TimeOnly.MinValue), zone, out var instant);
        return instant;
    }

    /// <summary>An instant as it is answered: UTC, seconds.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool TryPlace(DateTime local, TimeZoneInfo zone, out DateTimeOffset instant)
    {
        instant = default;
        if (local.Year is <= 1900 or >= 2200)
            return false;
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        instant = new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        return true;
    }
}
