using System.Globalization;
using Headgate.Gate;

namespace Headgate.Features;

/// <summary>Another record, as an answer names it.</summary>
public sealed record Named(string Id, string? Name)
{
    /// <summary>True when what should be a name holds more than one, wherever it came from.</summary>
    public bool? Untrusted => Provenance.IsName(Name) ? null : true;

    /// <summary>A record that may be missing.</summary>
    public static Named? Of(string? id, string? name) => id is null ? null : new(id, name);
}

/// <summary>A list's page: its items and where the next begins.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor = null);

/// <summary>Stored values as answers show them.</summary>
internal static class Show
{
    /// <summary>Milliseconds as ISO 8601 UTC.</summary>
    public static string Time(long at) => Moments.Iso(DateTimeOffset.FromUnixTimeMilliseconds(at));

    /// <inheritdoc cref="Time(long)"/>
    public static string? Time(long? at) => at is { } known ? Time(known) : null;

    /// <summary>Minor units as the amount that people write.</summary>
    public static decimal? Amount(long? minor, string? currency) => minor is { } known ? known / Money.Scale(currency) : null;

    /// <summary>A flag's whole number.</summary>
    public static bool Flag(long stored) => stored != 0;

    /// <summary>Today in a zone.</summary>
    public static string Day(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
