using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Outbound;

/// <summary>When outbound goes off by itself, and how many people turn it on. That one is enough again takes two.</summary>
[Action(
    "outbound.configure",
    Scope.Admin,
    "Set when outbound goes off",
    "Sets from which rates outbound turns itself off, and whether a second person must confirm that it is turned on.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Configure : Feature<Configure.Input, Configure.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Says("Bounces and complaints, per cent"), Bounds(1, 100)]
        public int? BouncePercent { get; init; }

        [Says("Failed or in doubt, per cent"), Bounds(1, 100)]
        public int? ErrorPercent { get; init; }

        [Says("The same to the same recipient within a day, per cent"), Bounds(1, 100)]
        public int? DuplicatePercent { get; init; }

        [Says("Outcomes before a rate counts"), Bounds(1, 500)]
        public int? AtLeast { get; init; }

        [Says("How far back"), Bounds(1, 1440)]
        public int? Minutes { get; init; }

        [Says("A second person confirms")]
        public bool? TwoPeople { get; init; }

        [Says("How long the second person has"), Bounds(1, 1440)]
        public int? ConfirmMinutes { get; init; }
    }

    public sealed record Output
    {
        public required OutboundRulesShown Rules { get; init; }
        public WaitingShown? Waiting { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var rails = Guardrails.Read(row.Guardrails);
        var was = rails.Outbound;
        Plan plan = new();
        WaitingShown? waiting = null;
        var two = input.TwoPeople ?? was.TwoPeople;
        if (was.TakesTwo && two != true)
        {
            const string Why = "one person is to be enough again";
            if (!RequestRow.Confirm(plan, await RequestRow.Open(reader), call, RequestRow.OnePerson, Why, was))
            {
                two = true;
                waiting = new(RequestRow.OnePerson, new(call.By.Person, call.By.PersonName), Why, Moments.Iso(call.At + was.Confirms));
            }
        }
        var rules = was with
        {
            BouncePercent = input.BouncePercent ?? was.BouncePercent,
            ErrorPercent = input.ErrorPercent ?? was.ErrorPercent,
            DuplicatePercent = input.DuplicatePercent ?? was.DuplicatePercent,
            AtLeast = input.AtLeast ?? was.AtLeast,
            Minutes = input.Minutes ?? was.Minutes,
            TwoPeople = two,
            ConfirmMinutes = input.ConfirmMinutes ?? was.ConfirmMinutes,
        };
        Rails.Set(plan, row, call, rails with { Outbound = rules });
        return Answer(new Output { Rules = OutboundRulesShown.Of(rules), Waiting = waiting }, plan, new RecordRef(row.Id, row.Version));
    }
}
