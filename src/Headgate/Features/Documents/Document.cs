using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Documents;

/// <summary>A file that people send or agents read.</summary>
public static class Document
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "document",
        "doc",
        "documents",
        [
            new("name", Internal),
            new("kind", Internal),
            new("media_type", Internal),
            new("size", Internal, Whole),
            new("sha256", Internal),
            new("text", Internal),
            new("bytes", Internal, Holds.Bytes),
            new("provenance", Internal) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    );
}
