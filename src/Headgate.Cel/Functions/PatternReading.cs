using System.Globalization;
using System.Text;

namespace Headgate.Cel.Functions;

/// <summary>
/// Turns RE2's syntax into the platform's, piece by piece; what one of them does not know is refused, so that no pattern means something else here.
/// Classes such as \d are ASCII, . is a whole code point, $ is the very end. \b knows Unicode letters, which RE2's does not.
/// </summary>
internal sealed class PatternReading
{
    private const int MostCharacters = 1000;
    private const int MostRepeats = 1000;
    private const int MostDepth = 50;
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private readonly string _text;
    private readonly StringBuilder _made = new();
    private int _at;
    private bool _lines;
    private bool _dotAll;

    private PatternReading(string text) => _text = text;

    public static (string Pattern, int Weight) Read(string text)
    {
        if (text.Length > MostCharacters)
            throw new FormatException($"it is longer than {MostCharacters} characters.");
        var reading = new PatternReading(text);
        reading.LeadingFlags();
        var weight = reading.Alternatives(0);
        if (reading._at < text.Length)
            throw new FormatException("a ) has no (.");
        return (reading._made.ToString(), weight);
    }

    private char Here => _at < _text.Length ? _text[_at] : '\0';

    // Flags stand at the beginning and hold for the whole pattern.
    private void LeadingFlags()
    {
        var end = _text.StartsWith("(?", StringComparison.Ordinal) ? _text.IndexOf(')', StringComparison.Ordinal) : -1;
        if (end < 3 || _text.AsSpan(2, end - 2).ContainsAnyExcept("ims"))
            return;
        var flags = _text[2..end];
        _lines = flags.Contains('m', StringComparison.Ordinal);
        _dotAll = flags.Contains('s', StringComparison.Ordinal);
        if (flags.Replace("s", "", StringComparison.Ordinal) is { Length: > 0 } kept)
            _made.Append("(?").Append(kept).Append(')');
        _at = end + 1;
    }

    private int Alternatives(int depth)
    {
        if (depth > MostDepth)
            throw new FormatException($"its groups are more than {MostDepth} deep.");
        var weight = 1;
        while (_at < _text.Length && Here != ')')
        {
            if (Here == '|')
            {
                _made.Append('|');
                _at++;
                continue;
            }
            weight += Repeated(depth);
        }
        return weight;
    }

    private int Repeated(int depth)
    {
        var start = _made.Length;
        var weight = Atom(depth);
        // a*+ would be possessive there and is an error in RE2.
        for (var times = 0; Here is '*' or '+' or '?' || Here == '{' && Count() is not null; times++)
        {
            if (times > 0)
                throw new FormatException("a repetition is repeated.");
            var most = 1;
            if (Here == '{')
                most = Count() is var (count, length) ? Repeat(count, length) : 1;
            else
                _made.Append(_text[_at++]);
            if (Here == '?')
                _made.Append(_text[_at++]);
            weight *= Math.Max(1, most);
            if (weight > MostRepeats)
                throw new FormatException($"it repeats more than {MostRepeats} parts.");
        }
        return _made.Length == start ? 0 : weight;
    }

    private int Repeat(int count, int length)
    {
        _made.Append(_text, _at, length);
        _at += length;
        return count;
    }

    // {n}, {n,} or {n,m}; any other brace is a brace.
    private (int Most, int Length)? Count()
    {
        var end = _text.IndexOf('}', _at);
        if (end < 0)
            return null;
        var parts = _text[(_at + 1)..end].Split(',');
        if (parts.Length > 2 || parts[0].Length == 0 || parts.Any(p => p.Length > 4 || p.AsSpan().ContainsAnyExceptInRange('0', '9')))
            return null;
        var counts = parts.Where(p => p.Length > 0).Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToList();
        if (counts.Max() > MostRepeats || counts[^1] < counts[0])
            throw new FormatException($"a repetition is more than {MostRepeats} or the wrong way round.");
        return (counts.Max(), end + 1 - _at);
    }

    private int Atom(int depth)
    {
        var c = _text[_at];
        switch (c)
        {
            case '(':
                return Group(depth);
            case '[':
                _at = PatternClass.Read(_text, _at, _made);
                return 1;
            case '.':
                _at++;
                _made.Append(_dotAll ? $@"(?:[^\uD800-\uDFFF]|{Pair})" : $@"(?:[^\n\uD800-\uDFFF]|{Pair})");
                return 2;
            case '$':
                _at++;
                _made.Append(_lines ? "$" : @"\z");
                return 1;
            case '\\':
                return Escape();
            case '*' or '+' or '?':
                throw new FormatException("a repetition has nothing before it.");
            default:
                return Plain();
        }
    }

    private int Plain()
    {
        var pair = char.IsHighSurrogate(Here) && _at + 1 < _text.Length && char.IsLowSurrogate(_text[_at + 1]);
        if (pair)
            _made.Append("(?:").Append(_text, _at, 2).Append(')');
        else
            _made.Append(Here is '{' or '}' or '#' or ' ' or ']' ? "\\" : "").Append(Here);
        _at += pair ? 2 : 1;
        return 1;
    }

    private int Group(int depth)
    {
        _at++;
        var opening = "(?:";
        if (Here == '?')
        {
            var named =
                _at + 2 < _text.Length
                && (_text[_at + 1] == '<' && char.IsAsciiLetter(_text[_at + 2]) || _text[_at + 1] == 'P' && _text[_at + 2] == '<');
            if (string.CompareOrdinal(_text, _at, "?:", 0, 2) == 0)
                _at += 2;
            else if (named && _text.IndexOf('>', _at) is > 0 and var end)
                _at = end + 1;
            else
                throw new FormatException("(? begins neither (?: nor a named group; flags stand at the beginning.");
        }
        _made.Append(opening);
        var weight = Alternatives(depth + 1);
        if (Here != ')')
            throw new FormatException("a ( has no ).");
        _at++;
        _made.Append(')');
        return weight;
    }

    private int Escape()
    {
        if (string.CompareOrdinal(_text, _at, @"\Q", 0, 2) == 0)
            return Quoted();
        _at = PatternClass.Escape(_text, _at, _made, inside: false);
        return 1;
    }

    private int Quoted()
    {
        var end = _text.IndexOf(@"\E", _at, StringComparison.Ordinal);
        var inside = _text[(_at + 2)..(end < 0 ? _text.Length : end)];
        _at = end < 0 ? _text.Length : end + 2;
        foreach (var c in inside)
            _made.Append(char.IsAsciiLetterOrDigit(c) || c > '\x7f' ? "" : "\\").Append(char.IsControl(c) ? $"u{(int)c:X4}" : c.ToString());
        return inside.Length;
    }
}
