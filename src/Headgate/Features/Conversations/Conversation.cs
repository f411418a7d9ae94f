using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Conversations;

/// <summary>A thread with a person on one channel.</summary>
public static class Conversation
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "conversation",
        "cnv",
        "conversations",
        [
            new("channel", Internal),
            new("subject", Confidential) { Prose = true },
            new("contact_id", Internal),
            new("account_id", Internal),
            new("owner_id", Internal),
            new("status", Internal),
            new("last_at", Internal, Whole) { Bookkeeping = true },
            new("last_direction", Internal),
            new("home", Internal) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    )
    {
        SubjectField = "contact_id",
    };
}
