using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Lenders;

/// <summary>Who lends, and to whom.</summary>
public static class Lender
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "lender",
        "lnd",
        "lenders",
        [
            new("name", Internal),
            new("contact_email", Confidential),
            new("min_amount_minor", Internal, Whole),
            new("max_amount_minor", Internal, Whole),
            new("currency", Internal),
            new("min_monthly_revenue_minor", Internal, Whole),
            new("min_months_in_business", Internal, Whole),
            new("min_average_balance_minor", Internal, Whole),
            new("max_negative_days", Internal, Whole),
            new("max_positions", Internal, Whole),
            new("excluded_industries", Internal, Json),
            new("excluded_regions", Internal, Json),
            new("documents", Internal, Json),
            new("speed_days", Internal, Whole),
            new("notes", Internal),
            .. Columns.Clocks,
        ]
    );
}
