using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>Whether outbound is on, since when, by whom and why.</summary>
[Action(
    "outbound.status",
    Scope.Admin,
    "Outbound status",
    "Says whether outbound is on, since when, by whom and why.",
    Offered = Offered.People
)]
public sealed class OutboundStatus : Feature<OutboundStatus.Input, Switch>
{
    public sealed record Input;

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        return Answer(await Switch.Of(reader, row), new RecordRef(row.Id, row.Version));
    }
}
