using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Contacts;

/// <summary>What a contact agreed to, per channel and sender, and how we know.</summary>
public static class Consent
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "consent",
        "cst",
        "consents",
        [
            new("contact_id", Internal),
            new("channel", Internal),
            new("sender", Internal),
            new("state", Internal),
            new("source", Internal),
            new("evidence", Confidential),
            new("at", Internal, Whole) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    )
    {
        SubjectField = "contact_id",
    };
}
