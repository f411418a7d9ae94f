using Headgate.Store;

namespace Headgate.Features.Lenders;

/// <summary>A month of an account's bank statements as the store keeps it.</summary>
public sealed class CashFlowRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Month { get; init; } = "";
    public long DepositsMinor { get; init; }
    public long WithdrawalsMinor { get; init; }
    public long AverageBalanceMinor { get; init; }
    public long NegativeDays { get; init; }
    public long Positions { get; init; }
    public string Currency { get; init; } = "";

    /// <summary>The last months of an account, oldest first.</summary>
    public static async ValueTask<IReadOnlyList<CashFlowRow>> Last(Reader reader, string account, int months)
    {
        var rows = await reader.All<CashFlowRow>(
            "SELECT id, version, month, deposits_minor, withdrawals_minor, average_balance_minor, negative_days, positions, currency "
                + "FROM cash_flows WHERE tenant = @tenant AND account_id = @account ORDER BY month DESC LIMIT @months",
            ("account", account),
            ("months", months)
        );
        rows.Reverse();
        return rows;
    }
}
