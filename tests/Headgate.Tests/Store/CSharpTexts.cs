using System.Text;

namespace Headgate.Tests.Store;

/// <summary>
/// The string literals of a C# source, those joined with <c>+</c> as one. An interpolation stays as its expression in braces. Knows as much of the language
/// as this code base uses.
/// </summary>
internal static class CSharpTexts
{
    public static IEnumerable<(int Line, string Text)> Of(string source)
    {
        StringBuilder text = new();
        var (began, ended) = (-1, -1);
        for (var at = 0; at < source.Length; )
        {
            if (Skip(source, ref at))
                continue;
            if (!BeginsText(source, at, out var open))
            {
                at++;
                continue;
            }
            // Only a plus between two texts makes them one.
            if (began >= 0 && source[ended..at].Trim() is not "+")
            {
                yield return (LineOf(source, began), text.ToString());
                began = -1;
                text.Clear();
            }
            if (began < 0)
                began = at;
            at = ReadText(source, at, open, text);
            ended = at;
        }
        if (began >= 0)
            yield return (LineOf(source, began), text.ToString());
    }

    private static int LineOf(string source, int at) => source.AsSpan(0, at).Count('\n') + 1;

    private static bool Skip(string source, ref int at)
    {
        var rest = source.AsSpan(at);
        var length = 0;
        if (rest.StartsWith("//"))
            length = rest.IndexOf('\n');
        else if (rest.StartsWith("/*"))
            length = rest.IndexOf("*/") + 2;
        else if (rest[0] == '\'')
            length = rest[1] == '\\' ? rest[2..].IndexOf('\'') + 3 : 3;
        else
            return false;
        at = length <= 0 ? source.Length : at + length;
        return true;
    }

    // $"…", @"…", $$"""…""": how the text opens, up to and with its quotes.
    private static bool BeginsText(string source, int at, out string open)
    {
        var quote = at;
        while (quote < source.Length && source[quote] is '$' or '@')
            quote++;
        open = "";
        if (quote >= source.Length || source[quote] != '"')
            return false;
        var quotes = source.AsSpan(quote).StartsWith("\"\"\"") ? 3 : 1;
        open = source[at..(quote + quotes)];
        return true;
    }

    private static int ReadText(string source, int at, string open, StringBuilder text)
    {
        at += open.Length;
        var raw = open.EndsWith("\"\"\"", StringComparison.Ordinal);
        var interpolated = open.Contains('$', StringComparison.Ordinal);
        var escapes = !raw && !open.Contains('@', StringComparison.Ordinal);
        var close = raw ? "\"\"\"" : "\"";
        while (!source.AsSpan(at).StartsWith(close))
        {
            if (escapes && source[at] == '\\')
            {
                at += 2;
                text.Append(' ');
            }
            else if (interpolated && source[at] == '{' && (raw || source[at + 1] != '{'))
            {
                at = ReadHole(source, at, text);
            }
            else
            {
                text.Append(source[at++]);
            }
        }
        return at + close.Length;
    }

    private static int ReadHole(string source, int at, StringBuilder text)
    {
        var depth = 0;
        do
        {
            if (BeginsText(source, at, out var open))
            {
                at = ReadText(source, at, open, text);
                continue;
            }
            depth += source[at] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            text.Append(source[at++]);
        } while (depth > 0);
        return at;
    }
}
