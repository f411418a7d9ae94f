using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Lenders;

/// <summary>An opportunity before a lender.</summary>
public static class Submission
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "submission",
        "sub",
        "submissions",
        [
            new("opportunity_id", Internal),
            new("lender_id", Internal),
            new("status", Internal) { Told = true },
            new("submitted_at", Internal, Whole),
            new("offer_minor", Internal, Whole),
            new("currency", Internal),
            new("factor_bp", Internal, Whole),
            new("term_days", Internal, Whole),
            new("reason", Internal),
            .. Columns.Clocks,
        ]
    );
}
