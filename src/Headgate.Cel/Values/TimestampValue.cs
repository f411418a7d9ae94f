using System.Globalization;

namespace Headgate.Cel.Values;

/// <summary>An instant from year 1 to year 9999, to the nanosecond.</summary>
public sealed class TimestampValue : Value
{
    internal const long First = -62_135_596_800;
    internal const long Last = 253_402_300_799;
    private const int Second = 1_000_000_000;

    private TimestampValue(long seconds, int nanos)
        : base(Kind.Timestamp) => (Seconds, Nanos) = (seconds, nanos);

    /// <summary>Seconds since 1970.</summary>
    public long Seconds { get; }

    /// <summary>Nanoseconds after them.</summary>
    public int Nanos { get; }

    internal Int128 Total => (Int128)Seconds * Second + Nanos;

    internal static new TimestampValue Of(DateTimeOffset at)
    {
        var ticks = at.UtcTicks - DateTime.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        return rest < 0 ? new(seconds - 1, (int)(rest + TimeSpan.TicksPerSecond) * 100) : new(seconds, (int)rest * 100);
    }

    internal static Value Of(Int128 nanos)
    {
        var (seconds, rest) = Int128.DivRem(nanos, Second);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + Second);
        return seconds < First || seconds > Last ? Error("timestamp out of range") : new TimestampValue((long)seconds, (int)rest);
    }

    internal static Value OfSeconds(long seconds) => Of((Int128)seconds * Second);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = DateTime.UnixEpoch.AddSeconds(Seconds).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        return Nanos == 0 ? $"{text}Z" : $"{text}.{Nanos.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')}Z";
    }
}

/// <summary>A span of time of at most 292 years, to the nanosecond.</summary>
public sealed class DurationValue : Value
{
    private DurationValue(long nanos)
        : base(Kind.Duration) => Nanos = nanos;

    /// <summary>Nanoseconds.</summary>
    public long Nanos { get; }

    internal override bool IsZero => Nanos == 0;

    internal static Value Of(Int128 nanos) =>
        nanos < long.MinValue || nanos > long.MaxValue ? Error("duration out of range") : new DurationValue((long)nanos);

    /// <inheritdoc/>
    public override string ToString()
    {
        var whole = Nanos / 1_000_000_000;
        var rest = Math.Abs(Nanos % 1_000_000_000);
        var sign = Nanos < 0 && whole == 0 ? "-" : "";
        var digits = rest == 0 ? "" : "." + rest.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}{digits}s");
    }
}
