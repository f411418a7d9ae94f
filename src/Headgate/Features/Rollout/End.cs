using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Rollout;

/// <summary>There is no plan any more: grants, limits and approvals stand as they are set.</summary>
[Action(
    "rollout.end",
    Scope.Admin,
    "End the rollout plan",
    "Ends the rollout plan, with a reason: what grants, limits and approvals say stands alone.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class End : Feature<End.Input, RolloutShown>
{
    public sealed record Input
    {
        [Bounds(3, 300)]
        public required string Reason { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        RolloutPlan none = new();
        return Answer(
            await RolloutShown.Of(reader, none, []),
            Rails.Set(row, call, Guardrails.Read(row.Guardrails) with { Rollout = none }),
            new RecordRef(row.Id, row.Version)
        );
    }
}
