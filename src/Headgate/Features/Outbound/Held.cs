using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>Messages that were queued when a switch went off, and those of which nobody knows whether they went out: a person releases or discards them.</summary>
[Action(
    "outbound.held",
    Scope.Admin,
    "Held messages",
    "Lists messages that were held when outbound went off, and those in doubt, the oldest first.",
    Offered = Offered.People
)]
public sealed class Held : Feature<Held.Input, Page<OutgoingShown>>
{
    public sealed record Input
    {
        [Bounds(1, 100)]
        public int Limit { get; init; } = 20;
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var rows = await OutgoingRow.Held(reader, input.Limit);
        return Answer(new Page<OutgoingShown>([.. rows.Select(r => r.Shown(r.Status))]), rows.Select(r => new RecordRef(r.Id, r.Version)));
    }
}
