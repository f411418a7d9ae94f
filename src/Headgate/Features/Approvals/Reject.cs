using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>A person says no, and why. The reason reaches the agent at its next such call.</summary>
[Action(
    "approvals.reject",
    Scope.Write,
    "Reject held calls",
    "Rejects held calls with a reason that the agent is told at its next such call.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Reject : Feature<Reject.Input, Reject.Output>
{
    public sealed record Input
    {
        [Id("apr"), Bounds(1, 25)]
        public required string[] Ids { get; init; }

        [Bounds(3, 500)]
        public required string Reason { get; init; }
    }

    public sealed record Output
    {
        public required IReadOnlyList<string> Rejected { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var plan = new Plan();
        for (var i = 0; i < input.Ids.Length; i++)
        {
            var row = await ApprovalRow.NeedPending(reader, $"ids[{i}]", input.Ids[i], orWaiting: true);
            Decider.Check(row, call);
            plan.Update(
                HeldApproval.Kind,
                row.Id,
                row.Version,
                ("status", row.Status, "rejected"),
                ("decided_by", row.DecidedBy, call.By.Person),
                ("decided_at", row.DecidedAt, call.At.ToUnixTimeMilliseconds()),
                ("decision", row.Decision, input.Reason.Trim()),
                Columns.Moved(row.UpdatedAt, call)
            );
        }
        return Answer(new Output { Rejected = input.Ids }, plan);
    }
}
