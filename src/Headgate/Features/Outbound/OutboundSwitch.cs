using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Outbound;

/// <summary>A switch beside the organisation's own: of a channel, an agent or a run.</summary>
public static class OutboundSwitch
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "switch",
        "swi",
        "switches",
        [
            new("name", Internal),
            new("outbound", Internal) { Told = true },
            new("outbound_reason", Internal),
            new("outbound_by", Internal),
            new("outbound_at", Internal, Whole) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    );

    /// <summary>Somebody's wish to turn one on, which takes a second person.</summary>
    public static readonly RecordKind Request = new(
        "switch_request",
        "swr",
        "switch_requests",
        [
            new("name", Internal),
            new("status", Internal),
            new("reason", Internal),
            new("asked_by", Internal),
            new("confirmed_by", Internal),
            new("expires_at", Internal, Whole) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    );
}
