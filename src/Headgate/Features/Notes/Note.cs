using Headgate.Gate;
using static Headgate.Gate.DataClass;

namespace Headgate.Features.Notes;

/// <summary>A text on a record.</summary>
public static class Note
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "note",
        "not",
        "notes",
        [
            new("body", Confidential) { Prose = true },
            new("author_id", Internal),
            new("record_id", Internal),
            new("account_id", Internal),
            new("contact_id", Internal),
            new("opportunity_id", Internal),
            .. Columns.Origin,
            .. Columns.Clocks,
        ]
    )
    {
        SubjectField = "contact_id",
    };
}
