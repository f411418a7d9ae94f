using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>Whether outbound is on, since when, by whom and why; every other switch that is off; what is held.</summary>
[Action(
    "outbound.status",
    Scope.Admin,
    "Outbound status",
    "Says whether outbound is on, since when, by whom and why; which channels, agents and runs are off; what is held and what waits for a second person.",
    Offered = Offered.People
)]
public sealed class Status : Feature<Status.Input, Status.Output>
{
    private const int MostShown = 100;

    public sealed record Input
    {
        [OneOf("email", "sms", "call")]
        public string? Channel { get; init; }

        [Says("Name or id"), Bounds(1, 80)]
        public string? Agent { get; init; }

        [Id("run")]
        public string? Run { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Outbound { get; init; }
        public string? Of { get; init; }
        public string? Reason { get; init; }
        public Named? By { get; init; }
        public string? At { get; init; }
        public required IReadOnlyList<Switch> Off { get; init; }
        public required long Held { get; init; }
        public required long InDoubt { get; init; }
        public required IReadOnlyList<WaitingShown> Waiting { get; init; }
        public required OutboundRulesShown Rules { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var organisation = await OrganisationRow.Own(reader);
        var name = await Which.Of(reader, input.Channel, input.Agent, input.Run);
        var row = name == Switches.Organisation ? SwitchRow.Of(organisation) : await SwitchRow.Of(reader, name);
        var stands = await Switch.Stands(reader, name, row, organisation);
        List<Switch> off = [];
        foreach (
            var one in await reader.All<SwitchRow>(
                $"SELECT * FROM switches WHERE tenant = @tenant AND outbound <> 'on' ORDER BY outbound_at DESC LIMIT {MostShown}"
            )
        )
            off.Add(await Switch.Stands(reader, one.Name, one, organisation));
        List<WaitingShown> waiting = [];
        foreach (var wish in await RequestRow.Open(reader))
            waiting.Add(wish.Shown(await Switch.Word(reader, wish.Name)));
        return Answer(
            new Output
            {
                Outbound = stands.Outbound,
                Of = stands.Of,
                Reason = stands.Reason,
                By = stands.By,
                At = stands.At,
                Off = off,
                Held = await Count(reader, "held"),
                InDoubt = await Count(reader, "in_doubt"),
                Waiting = waiting,
                Rules = OutboundRulesShown.Of(Guardrails.Read(organisation.Guardrails).Outbound),
            },
            new RecordRef(organisation.Id, organisation.Version)
        );
    }

    private static ValueTask<long> Count(Reader reader, string status) =>
        reader.Number("SELECT COUNT(*) FROM outbox WHERE tenant = @tenant AND status = @status", ("status", status));
}
