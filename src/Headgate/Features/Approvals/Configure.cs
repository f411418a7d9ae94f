using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Approvals;

/// <summary>The approval list: which of agents' calls wait for a person. What is not given stays.</summary>
[Action(
    "approvals.configure",
    Scope.Admin,
    "Set the approval list",
    "Sets which calls of agents wait for a person; what is not given stays as it is.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Configure : Feature<Configure.Input, Configure.Output>
{
    public sealed record Input
    {
        [OneOf("every", "first", "never")]
        public string? Email { get; init; }

        [OneOf("every", "first", "never")]
        public string? Sms { get; init; }

        [OneOf("every", "first", "never")]
        public string? Calls { get; init; }

        [Says("New contacts that are no leads")]
        public bool? Contacts { get; init; }
        public bool? Leads { get; init; }
        public bool? StageMoves { get; init; }
        public bool? OwnerChanges { get; init; }

        [Says("Pricing, contract and legal documents")]
        public bool? Documents { get; init; }

        [Says("Whatever changes anything")]
        public bool? EveryWrite { get; init; }

        [Says("How long a held call waits"), Bounds(1, 168)]
        public int? Hours { get; init; }

        [Says("After how long the next person is asked; 0 never"), Bounds(0, 10_080), Class(DataClass.Internal)]
        public int? EscalateMinutes { get; init; }

        [Says("The next: admin, revops or a person by name, e-mail or id"), Bounds(1, 120), Class(DataClass.Internal)]
        public string? EscalateTo { get; init; }
    }

    public sealed record Output
    {
        public required RulesShown Approvals { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OrganisationRow.Own(reader);
        var rails = Guardrails.Read(row.Guardrails);
        var was = rails.Approvals;
        var rules = was with
        {
            Email = Parse(input.Email) ?? was.Email,
            Sms = Parse(input.Sms) ?? was.Sms,
            Calls = Parse(input.Calls) ?? was.Calls,
            Contacts = input.Contacts ?? was.Contacts,
            Leads = input.Leads ?? was.Leads,
            StageMoves = input.StageMoves ?? was.StageMoves,
            OwnerChanges = input.OwnerChanges ?? was.OwnerChanges,
            Documents = input.Documents ?? was.Documents,
            EveryWrite = input.EveryWrite ?? was.EveryWrite,
            Hours = input.Hours ?? was.Hours,
            EscalateMinutes = input.EscalateMinutes ?? was.EscalateMinutes,
            EscalateTo = input.EscalateTo is { } to ? await Escalate.Named(reader, to) : was.EscalateTo,
        };
        return Answer(
            new Output { Approvals = await RulesShown.Of(rules, reader) },
            Rails.Set(row, call, rails with { Approvals = rules }),
            new RecordRef(row.Id, row.Version)
        );
    }

    private static When? Parse(string? given) => given is null ? null : Enum.Parse<When>(given, ignoreCase: true);
}
