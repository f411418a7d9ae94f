using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Opportunities;

/// <summary>A possible sale on a pipeline.</summary>
public static class Opportunity
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "opportunity",
        "opp",
        "opportunities",
        [
            new("name", Internal) { Searched = true },
            new("account_id", Internal),
            new("contact_id", Internal),
            new("pipeline_id", Internal) { Told = true },
            new("stage_id", Internal) { Told = true },
            new("status", Internal) { Told = true },
            new("amount_minor", Internal, Whole) { Told = true },
            new("currency", Internal) { Told = true },
            new("close_date", Internal) { Told = true },
            new("closed_at", Internal, Whole) { Bookkeeping = true },
            new("reason", Internal) { Told = true },
            new("next_step", Internal),
            new("owner_id", Internal) { Told = true },
            new("source", Internal),
            new("description", Internal) { Searched = true },
            new("custom", Internal, Json),
            new("stage_entered_at", Internal, Whole) { Bookkeeping = true },
            new("merged_into", Internal),
            new("last_activity_at", Internal, Whole) { Bookkeeping = true },
            .. Columns.Origin,
            .. Columns.Clocks,
        ]
    );
}
