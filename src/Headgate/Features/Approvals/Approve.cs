using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>A person says yes to plans that the person has seen, each by its hash. The server then passes the held calls again, in full.</summary>
[Action(
    "approvals.approve",
    Scope.Write,
    "Approve held calls",
    "Approves held calls by id and the hash of the plan that was seen; up to 25 of the same action at once.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Approve : Feature<Approve.Input, Approve.Output>
{
    public sealed record Input
    {
        [Id("apr"), Bounds(1, 25)]
        public required string[] Ids { get; init; }

        [Says("The plans' hashes, in the same order"), Bounds(1, 25)]
        public required string[] PlanHashes { get; init; }

        [Bounds(1, 1000)]
        public string? Note { get; init; }
    }

    public sealed record Output
    {
        public required IReadOnlyList<string> Approved { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        if (input.PlanHashes.Length != input.Ids.Length)
            throw new RefusedException(
                Refusal.Input("plan_hashes", $"{input.Ids.Length} hashes, one for each id", $"{input.PlanHashes.Length}")
            );
        var plan = new Plan();
        string? action = null;
        for (var i = 0; i < input.Ids.Length; i++)
        {
            var row = await ApprovalRow.NeedPending(reader, $"ids[{i}]", input.Ids[i]);
            Decider.Check(row, call);
            Decider.Check(row, input.PlanHashes[i]);
            if ((action ??= row.Action) != row.Action)
                throw new RefusedException(
                    new("approval.mixed", "Calls of different actions are decided one by one.", "Approve calls of one action at a time.")
                );
            plan.Update(
                HeldApproval.Kind,
                row.Id,
                row.Version,
                ("status", row.Status, "approved"),
                ("decided_by", row.DecidedBy, call.By.Person),
                ("decided_at", row.DecidedAt, call.At.ToUnixTimeMilliseconds()),
                ("decision", row.Decision, input.Note),
                Columns.Moved(row.UpdatedAt, call)
            );
        }
        return Answer(new Output { Approved = input.Ids }, plan);
    }
}
