using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Lenders;

/// <summary>One criterion of a lender against a request: what the lender wants, what there is, and whether that fits.</summary>
public sealed record Criterion
{
    public const string Fits = "fits";
    public const string Fails = "fails";
    public const string Unknown = "unknown";

    public required string Name { get; init; }
    public required string Verdict { get; init; }
    public required string Wants { get; init; }

    [Class(DataClass.Confidential)]
    public string? Has { get; init; }

    /// <summary>The criteria that a lender gives, in the order in which lenders read a file. What a lender leaves open is no criterion.</summary>
    public static IReadOnlyList<Criterion> All(LenderRow lender, Request request)
    {
        var flow = request.CashFlow;
        var account = request.Account;
        return
        [
            .. Amount(lender, request),
            .. AtLeast("monthly revenue", lender.MinMonthlyRevenueMinor, lender.Currency, flow.AverageMonthlyDeposits, flow.Currency),
            .. AtLeast("average balance", lender.MinAverageBalanceMinor, lender.Currency, flow.AverageDailyBalance, flow.Currency),
            .. Age(lender.MinMonthsInBusiness, request.MonthsInBusiness),
            .. AtMost("negative days in the worst month", lender.MaxNegativeDays, flow.WorstMonthNegativeDays),
            .. AtMost("open positions", lender.MaxPositions, flow.Positions),
            .. NotIn("industry", lender.ExcludedIndustries, account?.Industry),
            .. NotIn("region", lender.ExcludedRegions, account?.Region, account?.Country),
        ];
    }

    private static IEnumerable<Criterion> Amount(LenderRow lender, Request request)
    {
        if (lender.MinAmountMinor is null && lender.MaxAmountMinor is null)
            yield break;
        var wants = (lender.MinAmountMinor, lender.MaxAmountMinor) switch
        {
            ({ } min, { } max) => $"{Cash(min, lender.Currency)} to {Cash(max, lender.Currency)}",
            ({ } min, _) => $"at least {Cash(min, lender.Currency)}",
            (_, { } max) => $"at most {Cash(max, lender.Currency)}",
            _ => "",
        };
        var asked = request.Opportunity;
        if (asked.AmountMinor is not { } amount || asked.Currency != lender.Currency)
            yield return Of("amount", null, wants, asked.AmountMinor is { } other ? Cash(other, asked.Currency) : null);
        else
            yield return Of(
                "amount",
                amount >= (lender.MinAmountMinor ?? 0) && amount <= (lender.MaxAmountMinor ?? long.MaxValue),
                wants,
                Cash(amount, asked.Currency)
            );
    }

    private static IEnumerable<Criterion> AtLeast(string name, long? min, string currency, decimal? has, string? hasCurrency)
    {
        if (min is not { } least)
            yield break;
        var wants = "at least " + Cash(least, currency);
        yield return has is { } known && hasCurrency == currency
            ? Of(name, known >= Show.Amount(least, currency), wants, $"{known:N2} {currency}")
            : Of(name, null, wants, has is { } other ? $"{other:N2} {hasCurrency}" : null);
    }

    private static IEnumerable<Criterion> Age(long? min, (long Least, long Most)? has)
    {
        if (min is not { } least)
            yield break;
        bool? fits =
            has is not { } months ? null
            : months.Least >= least ? true
            : months.Most < least ? false
            : null;
        yield return Of("months in business", fits, $"at least {least}", has is { } known ? $"{known.Least} to {known.Most}" : null);
    }

    private static IEnumerable<Criterion> AtMost(string name, long? max, long? has)
    {
        if (max is { } most)
            yield return Of(name, has is { } known ? known <= most : null, $"at most {most}", has?.ToString());
    }

    private static IEnumerable<Criterion> NotIn(string name, string? excluded, params string?[] has)
    {
        var barred = LenderRow.ListOf(excluded);
        if (barred.Count == 0)
            yield break;
        var known = has.Where(h => !string.IsNullOrWhiteSpace(h)).ToList();
        bool? fits = known.Count == 0 ? null : !known.Any(k => barred.Contains(k!.Trim(), StringComparer.OrdinalIgnoreCase));
        yield return Of(name, fits, "not " + string.Join(", ", barred), known.Count == 0 ? null : string.Join(", ", known));
    }

    private static Criterion Of(string name, bool? fits, string wants, string? has) =>
        new()
        {
            Name = name,
            Verdict = fits switch
            {
                true => Fits,
                false => Fails,
                null => Unknown,
            },
            Wants = wants,
            Has = has,
        };

    private static string Cash(long minor, string? currency) => $"{Show.Amount(minor, currency):N2} {currency}";
}
