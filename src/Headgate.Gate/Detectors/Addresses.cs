namespace Headgate.Gate.Detectors;

/// <summary>E-mail addresses and links.</summary>
internal static class Addresses
{
    /// <summary>Adds the e-mail addresses of a text.</summary>
    public static void AddEmails(string text, Action<int, int, Sort> found)
    {
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var (from, to) = (at, at + 1);
            while (from > 0 && at - from < 64 && IsLocal(text[from - 1]))
                from--;
            while (to < text.Length && to - at < 254 && (char.IsLetterOrDigit(text[to]) || text[to] is '-' or '.'))
                to++;
            while (to > at + 1 && text[to - 1] is '.' or '-')
                to--;
            while (from < at && text[from] is '.' or '\'')
                from++;
            var domain = text.AsSpan(at + 1, to - at - 1);
            var dot = domain.LastIndexOf('.');
            if (
                from < at
                && dot > 0
                && domain.Length - dot > 2
                && char.IsLetter(domain[^1])
                && !domain.Contains("..", StringComparison.Ordinal)
            )
                found(from, to, Sort.Email);
        }
    }

    /// <summary>Adds the links of a text.</summary>
    public static void AddLinks(string text, Action<int, int, Sort> found)
    {
        foreach (var sign in (string[])["://", "www."])
            for (
                var at = text.IndexOf(sign, StringComparison.OrdinalIgnoreCase);
                at >= 0;
                at = text.IndexOf(sign, at + 1, StringComparison.OrdinalIgnoreCase)
            )
            {
                var (from, to) = (at, at + sign.Length);
                while (from > 0 && at - from < 12 && char.IsAsciiLetter(text[from - 1]))
                    from--;
                while (to < text.Length && !char.IsWhiteSpace(text[to]) && text[to] is not ('"' or '<' or '>' or ')'))
                    to++;
                if (to > at + sign.Length && (sign[0] != ':' || from < at))
                    found(from, to, Sort.Url);
                // One link, however many signs there are in it.
                at = to - 1;
            }
    }

    private static bool IsLocal(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'' or '&';
}
