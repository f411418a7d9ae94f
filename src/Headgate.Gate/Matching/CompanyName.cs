namespace Headgate.Gate.Matching;

/// <summary>A company's name without legal form, article and punctuation.</summary>
/// <param name="Tokens">Its words.</param>
/// <param name="Forms">Its legal forms.</param>
public readonly record struct CompanyName(IReadOnlyList<string> Tokens, IReadOnlyList<int> Forms)
{
    private const double Near = 0.86;
    private const int MostWords = 12;

    /// <summary>The words in one, without what tells little.</summary>
    public string Whole => Tokens is null ? "" : string.Concat(Tokens);

    /// <summary>What candidates are found by: the sounds of the first two words that tell it from others.</summary>
    public string Key => Tokens is null ? "" : string.Join(' ', Telling().Take(1).Select(Sound.Of));

    /// <summary>The name in a text.</summary>
    public static CompanyName Of(string? text)
    {
        if (text is null)
            return default;
        var written = text.Replace("&", " and ", StringComparison.Ordinal).Replace("+", " and ", StringComparison.Ordinal);
        // Dotted letters are one word: S.A., A. O. Smith, G.m.b.H.
        var words = Together(Latin.Words(written));
        List<string> tokens = [];
        List<int> forms = [];
        foreach (var (i, word) in words.Take(MostWords).Index())
            if (LegalForms.Of(word) is { } form && (i > 0 || words.Count > 1 && word.Length > 2))
                forms.Add(form);
            else if (LegalForms.Long(word) is not ("and" or "the") and var whole)
                tokens.Add(whole);
        return tokens.Count > 0 ? new(tokens, forms) : new(words, []);
    }

    /// <summary>Unknown, same, nearly the same, different.</summary>
    public static int Find(CompanyName a, CompanyName b)
    {
        if (a.Tokens is not { Count: > 0 } || b.Tokens is not { Count: > 0 })
            return 0;
        if (!Numbers(a).SequenceEqual(Numbers(b)))
            return 3;
        if (a.Whole == b.Whole)
            return a.Forms.Count == 0 || b.Forms.Count == 0 || a.Forms.Intersect(b.Forms).Any() ? 1 : 2;
        return IsNear(a, b) ? 2 : 3;
    }

    /// <summary>The words that tell it from others; all of them when none does.</summary>
    public IEnumerable<string> Telling()
    {
        var telling = Tokens.Where(t => LegalForms.Weight(t) >= 1).ToList();
        return telling.Count > 0 ? telling : Tokens;
    }

    /// <summary>The first letters of its words, when they are enough for a short name.</summary>
    public string? Initials => Tokens.Count >= 2 ? string.Concat(Tokens.Select(t => t[0])) : null;

    private static bool IsNear(CompanyName a, CompanyName b)
    {
        if (Likeness.IsSlip(a.Whole, b.Whole) || Likeness.TokenSet(a.Tokens, b.Tokens, LegalForms.Weight) >= Near)
            return true;
        // What is left out tells little: "Acme" and "Acme Group".
        var (less, more) = a.Tokens.Count <= b.Tokens.Count ? (a, b) : (b, a);
        return less.Tokens.Count < more.Tokens.Count
                && less.Telling().Any(t => LegalForms.Weight(t) >= 1)
                && more.Telling().All(t => less.Tokens.Any(o => o == t || Likeness.IsSlip(o, t)))
                && less.Telling().Count() == more.Telling().Count()
            || less.Tokens.Count == 1 && less.Whole.Length >= 3 && less.Whole == more.Initials;
    }

    private static IEnumerable<string> Numbers(CompanyName name) =>
        name.Tokens.Where(t => t.Any(char.IsDigit)).Order(StringComparer.Ordinal);

    private static List<string> Together(string[] words)
    {
        List<string> together = [];
        var run = "";
        foreach (var word in words)
        {
            if (word.Length == 1)
            {
                run += word;
                continue;
            }
            if (run.Length > 0)
                together.Add(run);
            run = "";
            together.Add(word);
        }
        if (run.Length > 0)
            together.Add(run);
        return together;
    }
}
