using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Opportunities;

/// <summary>A person's part in an opportunity.</summary>
public static class OpportunityContact
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "opportunity_contact",
        "opc",
        "opportunity_contacts",
        [
            new("opportunity_id", Internal),
            new("contact_id", Internal),
            new("part", Internal),
            new("created_at", Internal, Whole) { Bookkeeping = true },
        ]
    )
    {
        SubjectField = "contact_id",
    };
}
