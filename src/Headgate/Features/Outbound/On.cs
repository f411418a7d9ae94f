using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>Outbound on: only a person, who says why; where it takes two, the second one's word turns it.</summary>
[Action(
    "outbound.on",
    Scope.Admin,
    "Turn outbound on",
    "Turns outbound on for the organisation, or one channel, agent or run, with a reason. Nothing that was held is released by it.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class On : Feature<On.Input, Switch>
{
    public sealed record Input
    {
        [Bounds(3, 300)]
        public required string Reason { get; init; }

        [OneOf("email", "sms", "call")]
        public string? Channel { get; init; }

        [Says("Name or id"), Bounds(1, 80)]
        public string? Agent { get; init; }

        [Id("run")]
        public string? Run { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var organisation = await OrganisationRow.Own(reader);
        var name = await Which.Of(reader, input.Channel, input.Agent, input.Run);
        var row = name == Switches.Organisation ? SwitchRow.Of(organisation) : await SwitchRow.Of(reader, name);
        var stands = await Switch.Stands(reader, name, row, organisation);
        var reason = input.Reason.Trim();
        var plan = SwitchRow.Turn(new(), row, call, name, "on", reason, call.By.Actor);
        if (plan.IsEmpty)
            return Answer(stands, new RecordRef(organisation.Id, organisation.Version));
        var rules = Guardrails.Read(organisation.Guardrails).Outbound;
        if (rules.TakesTwo)
        {
            Plan asked = new();
            if (!RequestRow.Confirm(asked, await RequestRow.Open(reader), call, name, reason, rules))
                return Answer(
                    stands with
                    {
                        Waiting = new(
                            await Switch.Word(reader, name),
                            new(call.By.Person, call.By.PersonName),
                            reason,
                            Moments.Iso(call.At + rules.Confirms)
                        ),
                    },
                    asked
                );
            plan = SwitchRow.Turn(asked, row, call, name, "on", reason, call.By.Actor);
        }
        return Answer(await Switch.After(reader, call, name, "on", reason, organisation.Outbound == "on"), plan);
    }
}
