using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Lenders;

/// <summary>An account's cash flow by month, with totals and averages computed from the stored months.</summary>
[Class(DataClass.Internal)]
public sealed record CashFlowShown
{
    public required int Months { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Currency { get; init; }

    [Class(DataClass.Confidential)]
    public required IReadOnlyList<MonthShown> ByMonth { get; init; }

    [Class(DataClass.Confidential)]
    public decimal? TotalDeposits { get; init; }

    [Class(DataClass.Confidential)]
    public decimal? TotalWithdrawals { get; init; }

    [Class(DataClass.Confidential)]
    public decimal? AverageMonthlyDeposits { get; init; }

    [Class(DataClass.Confidential)]
    public decimal? AverageDailyBalance { get; init; }

    [Class(DataClass.Confidential)]
    public long? NegativeDays { get; init; }

    [Class(DataClass.Confidential)]
    public long? WorstMonthNegativeDays { get; init; }

    /// <summary>Open advances in the latest month.</summary>
    public long? Positions { get; init; }

    public sealed record MonthShown
    {
        public required string Month { get; init; }

        [Class(DataClass.Confidential)]
        public required decimal? Deposits { get; init; }

        [Class(DataClass.Confidential)]
        public required decimal? Withdrawals { get; init; }

        [Class(DataClass.Confidential)]
        public required decimal? AverageBalance { get; init; }

        [Class(DataClass.Confidential)]
        public required long? NegativeDays { get; init; }
        public required long Positions { get; init; }
    }

    /// <summary>From stored months, oldest first. Months in another currency than the latest are left out: sums do not mix currencies.</summary>
    public static CashFlowShown Of(IReadOnlyList<CashFlowRow> stored)
    {
        var currency = stored.Count > 0 ? stored[^1].Currency : null;
        var rows = stored.Where(r => r.Currency == currency).ToList();
        if (rows.Count == 0)
            return new() { Months = 0, ByMonth = [] };
        return new()
        {
            Months = rows.Count,
            From = rows[0].Month,
            To = rows[^1].Month,
            Currency = currency,
            ByMonth = [.. rows.Select(Shown)],
            TotalDeposits = Show.Amount(rows.Sum(r => r.DepositsMinor), currency),
            TotalWithdrawals = Show.Amount(rows.Sum(r => r.WithdrawalsMinor), currency),
            AverageMonthlyDeposits = Show.Amount(rows.Sum(r => r.DepositsMinor) / rows.Count, currency),
            AverageDailyBalance = Show.Amount(rows.Sum(r => r.AverageBalanceMinor) / rows.Count, currency),
            NegativeDays = rows.Sum(r => r.NegativeDays),
            WorstMonthNegativeDays = rows.Max(r => r.NegativeDays),
            Positions = rows[^1].Positions,
        };
    }

    private static MonthShown Shown(CashFlowRow row) =>
        new()
        {
            Month = row.Month,
            Deposits = Show.Amount(row.DepositsMinor, row.Currency),
            Withdrawals = Show.Amount(row.WithdrawalsMinor, row.Currency),
            AverageBalance = Show.Amount(row.AverageBalanceMinor, row.Currency),
            NegativeDays = row.NegativeDays,
            Positions = row.Positions,
        };
}
