using Headgate.Gate;
using static Headgate.Gate.DataClass;

namespace Headgate.Features.Organisations;

/// <summary>The id that a record has in another system.</summary>
public static class ExternalId
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "external_id",
        "ext",
        "external_ids",
        [
            new("record_id", Internal),
            new("system", Internal),
            new("external_id", Internal),
            new("etag", Internal) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    );
}
