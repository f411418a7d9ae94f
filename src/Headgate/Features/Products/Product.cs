using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Products;

/// <summary>Something that is sold.</summary>
public static class Product
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "product",
        "prd",
        "products",
        [
            new("name", Internal),
            new("code", Internal),
            new("family", Internal),
            new("price_minor", Internal, Whole),
            new("currency", Internal),
            new("active", Internal, Flag),
            new("home", Internal) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    );
}
