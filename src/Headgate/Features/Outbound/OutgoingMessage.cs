using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Outbound;

/// <summary>A message on its way out: queued, held, sent, or what else became of it.</summary>
public static class OutgoingMessage
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "outgoing",
        "out",
        "outbox",
        [
            new("channel", Internal),
            new("contact_id", Internal),
            new("status", Internal) { Told = true },
            new("detail", Internal),
            new("send_before", Internal, Whole) { Bookkeeping = true },
            new("outcome_at", Internal, Whole) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    )
    {
        SubjectField = "contact_id",
    };
}
