using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Rollout;

/// <summary>Which week of the rollout plan it is, and whether to go on.</summary>
[Action(
    "rollout.status",
    Scope.Admin,
    "Rollout status",
    "Says which week of the rollout plan it is, what it lets agents do, and whether each gate to the next week is met.",
    Offered = Offered.People
)]
public sealed class Status : Feature<Status.Input, RolloutShown>
{
    public sealed record Input;

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var plan = Guardrails.Read(row.Guardrails).Rollout;
        return Answer(await RolloutShown.Of(reader, plan, await Gates.Of(reader, plan)), new RecordRef(row.Id, row.Version));
    }
}
