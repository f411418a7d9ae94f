using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>Outbound off, as a person does it; an agent does it with <c>org.update</c>.</summary>
[Action(
    "outbound.off",
    Scope.Admin,
    "Turn outbound off",
    "Turns outbound off, at once. Nothing is sent or queued until a person turns it on.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class OutboundOff : Feature<OutboundOff.Input, Switch>
{
    public sealed record Input
    {
        [Bounds(3, 300)]
        public string? Reason { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var plan = Switch.Turn(row, call, "off", input.Reason?.Trim());
        return plan.IsEmpty
            ? Answer(await Switch.Of(reader, row), new RecordRef(row.Id, row.Version))
            : Answer(Switch.After(call, "off", input.Reason?.Trim()), plan);
    }
}
