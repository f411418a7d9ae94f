using System.Collections.Concurrent;

namespace Headgate.Cel.Functions;

/// <summary>Time zones by IANA name or as an offset: <c>Europe/Berlin</c>, <c>+02:00</c>, <c>02:00</c>.</summary>
internal static class Zones
{
    // As many as the platform knows, since only those that were found are kept.
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Found = new(StringComparer.Ordinal);

    public static TimeSpan? Offset(string zone)
    {
        if (zone is "Z" or "UTC")
            return TimeSpan.Zero;
        var digits = zone.AsSpan(zone.Length > 0 && zone[0] is '+' or '-' ? 1 : 0);
        if (
            digits.Length != 5
            || digits[2] != ':'
            || Two(digits) is not { } hours
            || Two(digits[3..]) is not { } minutes
            || hours > 23
            || minutes > 59
        )
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return zone[0] == '-' ? -offset : offset;
    }

    /// <summary>What to add to UTC there and then; null when there is no such zone.</summary>
    public static TimeSpan? Offset(string zone, DateTime utc) => Offset(zone) ?? Named(zone)?.GetUtcOffset(utc);

    private static TimeZoneInfo? Named(string zone)
    {
        if (Found.TryGetValue(zone, out var known))
            return known;
        // No dots: a name can never leave the folder of zones.
        if (
            zone.Length is 0 or > 64
            || !zone.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '+' or '-' or '/')
            || !char.IsAsciiLetter(zone[0])
        )
            return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? Found[zone] = found : null;
    }

    private static int? Two(ReadOnlySpan<char> digits) =>
        char.IsAsciiDigit(digits[0]) && char.IsAsciiDigit(digits[1]) ? (digits[0] - '0') * 10 + digits[1] - '0' : null;
}
