using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Subjects;

/// <summary>A duty to keep what there is of a person: nothing of it is erased, and nothing ages away, until somebody lifts it.</summary>
public static class LegalHold
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "legal_hold",
        "hld",
        "legal_holds",
        [
            new("contact_id", Internal),
            new("reason", Internal),
            new("placed_by", Internal),
            new("lifted_by", Internal),
            new("lifted_at", Internal, Whole) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    );
}
