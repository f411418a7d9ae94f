using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Tasks;

/// <summary>Something that somebody is to do.</summary>
public static class CrmTask
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "task",
        "tsk",
        "tasks",
        [
            new("title", Internal),
            new("body", Confidential) { Prose = true },
            new("kind", Internal),
            new("status", Internal) { Told = true },
            new("priority", Internal),
            new("due_at", Internal, Whole),
            new("completed_at", Internal, Whole) { Bookkeeping = true },
            new("owner_id", Internal),
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
