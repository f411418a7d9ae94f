using System.Globalization;
using System.Text.RegularExpressions;

namespace Headgate.Cel.Functions;

/// <summary>Time zones by IANA name or as an offset: <c>Europe/Berlin</c>, <c>+02:00</c>, <c>02:00</c>.</summary>
internal static partial class Zones
{
    public static TimeSpan? Offset(string zone)
    {
        if (zone is "Z" or "UTC")
            return TimeSpan.Zero;
        if (!Fixed().IsMatch(zone))
            return null;
        var hours = int.Parse(zone.AsSpan(zone.Length - 5, 2), CultureInfo.InvariantCulture);
        var minutes = int.Parse(zone.AsSpan(zone.Length - 2, 2), CultureInfo.InvariantCulture);
        var offset = new TimeSpan(hours, minutes, 0);
        return hours > 23 || minutes > 59 ? null
            : zone[0] == '-' ? -offset
            : offset;
    }

    /// <summary>What to add to UTC there and then; null when there is no such zone.</summary>
    public static TimeSpan? Offset(string zone, DateTime utc) =>
        Offset(zone)
        ?? (
            zone.Length < 64 && Name().IsMatch(zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
                ? found.GetUtcOffset(utc)
                : null
        );

    [GeneratedRegex(@"^[+-]?[0-9]{2}:[0-9]{2}\z", RegexOptions.None, 1000)]
    private static partial Regex Fixed();

    // No dots: a name can never leave the folder of zones.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+/-]*\z", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
