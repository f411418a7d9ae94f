using System.Text;
using System.Text.Unicode;

namespace Headgate.Verify;

/// <summary>
/// Whether bytes are canonical JSON (RFC 8785) as the log writes it: an object, every number whole and below 2^53, at most 64 deep. It notes where the
/// members of the object stand.
/// </summary>
internal ref struct Canonical(ReadOnlySpan<byte> json)
{
    private const int Deepest = 64;

    private readonly ReadOnlySpan<byte> _json = json;
    private int _at = 0;

    /// <summary>The members of the whole, by name.</summary>
    public Dictionary<string, Range> Members { get; } = new(StringComparer.Ordinal);

    public bool Holds() => _json.Length > 0 && _json[0] == '{' && Utf8.IsValid(_json) && Object(1) && _at == _json.Length;

    private bool Value(int depth) =>
        _at < _json.Length
        && depth <= Deepest
        && _json[_at] switch
        {
            (byte)'{' => Object(depth),
            (byte)'[' => Array(depth),
            (byte)'"' => Text(),
            (byte)'t' => Word("true"u8),
            (byte)'f' => Word("false"u8),
            (byte)'n' => Word("null"u8),
            _ => Number(),
        };

    private bool Object(int depth)
    {
        string? last = null;
        _at++;
        if (Take('}'))
            return true;
        do
        {
            var start = _at;
            if (_at >= _json.Length || _json[_at] != '"' || !Text())
                return false;
            var name = Name(_json[(start + 1)..(_at - 1)]);
            // By UTF-16 units, as the RFC says; the same name twice is out of order too.
            if (last is not null && string.CompareOrdinal(last, name) >= 0 || !Take(':'))
                return false;
            last = name;
            start = _at;
            if (!Value(depth + 1))
                return false;
            if (depth == 1)
                Members[name] = start.._at;
        } while (Take(','));
        return Take('}');
    }

    private bool Array(int depth)
    {
        _at++;
        if (Take(']'))
            return true;
        do if (!Value(depth + 1))
            return false;
        while (Take(','));
        return Take(']');
    }

    private bool Text()
    {
        for (_at++; _at < _json.Length; _at++)
        {
            var unit = _json[_at];
            if (unit == '"')
            {
                _at++;
                return true;
            }
            if (unit < 0x20 || unit == '\\' && !Escape())
                return false;
        }
        return false;
    }

    // A short escape where there is one, four small digits for other control characters, nothing else.
    private bool Escape()
    {
        if (++_at >= _json.Length)
            return false;
        if ("\"\\bfnrt"u8.Contains(_json[_at]))
            return true;
        if (_json[_at] != 'u' || _at + 4 >= _json.Length || !_json.Slice(_at + 1, 2).SequenceEqual("00"u8))
            return false;
        var (high, low) = (_json[_at + 3], (char)_json[_at + 4]);
        _at += 4;
        return high is (byte)'0' or (byte)'1'
            && low is (>= '0' and <= '9') or (>= 'a' and <= 'f')
            && !(high == '0' && low is '8' or '9' or 'a' or 'c' or 'd');
    }

    private bool Number()
    {
        var isNegative = Take('-');
        var first = _at;
        long value = 0;
        for (; _at < _json.Length && _at - first < 16 && _json[_at] is >= (byte)'0' and <= (byte)'9'; _at++)
            value = value * 10 + (_json[_at] - '0');
        return _at > first && value < 1L << 53 && (_json[first] != '0' || _at == first + 1 && !isNegative);
    }

    private bool Word(ReadOnlySpan<byte> word)
    {
        if (!_json[_at..].StartsWith(word))
            return false;
        _at += word.Length;
        return true;
    }

    private bool Take(char unit)
    {
        if (_at >= _json.Length || _json[_at] != unit)
            return false;
        _at++;
        return true;
    }

    private static string Name(ReadOnlySpan<byte> raw) =>
        raw.Contains((byte)'\\')
            ? System.Text.Json.JsonSerializer.Deserialize<string>([(byte)'"', .. raw, (byte)'"'])!
            : Encoding.UTF8.GetString(raw);
}
