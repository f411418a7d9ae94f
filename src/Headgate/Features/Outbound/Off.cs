using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>Outbound off, as a person does it; an agent does it with <c>org.update</c> or <c>runs.stop</c>.</summary>
[Action(
    "outbound.off",
    Scope.Admin,
    "Turn outbound off",
    "Turns outbound off, at once, for the organisation, or one channel, agent or run. What is queued is held until a person releases it.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Off : Feature<Off.Input, Switch>
{
    public sealed record Input
    {
        [Bounds(3, 300)]
        public string? Reason { get; init; }

        [OneOf("email", "sms", "call")]
        public string? Channel { get; init; }

        [Says("Name or id"), Bounds(1, 80)]
        public string? Agent { get; init; }

        [Id("run")]
        public string? Run { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var (plan, after) = await Turn(reader, call, await Which.Of(reader, input.Channel, input.Agent, input.Run), input.Reason?.Trim());
        return Answer(after, plan);
    }

    /// <summary>The plan that turns a switch off, and how it then stands; no plan when it is off already.</summary>
    internal static async ValueTask<(Plan Plan, Switch After)> Turn(Reader reader, Call call, string name, string? reason)
    {
        var organisation = await OrganisationRow.Own(reader);
        var row = name == Switches.Organisation ? SwitchRow.Of(organisation) : await SwitchRow.Of(reader, name);
        var plan = SwitchRow.Turn(new(), row, call, name, "off", reason, call.By.Actor);
        var isTurned = !plan.IsEmpty;
        // Whoever wished it on before this must wish it again.
        RequestRow.Withdraw(plan, await RequestRow.Open(reader), call, name);
        return (
            plan,
            isTurned
                ? await Switch.After(reader, call, name, "off", reason, organisation.Outbound == "on")
                : await Switch.Stands(reader, name, row, organisation)
        );
    }
}
