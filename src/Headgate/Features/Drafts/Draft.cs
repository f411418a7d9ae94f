using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Drafts;

/// <summary>An e-mail that nobody has sent yet.</summary>
public static class Draft
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "draft",
        "drf",
        "drafts",
        [
            new("contact_id", Internal),
            new("opportunity_id", Internal),
            new("conversation_id", Internal),
            new("subject", Confidential) { Prose = true },
            new("body", Confidential) { Prose = true },
            new("documents", Internal, Json),
            new("status", Internal),
            new("owner_id", Internal),
            new("provenance", Internal) { Bookkeeping = true },
            new("created_by", Internal) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    )
    {
        SubjectField = "contact_id",
    };
}
