using System.Globalization;
using System.Text.RegularExpressions;
using Headgate.Cel.Values;

namespace Headgate.Cel.Functions;

/// <summary>Reads instants (RFC 3339) and spans of time (<c>1h30m</c>, <c>-1.5s</c>).</summary>
internal static partial class TimeText
{
    private static readonly Dictionary<string, long> Units = new(StringComparer.Ordinal)
    {
        ["ns"] = 1,
        ["us"] = 1_000,
        ["µs"] = 1_000,
        ["μs"] = 1_000,
        ["ms"] = 1_000_000,
        ["s"] = 1_000_000_000,
        ["m"] = 60_000_000_000,
        ["h"] = 3_600_000_000_000,
    };

    public static Value Timestamp(string text)
    {
        var match = text.Length < 64 ? Instant().Match(text) : Match.Empty;
        if (!match.Success)
            return Value.Error("the text is no timestamp; write 2026-01-31T09:00:00Z");
        var clock = match.Groups["clock"].Value;
        if (!DateTime.TryParseExact(clock, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return Value.Error("timestamp out of range");
        var nanos = match.Groups["fraction"] is { Success: true, Value: var digits }
            ? long.Parse(digits[..Math.Min(9, digits.Length)].PadRight(9, '0'), CultureInfo.InvariantCulture)
            : 0;
        var offset = Zones.Offset(match.Groups["zone"].Value) ?? TimeSpan.Zero;
        var seconds = (at - DateTime.UnixEpoch - offset).Ticks / TimeSpan.TicksPerSecond;
        return TimestampValue.Of((Int128)seconds * 1_000_000_000 + nanos);
    }

    public static Value Duration(string text)
    {
        if (text.TrimStart('+', '-') == "0")
            return DurationValue.Of(0);
        var match = text.Length < 128 ? Span().Match(text) : Match.Empty;
        if (!match.Success)
            return Value.Error("the text is no duration; write 90s, 36h or 1h30m");
        Int128 nanos = 0;
        for (var i = 0; i < match.Groups["unit"].Captures.Count; i++)
        {
            var unit = Units[match.Groups["unit"].Captures[i].Value];
            var fits = decimal.TryParse(
                match.Groups["number"].Captures[i].ValueSpan,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            );
            if (!fits || number > (decimal)long.MaxValue / unit + 1)
                return Value.Error("duration out of range");
            nanos += (Int128)decimal.Truncate(number * unit);
        }
        return DurationValue.Of(text[0] == '-' ? -nanos : nanos);
    }

    [GeneratedRegex(
        @"^(?<clock>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]{1,30}))?(?<zone>Z|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Instant();

    [GeneratedRegex(@"^[+-]?((?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h))+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Span();
}
