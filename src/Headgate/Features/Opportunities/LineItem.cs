using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Opportunities;

/// <summary>A product in an opportunity.</summary>
public static class LineItem
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "line_item",
        "lin",
        "line_items",
        [
            new("opportunity_id", Internal),
            new("product_id", Internal),
            new("quantity", Internal, Whole),
            new("price_minor", Internal, Whole),
            new("currency", Internal),
            .. Columns.Clocks,
        ]
    );
}
