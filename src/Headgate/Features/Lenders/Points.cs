namespace Headgate.Features.Lenders;

/// <summary>What speaks for and against a request, from its numbers alone and, when a lender is named, from that lender's criteria.</summary>
internal static class Points
{
    public static (IReadOnlyList<string> Strengths, IReadOnlyList<string> Risks) Of(Request request, IReadOnlyList<Criterion> judged)
    {
        List<string> strengths = [];
        List<string> risks = [];
        foreach (var criterion in judged)
        {
            var text = $"{criterion.Name}: lender wants {criterion.Wants}, this is {criterion.Has ?? "not known"}";
            (criterion.Verdict == Criterion.Fits ? strengths : risks).Add(text);
        }
        Flow(request, strengths, risks);
        if (request.MonthsInBusiness is { Least: >= 60 } old)
            strengths.Add($"in business for more than {old.Least / 12} years");
        else if (request.MonthsInBusiness is { Most: < 24 } young)
            risks.Add($"in business for at most {young.Most} months");
        else if (request.MonthsInBusiness is null)
            risks.Add("the founding year is not known");
        return (strengths, risks);
    }

    private static void Flow(Request request, List<string> strengths, List<string> risks)
    {
        var flow = request.CashFlow;
        if (flow.Months == 0)
        {
            risks.Add("no bank statements on file");
            return;
        }
        if (flow.Months < 3)
            risks.Add($"only {flow.Months} months of bank statements on file");
        if (flow.NegativeDays == 0)
            strengths.Add($"no negative day in {flow.Months} months");
        else
            risks.Add($"{flow.NegativeDays} negative days in {flow.Months} months, {flow.WorstMonthNegativeDays} in the worst");
        if (flow.Positions > 0)
            risks.Add($"{flow.Positions} open positions");
        else
            strengths.Add("no open position");
        Trend(flow, strengths, risks);
        if (flow.TotalWithdrawals > flow.TotalDeposits)
            risks.Add($"withdrawals exceed deposits by {flow.TotalWithdrawals - flow.TotalDeposits:N2} {flow.Currency} over the period");
        if (
            request.Opportunity is { AmountMinor: { } asked, Currency: { } currency }
            && currency == flow.Currency
            && flow.AverageMonthlyDeposits > 0
        )
        {
            var share = Show.Amount(asked, currency)!.Value / flow.AverageMonthlyDeposits.Value * 100;
            (share <= 100 ? strengths : risks).Add($"the request is {share:N0} % of average monthly deposits");
        }
    }

    // The last three months against the three before.
    private static void Trend(CashFlowShown flow, List<string> strengths, List<string> risks)
    {
        if (flow.ByMonth.Count < 6)
            return;
        var last = flow.ByMonth.TakeLast(3).Sum(m => m.Deposits ?? 0);
        var before = flow.ByMonth.SkipLast(3).TakeLast(3).Sum(m => m.Deposits ?? 0);
        if (before <= 0)
            return;
        var change = (last - before) / before * 100;
        if (change >= 5)
            strengths.Add($"deposits of the last three months are {change:N0} % above the three before");
        else if (change <= -5)
            risks.Add($"deposits of the last three months are {-change:N0} % below the three before");
    }
}
