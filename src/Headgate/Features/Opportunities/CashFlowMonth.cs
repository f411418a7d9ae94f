using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>A month of the cash flow behind an opportunity.</summary>
public sealed record CashFlowMonth
{
    public required string Month { get; init; }

    [Class(DataClass.Confidential)]
    public decimal? Deposits { get; init; }

    [Class(DataClass.Confidential)]
    public decimal? Withdrawals { get; init; }

    [Class(DataClass.Confidential)]
    public decimal? AverageBalance { get; init; }

    [Class(DataClass.Confidential)]
    public long? NegativeDays { get; init; }
    public required long Positions { get; init; }
    public required string Currency { get; init; }

    /// <summary>The last two years of an account that the caller may see, newest first.</summary>
    public static async ValueTask<IReadOnlyList<CashFlowMonth>> Of(Reader reader, string account)
    {
        var rows = await reader.All<Row>(
            "SELECT f.* FROM cash_flows f JOIN accounts a ON a.tenant = f.tenant AND a.id = f.account_id "
                + $"WHERE f.tenant = @tenant AND f.account_id = @account{reader.Visible("a.owner_id")} ORDER BY f.month DESC LIMIT 24",
            ("account", account)
        );
        return
        [
            .. rows.Select(r => new CashFlowMonth
            {
                Month = r.Month,
                Deposits = Show.Amount(r.DepositsMinor, r.Currency),
                Withdrawals = Show.Amount(r.WithdrawalsMinor, r.Currency),
                AverageBalance = Show.Amount(r.AverageBalanceMinor, r.Currency),
                NegativeDays = r.NegativeDays,
                Positions = r.Positions,
                Currency = r.Currency,
            }),
        ];
    }

    private sealed class Row
    {
        public string Month { get; init; } = "";
        public long DepositsMinor { get; init; }
        public long WithdrawalsMinor { get; init; }
        public long AverageBalanceMinor { get; init; }
        public long NegativeDays { get; init; }
        public long Positions { get; init; }
        public string Currency { get; init; } = "";
    }
}
