namespace Headgate.Gate.Detectors;

/// <summary>Telephone numbers: international, North American, with a trunk zero, or after a word that says so.</summary>
internal static class Phones
{
    /// <summary>Whether groups of a run are one.</summary>
    public static bool Is(string text, DigitRun run, int first, int last, int digits)
    {
        var from = run.From(first);
        var number = run.Digits(first, last);
        var isWhole = first == 0 && last == run.Groups - 1;
        // A stroke parts the area from the number, once and after a zero; else it parts a contract from its year.
        var strokes = 0;
        for (var group = first; group < last; group++)
            if (run.After(group) == '/' && (number[0] != '0' || ++strokes > 1))
                return false;
        if (HasPlus(text, from) && first == 0)
            return number[0] == '1' ? digits == 11 : digits is >= 8 and <= 15 && number[0] != '0';
        if (IsAmerican(run, first, last, digits, number))
            return true;
        if (number is ['0', '0', not '0', ..] && isWhole)
            return digits is >= 10 and <= 17;
        if (number[0] == '0' && isWhole && last > first && digits is >= 9 and <= 12)
            // An American zip code, and a number that the social security never gave out.
            return run.Size(first) <= 6 && !run.Is(first, last, 5, 4) && !run.Is(first, last, 3, 2, 4) && !IsDay(run, first, last);
        return isWhole && digits is >= 7 and <= 13 && !IsDay(run, first, last) && Around.Precedes(text, from, 24, Around.Phone);
    }

    private static bool HasPlus(string text, int from) =>
        from > 0 && (text[from - 1] == '+' || from > 1 && text[from - 1] == '(' && text[from - 2] == '+');

    private static bool IsAmerican(DigitRun run, int first, int last, int digits, ReadOnlySpan<char> number)
    {
        if (digits == 11 ? number[0] != '1' || !run.Is(first, last, 1, 3, 3, 4) : !run.Is(first, last, 3, 3, 4))
            return false;
        var area = digits == 11 ? number[1..] : number;
        return area[0] >= '2' && area[3] >= '2';
    }

    private static bool IsDay(DigitRun run, int first, int last) =>
        last - first >= 2
        && (
            run.Size(first) == 4 && run.Size(first + 1) == 2 && run.Size(first + 2) == 2
            || run.Size(first) <= 2
                && run.Size(first + 1) <= 2
                && run.Size(first + 2) == 4
                && run.Digits(first + 2, first + 2)[0] is '1' or '2'
        );
}
