using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Conversations;

/// <summary>One message of a thread.</summary>
public static class ConversationMessage
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "message",
        "msg",
        "messages",
        [
            new("conversation_id", Internal),
            new("contact_id", Internal),
            new("direction", Internal),
            new("sender", Confidential),
            new("recipient", Confidential),
            new("subject", Confidential) { Prose = true },
            new("body", Confidential) { Prose = true },
            new("status", Internal),
            new("at", Internal, Whole) { Bookkeeping = true },
            new("provenance", Internal) { Bookkeeping = true },
            new("external_id", Internal) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    )
    {
        SubjectField = "contact_id",
    };
}
