namespace Headgate.Gate.Detectors;

/// <summary>Dates of birth: a date, in digits or with the month's name, a few words after one that speaks of birth.</summary>
internal static class Births
{
    private const int Within = 34;

    private static readonly string[] Months =
    [
        .. "jan feb mar apr may jun jul aug sep oct nov dec".Split(' '),
        .. "januar februar märz mai juni juli oktober dezember".Split(' '),
        .. "janvier février mars avril juin juillet août septembre octobre décembre".Split(' '),
        .. "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".Split(' '),
        .. "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre".Split(' '),
        .. "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro".Split(' '),
        .. "maart mei augustus stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".Split(
            ' '
        ),
    ];

    /// <summary>The date that begins with a run, if it is one of birth.</summary>
    public static (int From, int To)? At(string text, DigitRun run)
    {
        var from = run.From(0);
        if (IsDay(run) && Around.Precedes(text, from, Within, Around.Birth))
            return (from, run.To(2));
        // "3 March 1980" and "March 3, 1980": the year tells, the rest stands before it.
        if (run.Groups > 1 || run.Size(0) != 4 || text[from] is not ('1' or '2') || !Around.Precedes(text, from, Within + 16, Around.Birth))
            return null;
        var begin = Math.Max(0, from - 20);
        foreach (var month in Months)
            if (text.AsSpan(begin, from - begin).LastIndexOf(month, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                return (Begin(text, begin + at), run.To(0));
        return null;
    }

    // A day before the month's name belongs to it, whatever stands between: "12. de".
    private static int Begin(string text, int month)
    {
        for (var at = month - 1; at >= Math.Max(0, month - 6); at--)
            if (char.IsAsciiDigit(text[at]))
                return at > 0 && char.IsAsciiDigit(text[at - 1]) ? at - 1 : at;
        return month;
    }

    private static bool IsDay(DigitRun run)
    {
        if (run.Groups < 3 || run.After(0) != run.After(1))
            return false;
        return run.Size(0) == 4 ? IsDay(run, 1, 2, 0) : run.Size(2) is 4 or 2 && (IsDay(run, 1, 0, 2) || IsDay(run, 0, 1, 2));
    }

    private static bool IsDay(DigitRun run, int month, int day, int year) =>
        run.Size(month) <= 2
        && run.Size(day) <= 2
        && int.Parse(run.Digits(month, month)) is >= 1 and <= 12
        && int.Parse(run.Digits(day, day)) is >= 1 and <= 31
        && (run.Size(year) == 2 || int.Parse(run.Digits(year, year)) is >= 1900 and <= 2100);
}
