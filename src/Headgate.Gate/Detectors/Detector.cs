using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headgate.Gate.Detectors;

/// <summary>
/// Finds personal data in free text by form, check digit and the words around it. One pass; a text without digits costs next to nothing. Names, addresses of
/// places and health in words are not found: nothing here guesses.
/// </summary>
public static class Detector
{
    private const int LeastText = 9;
    private const int LeastDigits = 4;
    private const int LeastEncoded = 12;
    private const int LongestWord = 40;

    private static readonly SearchValues<char> IdSigns = SearchValues.Create("0123456789abcdefghjkmnpqrstvwxyz");

    [ThreadStatic]
    private static DigitRun? _run;

    // Digits of every script; those beyond the first plane by their first halves.
    private static readonly SearchValues<char> Digits = SearchValues.Create([
        .. Enumerable
            .Range(0, 0x10000)
            .Select(c => (char)c)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber),
        .. "\uD801\uD803\uD804\uD805\uD806\uD807\uD81A\uD835\uD838\uD83A\uD83E",
    ]);

    /// <summary>All that is found, in order; what overlaps is told once, regulated before the rest.</summary>
    public static IReadOnlyList<Finding> Find(string text) => Find(text, details: true, links: true);

    /// <summary>What is regulated in a text; nothing, mostly.</summary>
    public static IReadOnlyList<Finding> Regulated(string text) =>
        MayBeRegulated(text) ? [.. Find(text, details: false, links: false).Where(f => f.IsRegulated)] : [];

    /// <summary>The text without what is regulated, and without e-mail addresses and telephone numbers when <paramref name="details"/> go as well.</summary>
    public static string Masked(string text, bool details)
    {
        if (!MayBeRegulated(text) && !(details && text.AsSpan().IndexOfAny('@', '\uFF20') >= 0))
            return text;
        var findings = Find(text, details, links: false);
        if (findings.Count == 0)
            return text;
        StringBuilder masked = new(text.Length);
        var at = 0;
        foreach (var finding in findings)
        {
            if (!finding.IsRegulated && finding.Sort is not (Sort.Email or Sort.Phone))
                continue;
            masked.Append(text, at, finding.From - at);
            masked.Append(finding.IsRegulated ? $"[regulated: {finding.Word}]" : $"[{finding.Word}]");
            at = finding.To;
        }
        return masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Whether there are digits enough for anything at all, or a word in which some may be encoded.</summary>
    private static bool MayBeRegulated(ReadOnlySpan<char> text)
    {
        if (text.Length < LeastText || IsOurs(text))
            return false;
        var rest = text;
        for (var digits = 0; digits < LeastDigits; digits++)
        {
            var next = rest.IndexOfAny(Digits);
            if (next < 0)
                return HasLongWord(text);
            rest = rest[(next + 1)..];
        }
        return true;
    }

    // Our own ids and instants are in every answer, full of digits.
    private static bool IsOurs(ReadOnlySpan<char> text) =>
        text.Length is 20 or 24 && text[10] == 'T' && text[4] == '-' && text[7] == '-' && text[13] == ':' && text[^1] == 'Z'
        || text.Length == Ids.Length + 4 && text[3] == '_' && !text[4..].ContainsAnyExcept(IdSigns);

    // A word that is long enough has a letter at every so manyth place.
    private static bool HasLongWord(ReadOnlySpan<char> text)
    {
        for (var at = LeastEncoded - 1; at < text.Length; at += LeastEncoded)
        {
            if (!IsEncoded(text[at]))
                continue;
            var from = at;
            while (from > 0 && IsEncoded(text[from - 1]))
                from--;
            while (at + 1 < text.Length && IsEncoded(text[at + 1]))
                at++;
            if (at - from + 1 >= LeastEncoded)
                return true;
        }
        return false;
    }

    private static List<Finding> Find(string text, bool details, bool links)
    {
        var folded = Folded.Of(text);
        List<Finding> found = [];
        void Add(int from, int to, Sort sort) => found.Add(folded.Place(from, to, sort));
        AddNumbers(folded.Plain, details, Add);
        AddEncoded(folded.Plain, Add);
        if (details)
            Addresses.AddEmails(folded.Plain, Add);
        if (links)
            Addresses.AddLinks(folded.Plain, Add);
        return found.Count < 2 ? found : Apart(found);
    }

    private static void AddNumbers(string text, bool details, Action<int, int, Sort> found)
    {
        var run = _run ??= new();
        for (var at = 0; at < text.Length; )
        {
            var next = text.AsSpan(at).IndexOfAnyInRange('0', '9');
            if (next < 0)
                return;
            var digit = at + next;
            var begin = digit;
            while (begin > at && IsWord(text[begin - 1]))
                begin--;
            var end = digit;
            while (end < text.Length && IsWord(text[end]))
                end++;
            // A word with a line under it is a name of ours: an id, a column. One that is longer than any number is none.
            if (end - begin > LongestWord || text.AsSpan(begin, end - begin).Contains('_'))
            {
                at = end;
                continue;
            }
            if (Code(text, begin, at) is var (from, to, sort))
            {
                found(from, to, sort);
                at = to;
                continue;
            }
            if (begin < digit)
            {
                at = end;
                continue;
            }
            run.Read(text, digit);
            if (Births.At(text, run) is var (born, until))
                found(born, until, Sort.BirthDate);
            Numbers.Add(text, run, details, found);
            // The last group of a run may begin a code: "1 12345678Z".
            at = run.Groups > 1 && run.End < text.Length && char.IsAsciiLetter(text[run.End]) ? run.From(run.Groups - 1) : run.End;
        }
    }

    // A code may begin with letters that stand apart from its digits: "AB 12 34 56 C", "X-1234567-L", "RSS MRA 85T10 A562S".
    private static (int From, int To, Sort Sort)? Code(string text, int begin, int least)
    {
        var from = begin;
        for (var words = 0; words < 3; words++)
        {
            if (Codes.At(text, from) is var (to, sort))
                return (from, to, sort);
            if (from - 2 < least || text[from - 1] is not (' ' or '-' or '.') || !char.IsAsciiLetter(text[from - 2]))
                return null;
            var before = from - 1;
            while (before > least && char.IsAsciiLetter(text[before - 1]))
                before--;
            if (from - 1 - before > 3 || before > 0 && IsWord(text[before - 1]))
                return null;
            from = before;
        }
        return null;
    }

    // Somebody may hand on a number in base64: what reads as text is looked at once more, as itself.
    private static void AddEncoded(string text, Action<int, int, Sort> found)
    {
        Span<byte> bytes = stackalloc byte[776];
        Span<char> padded = stackalloc char[1028];
        for (var at = 0; at < text.Length; at++)
        {
            var from = at;
            while (at < text.Length && IsEncoded(text[at]))
                at++;
            var word = text.AsSpan(from, at - from).TrimEnd('=');
            if (word.Length is < LeastEncoded or > 1024 || from > 0 && text[from - 1] == '_')
                continue;
            word.CopyTo(padded);
            var length = word.Length;
            while (length % 4 != 0)
                padded[length++] = '=';
            if (
                !Convert.TryFromBase64Chars(padded[..length], bytes, out var count)
                || bytes[..count].ContainsAnyExceptInRange((byte)' ', (byte)'~')
            )
                continue;
            var end = at;
            AddNumbers(Encoding.ASCII.GetString(bytes[..count]), details: false, (_, _, sort) => found(from, end, sort));
        }
    }

    private static List<Finding> Apart(List<Finding> found)
    {
        List<Finding> apart = [];
        foreach (var finding in found.OrderBy(f => f.From).ThenByDescending(f => f.Length))
        {
            if (apart.Count == 0 || apart[^1].To <= finding.From)
                apart.Add(finding);
            else if (
                finding.IsRegulated && !apart[^1].IsRegulated
                || finding.IsRegulated == apart[^1].IsRegulated && finding.Length > apart[^1].Length
            )
                apart[^1] = finding with
                {
                    From = Math.Min(finding.From, apart[^1].From),
                    Length = Math.Max(finding.To, apart[^1].To) - Math.Min(finding.From, apart[^1].From),
                };
            else if (finding.To > apart[^1].To)
                apart[^1] = apart[^1] with { Length = finding.To - apart[^1].From };
        }
        return apart;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool IsEncoded(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=';
}
