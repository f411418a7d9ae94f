using System.Globalization;
using Headgate.Cel.Values;

namespace Headgate.Cel.Syntax;

/// <summary>Cuts a text into tokens.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Signs =
    [
        "&&",
        "||",
        "==",
        "!=",
        "<=",
        ">=",
        "<",
        ">",
        "+",
        "-",
        "*",
        "/",
        "%",
        "!",
        "?",
        ":",
        ".",
        ",",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
    ];

    private readonly List<int> _lines = [0];
    private int _at;

    public List<Token> All()
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                _lines.Add(i + 1);
        }
        var tokens = new List<Token>();
        do tokens.Add(Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private char Here => Ahead(0);

    private char Ahead(int by) => _at + by < text.Length ? text[_at + by] : '\0';

    private Token Next()
    {
        Skip();
        var start = _at;
        if (start >= text.Length)
            return new(TokenKind.End, "the end", Place(start));
        if (Here is '"' or '\'' || Prefixed())
            return Text(start);
        if (char.IsAsciiDigit(Here) || Here == '.' && char.IsAsciiDigit(Ahead(1)))
            return Number(start);
        if (char.IsAsciiLetter(Here) || Here == '_')
            return Name(start);
        if (Here == '`')
            return Quoted(start);
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, start, sign, 0, sign.Length) == 0)
            {
                _at += sign.Length;
                return new(TokenKind.Sign, sign, Place(start));
            }
        }
        throw Wrong(
            start,
            $"{Shown()} means nothing here.",
            Here is '=' ? "Compare with ==."
                : Here is '&' or '|' ? "Write && for and, || for or."
                : "Remove it."
        );
    }

    private string Shown() => char.IsControl(Here) || char.IsSurrogate(Here) ? $"U+{(int)Here:X4}" : $"'{Here}'";

    private void Skip()
    {
        while (_at < text.Length)
        {
            if (Here is ' ' or '\t' or '\r' or '\n' or '\f')
                _at++;
            else if (Here == '/' && Ahead(1) == '/')
                _at = text.IndexOf('\n', _at) is >= 0 and var end ? end : text.Length;
            else
                return;
        }
    }

    private Token Name(int start)
    {
        while (char.IsAsciiLetterOrDigit(Here) || Here == '_')
            _at++;
        return new(TokenKind.Name, text[start.._at], Place(start));
    }

    private Token Quoted(int start)
    {
        var end = text.IndexOf('`', start + 1);
        if (end <= start + 1 || text.AsSpan(start + 1, end - start - 1).ContainsAnyExcept(QuotedChars))
            throw Wrong(
                start,
                "The name in backquotes is not complete.",
                "Close it with `; letters, digits and _ . - / and space may stand in it."
            );
        _at = end + 1;
        return new(TokenKind.Quoted, text[(start + 1)..end], Place(start));
    }

    private static readonly System.Buffers.SearchValues<char> QuotedChars = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/ "
    );

    // r"", b"", and both in either order.
    private bool Prefixed()
    {
        var (one, two) = (char.ToLowerInvariant(Here), char.ToLowerInvariant(Ahead(1)));
        return (one is 'r' or 'b' && Ahead(1) is '"' or '\'') || (one, two) is ('r', 'b') or ('b', 'r') && Ahead(2) is '"' or '\'';
    }

    private Token Text(int start)
    {
        var (raw, bytes) = (false, false);
        for (; Here is not ('"' or '\''); _at++)
        {
            raw |= Here is 'r' or 'R';
            bytes |= Here is 'b' or 'B';
        }
        var mark = Here;
        var fence = Ahead(1) == mark && Ahead(2) == mark ? 3 : 1;
        var first = _at += fence;
        while (true)
        {
            if (_at >= text.Length || fence == 1 && Here is '\n' or '\r')
                throw Wrong(start, "The text has no end.", $"Close it with {new string(mark, fence)}.");
            if (Here == mark && (fence == 1 || Ahead(1) == mark && Ahead(2) == mark))
                break;
            // A raw text keeps its backslashes, and they still guard nothing.
            _at += Here == '\\' && !raw ? 2 : 1;
        }
        var inside = text[first.._at];
        _at += fence;
        try
        {
            return new(TokenKind.Literal, text[start.._at], Place(start), Escapes.Read(inside, raw, bytes));
        }
        catch (FormatException wrong)
        {
            throw Wrong(start, wrong.Message, @"Write a backslash as \\, or begin the text with r.");
        }
    }

    private Token Number(int start)
    {
        var hex = Here == '0' && Ahead(1) is 'x' or 'X';
        var whole = true;
        if (hex)
        {
            _at += 2;
            Digits(char.IsAsciiHexDigit);
        }
        else
        {
            Digits(char.IsAsciiDigit);
            if (Here == '.' && char.IsAsciiDigit(Ahead(1)))
            {
                (whole, _at) = (false, _at + 1);
                Digits(char.IsAsciiDigit);
            }
            if (Here is 'e' or 'E' && char.IsAsciiDigit(Ahead(Ahead(1) is '+' or '-' ? 2 : 1)))
            {
                (whole, _at) = (false, _at + 2);
                Digits(char.IsAsciiDigit);
            }
        }
        var digits = text[start.._at];
        var unsigned = whole && Here is 'u' or 'U';
        if (unsigned)
            _at++;
        if (char.IsAsciiLetterOrDigit(Here) || Here == '_')
            throw Wrong(start, $"{text[start..(_at + 1)]} is no number.", "Separate the number from the name.");
        return new(
            TokenKind.Literal,
            text[start.._at],
            Place(start),
            whole ? Whole(start, digits, hex, unsigned) : Value.Of(double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture))
        );
    }

    private Value Whole(int start, string digits, bool hex, bool unsigned)
    {
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!ulong.TryParse(hex ? digits.AsSpan(2) : digits, style, CultureInfo.InvariantCulture, out var number))
            throw Wrong(start, $"{digits} is out of range.", "Whole numbers have 64 bits; write 1e30 for a floating point number.");
        if (unsigned)
            return Value.Of(number);
        // One more than the largest is kept for the smallest, which the parser makes with the minus before it.
        return number <= long.MaxValue ? Value.Of((long)number)
            : number == 1ul << 63 ? new UintValue(number)
            : throw Wrong(start, $"{digits} is out of range.", "Append u for an unsigned number.");
    }

    private void Digits(Func<char, bool> digit)
    {
        while (digit(Here))
            _at++;
    }

    private SyntaxException Wrong(int at, string why, string what) => new(Place(at), why, what);

    private Position Place(int at)
    {
        var line = _lines.BinarySearch(at);
        line = line < 0 ? ~line - 1 : line;
        return new(line + 1, at - _lines[line] + 1);
    }
}
