namespace Headgate.Gate.Detectors;

/// <summary>What a run of digits is: a card, a government's number, an account, a telephone. Check digits decide; where a rule is weak, words around it do.</summary>
internal static class Numbers
{
    private const int MostDigits = 19;
    private const int MostGroups = 20;

    /// <summary>Adds what the groups of a run are. Of two readings the one that begins first counts, and of those the longest.</summary>
    public static void Add(string text, DigitRun run, bool details, Action<int, int, Sort> found)
    {
        for (var first = 0; first < run.Groups; first++)
        {
            var (digits, taken) = (0, -1);
            for (var last = first; last < run.Groups && (digits += run.Size(last)) <= MostDigits; last++)
                if (
                    digits >= (run.Groups > MostGroups ? 12 : 7)
                    && IsApart(text, run, first, last)
                    && Judge(text, run, first, last, digits, details) is { } sort
                )
                {
                    found(run.From(first) - (sort == Sort.Phone && IsDialled(text, run.From(first)) ? 1 : 0), run.To(last), sort);
                    taken = last;
                }
            if (taken >= 0)
                first = taken;
        }
        if (details && run.Groups == 4 && IsIp(run))
            found(run.From(0), run.To(3), Sort.Ip);
    }

    // A number is no part of a longer one: what stands beside it is no letter, and within the run only a space parts two numbers.
    private static bool IsApart(string text, DigitRun run, int first, int last)
    {
        if (first > 0 && run.After(first - 1) is '-' or '.')
            return false;
        if (last < run.Groups - 1 && run.After(last) is '-' or '.')
            return false;
        var (from, to) = (run.From(first), run.To(last));
        return !(from > 0 && IsWord(text[from - 1])) && !(to < text.Length && (IsWord(text[to]) || text[to] == '%'));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static Sort? Judge(string text, DigitRun run, int first, int last, int digits, bool details)
    {
        var number = run.Digits(first, last);
        var (from, to) = (run.From(first), run.To(last));
        // What is dialled is no card, and nobody writes one in brackets or with strokes.
        if (IsDialled(text, from) || HasBrackets(run, first, last))
            return details && Phones.Is(text, run, first, last, digits) ? Sort.Phone : null;
        var isPlain = first == last || run.IsSpelt(first, last);
        if (digits is >= 12 and <= 19 && IsCard(run, first, last, number) && Checks.Luhn(number))
            return Sort.Card;
        // So many numbers in a row are a table.
        if (run.Groups > MostGroups)
            return null;
        switch (digits)
        {
            case 9 when IsSocial(text, run, first, last, number, isPlain):
                return number[0] == '9' ? Sort.UsItin : Sort.UsSsn;
            case 9 when Checks.Bsn(number) && Around.Says(text, from, to, Around.Bsn):
                return Sort.NlBsn;
            case 9 when isPlain && Checks.Routing(number) && Around.Says(text, from, to, Around.Routing):
                return Sort.BankAccount;
            case 10 when Checks.Nhs(number) && Around.Says(text, from, to, Around.Nhs):
                return Sort.UkNhs;
            case 11 when Checks.Cpf(number) && (run.Is(first, last, 3, 3, 3, 2) || Around.Says(text, from, to, Around.Cpf)):
                return Sort.BrCpf;
            case 11 when Checks.Pesel(number) && Around.Says(text, from, to, Around.Pesel):
                return Sort.PlPesel;
            case 11 when (isPlain || run.Is(first, last, 2, 3, 3, 3)) && Checks.GermanTaxId(number):
                return Sort.DeTaxId;
            case 15 when (isPlain || run.Is(first, last, 1, 2, 2, 2, 3, 3, 2) || run.Is(first, last, 13, 2)) && Checks.Nir(number):
                return Sort.FrNir;
            default:
                if (digits is >= 7 and <= 17 && IsAccount(text, run, first, last, from, digits))
                    return Sort.BankAccount;
                return details && Phones.Is(text, run, first, last, digits) ? Sort.Phone : null;
        }
    }

    private static bool HasBrackets(DigitRun run, int first, int last)
    {
        for (var group = first; group < last; group++)
            if (run.After(group) is '(' or ')' or '/')
                return true;
        return false;
    }

    private static bool IsDialled(string text, int from) => from > 0 && text[from - 1] == '+';

    private static bool IsCard(DigitRun run, int first, int last, ReadOnlySpan<char> number)
    {
        if (first != last && !run.IsSpelt(first, last) && !run.Is(first, last, 4, 6, 5) && !run.Is(first, last, 4, 6, 4))
            for (var group = first; group <= last; group++)
                if (group < last ? run.Size(group) != run.Size(first) : run.Size(group) > run.Size(first))
                    return false;
        var (two, four) = (Checks.Two(number), Checks.Two(number) * 100 + Checks.Two(number[2..]));
        return number.Length switch
        {
            13 => number[0] == '4',
            14 => two is 36 or 38 or 39 || four / 10 is >= 300 and <= 305,
            15 => two is 34 or 37,
            16 => number[0] == '4'
                || two is (>= 51 and <= 55) or 65 or 62
                || four is (>= 2221 and <= 2720) or 6011 or (>= 3528 and <= 3589)
                || four / 10 is >= 644 and <= 649,
            17 or 18 => two == 62,
            19 => number[0] == '4' || two is 62 or 65 || four == 6011,
            _ => four is 5018 or 5020 or 5038 or 6304 or 6759 or 6761 or 6763,
        };
    }

    private static bool IsSocial(string text, DigitRun run, int first, int last, ReadOnlySpan<char> number, bool isPlain)
    {
        var isWritten = run.Is(first, last, 3, 2, 4);
        if (!isWritten && !isPlain)
            return false;
        var area = number[..3];
        var group = Checks.Two(number[3..]);
        if (area is "000" or "666" || group == 0 || number[5..] is "0000")
            return false;
        if (area[0] == '9' && group is not ((>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or (>= 94 and <= 99)))
            return false;
        return isWritten && run.After(first) == '-' && run.After(first + 1) == '-'
            || Around.Says(text, run.From(first), run.To(last), Around.Ssn);
    }

    private static bool IsAccount(string text, DigitRun run, int first, int last, int from, int digits) =>
        (first == last || run.IsSpelt(first, last) || digits <= 12 && run.Size(first) >= 2)
        && Around.Precedes(text, from, 24, Around.Account)
        && Around.Precedes(text, from, 70, Around.Bank);

    private static bool IsIp(DigitRun run)
    {
        for (var group = 0; group < 4; group++)
            if (run.Size(group) > 3 || int.Parse(run.Digits(group, group)) > 255 || group < 3 && run.After(group) != '.')
                return false;
        return true;
    }
}
