using Headgate.Cel.Checking;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary>Parts of an instant, in UTC or in a time zone, and of a span of time.</summary>
internal static class Moments
{
    public static readonly Overload[] All =
    [
        .. Part("getFullYear", t => t.Year),
        .. Part("getMonth", t => t.Month - 1),
        .. Part("getDayOfYear", t => t.DayOfYear - 1),
        .. Part("getDayOfMonth", t => t.Day - 1),
        .. Part("getDate", t => t.Day),
        .. Part("getDayOfWeek", t => (int)t.DayOfWeek),
        .. Part("getHours", t => t.Hour),
        .. Part("getMinutes", t => t.Minute),
        .. Part("getSeconds", t => t.Second),
        .. Part("getMilliseconds", t => t.Millisecond),
        .. Whole("getHours", n => n / 3_600_000_000_000),
        .. Whole("getMinutes", n => n / 60_000_000_000),
        .. Whole("getSeconds", n => n / 1_000_000_000),
        .. Whole("getMilliseconds", n => n % 1_000_000_000 / 1_000_000),
    ];

    private static Overload[] Part(string name, Func<DateTime, int> part) =>
        [
            Overload.Of($"(timestamp).{name}() -> int", (_, a) => Value.Of((long)part(Utc(a[0])))),
            Overload.Of($"(timestamp).{name}(string) -> int", (_, a) => There(a, part), cost: 5),
        ];

    private static Overload[] Whole(string name, Func<long, long> part) =>
        [Overload.Of($"(duration).{name}() -> int", (_, a) => Value.Of(part(((DurationValue)a[0]).Nanos)))];

    private static Value There(Value[] a, Func<DateTime, int> part)
    {
        var utc = Utc(a[0]);
        var zone = ((StringValue)a[1]).Value;
        if (Zones.Offset(zone, utc) is not { } offset)
            return Value.Error($"no such time zone: {(zone.Length > 40 ? zone[..40] + "…" : zone)}");
        var ticks = utc.Ticks + offset.Ticks;
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks
            ? Value.Error("timestamp out of range")
            : Value.Of((long)part(new DateTime(ticks, DateTimeKind.Unspecified)));
    }

    private static DateTime Utc(Value value) =>
        value is TimestampValue t ? DateTime.UnixEpoch.AddTicks(t.Seconds * TimeSpan.TicksPerSecond + t.Nanos / 100) : default;
}
