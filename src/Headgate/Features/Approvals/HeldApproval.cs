using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Approvals;

/// <summary>A call that waits for a person, or waited. The store keeps it when the gate holds a call; people decide.</summary>
public static class HeldApproval
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "approval",
        "apr",
        "approvals",
        [
            new("status", Internal),
            new("decided_by", Internal),
            new("decided_at", Internal, Whole) { Bookkeeping = true },
            new("decision", Internal),
            new("edited", Confidential, Json),
            new("escalated_at", Internal, Whole) { Bookkeeping = true },
            new("escalated_to", Internal),
            .. Columns.Clocks,
        ]
    );

    /// <summary>A person lets an agent's calls of one action pass without asking, for a time.</summary>
    public static readonly RecordKind Standing = new(
        "standing_approval",
        "sta",
        "standing_approvals",
        [
            new("agent_id", Internal),
            new("action", Internal),
            new("code", Internal),
            new("until", Internal, Whole),
            new("reason", Internal),
            new("created_by", Internal) { Bookkeeping = true },
            .. Columns.Clocks,
        ]
    );
}
