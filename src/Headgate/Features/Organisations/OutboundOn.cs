using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>Outbound on: only a person, who says why.</summary>
[Action(
    "outbound.on",
    Scope.Admin,
    "Turn outbound on",
    "Turns outbound on, with a reason. Nothing that was held is released by it.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class OutboundOn : Feature<OutboundOn.Input, Switch>
{
    public sealed record Input
    {
        [Bounds(3, 300)]
        public required string Reason { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var plan = Switch.Turn(row, call, "on", input.Reason.Trim());
        return plan.IsEmpty
            ? Answer(await Switch.Of(reader, row), new RecordRef(row.Id, row.Version))
            : Answer(Switch.After(call, "on", input.Reason.Trim()), plan);
    }
}
