using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>A standing approval: one agent, one action, one reason to hold, until a day. A taint or a policy asks all the same.</summary>
[Action(
    "approvals.stand",
    Scope.Admin,
    "Let an agent's calls pass for a time",
    "Lets one agent's calls of one action pass one row of the approval list, for at most 30 days.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Stand : Feature<Stand.Input, Stand.Output>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 80)]
        public required string Agent { get; init; }

        [Says("An action, such as opportunities.move_stage"), Bounds(3, 60)]
        public required string Action { get; init; }

        [Says("The row, such as approval.stage_move"), Bounds(3, 60)]
        public required string Code { get; init; }

        [Bounds(1, 30)]
        public required int Days { get; init; }

        [Bounds(3, 500)]
        public required string Reason { get; init; }
    }

    public sealed record Output
    {
        public required string Id { get; init; }
        public required string Until { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        if (!input.Code.StartsWith("approval.", StringComparison.Ordinal))
            throw new RefusedException(
                Refusal.Input("code", "a row of the approval list, such as approval.stage_move", Text.Shown(input.Code))
            );
        if (ApprovalList.IsAlways(input.Code))
            throw new RefusedException(
                Refusal.Input("code", "a row that may pass for a time; merging, deleting, bringing back and inviting never do", input.Code)
            );
        var agent =
            await reader.Word("SELECT id FROM agents WHERE tenant = @tenant AND (id = @agent OR name = @agent)", ("agent", input.Agent))
            ?? throw new RefusedException(Refusal.NotFound("agent", input.Agent));
        var id = call.NewId("sta");
        var until = call.At.AddDays(input.Days);
        var plan = new Plan().Insert(
            HeldApproval.Standing,
            id,
            [
                ("agent_id", agent),
                ("action", input.Action),
                ("code", input.Code),
                ("until", until.ToUnixTimeMilliseconds()),
                ("reason", input.Reason.Trim()),
                ("created_by", call.By.Person),
                .. Columns.Born(call),
            ]
        );
        return Answer(new Output { Id = id, Until = Moments.Iso(until) }, plan, new RecordRef(agent, 0));
    }
}
