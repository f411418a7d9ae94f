using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>Held calls: those that wait first, newest first.</summary>
[Action(
    "approvals.list",
    Scope.Read,
    "List approvals",
    "Lists calls that wait for a person or waited, newest first; an agent sees its own.",
    Toolset = "approvals"
)]
public sealed class List : Feature<List.Input, Page<ApprovalShown>>
{
    public sealed record Input
    {
        [OneOf("pending", "approved", "executed", "failed", "rejected", "superseded", "expired")]
        public string? Status { get; init; }

        [Says("An action, such as email.send"), Bounds(3, 60)]
        public string? Action { get; init; }

        [Says("Whose calls"), Id("agt")]
        public string? Agent { get; init; }

        [Says("Those that the next person was asked about")]
        public bool? Escalated { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var listing = new Listing(reader, ApprovalRow.Select, "p.seq")
            .Where("p.actor = @actor", "actor", reader.By.IsPerson ? null : reader.By.Actor)
            .Where("p.action = @action", "action", input.Action)
            .Where("p.agent_id = @agent", "agent", input.Agent);
        if (input.Escalated is { } escalated)
            listing = listing.Where(escalated ? "p.escalated_at IS NOT NULL" : "p.escalated_at IS NULL");
        // What nobody decided in time has expired, whether or not anybody has written that down.
        listing = input.Status switch
        {
            null => listing,
            "pending" => listing.Where("p.status = 'pending' AND p.expires_at > @now", "now", call.At),
            "expired" => listing.Where("(p.status = 'expired' OR p.status = 'pending' AND p.expires_at <= @now)", "now", call.At),
            _ => listing.Where("p.status = @status", "status", input.Status),
        };
        var (rows, next) = await listing.Read<ApprovalRow>(input.Limit, input.Cursor, r => (r.Seq, r.Id));
        return Answer(new Page<ApprovalShown>([.. rows.Select(r => ApprovalShown.Of(r, call.At))], next), rows.Select(r => r.Ref));
    }
}
