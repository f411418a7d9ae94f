using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Lenders;

/// <summary>A month of an account's bank statements, as totals.</summary>
public static class CashFlow
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "cash_flow",
        "cfl",
        "cash_flows",
        [
            new("account_id", Internal),
            new("month", Internal),
            new("deposits_minor", Confidential, Whole),
            new("withdrawals_minor", Confidential, Whole),
            new("average_balance_minor", Confidential, Whole),
            new("negative_days", Confidential, Whole),
            new("positions", Internal, Whole),
            new("currency", Internal),
            .. Columns.Clocks,
        ]
    );
}
