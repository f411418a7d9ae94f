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
public sealed class OutboundStatus : Feature<OutboundStatus.Input, OutboundStatus.Output>
{
    public sealed record Input;

    public sealed record Output
    {
        public required Outbound Outbound { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        return Answer(new Output { Outbound = await Outbound.Of(reader, row) }, new RecordRef(row.Id, row.Version));
    }
}
