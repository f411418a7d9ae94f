using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>One opportunity, and what belongs to it when asked for.</summary>
[Action("opportunities.get", Scope.Read, "Get an opportunity", "Gets one opportunity by id; include asks for what belongs to it.")]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    public sealed record Input
    {
        [Id("opp")]
        public required string Id { get; init; }

        [OneOf("changes", "activity", "contacts", "submissions", "cash_flow"), Bounds(0, 10)]
        public string[]? Include { get; init; }
    }

    public sealed record Output
    {
        public required OpportunityShown Opportunity { get; init; }

        [Class(DataClass.Internal, Prose = true)]
        public string? Description { get; init; }
        public string? Source { get; init; }
        public IReadOnlyList<string>? Tags { get; init; }
        public IReadOnlyList<OpportunityActivity>? Activity { get; init; }
        public IReadOnlyList<OpportunityPerson>? Contacts { get; init; }
        public IReadOnlyList<OpportunitySubmission>? Submissions { get; init; }
        public IReadOnlyList<CashFlowMonth>? CashFlow { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OpportunityRow.Need(reader, "id", input.Id);
        bool Asks(string part) => input.Include?.Contains(part) == true;
        var shown = OpportunityShown.Of(row);
        if (Asks("changes"))
            shown = shown with { Changes = [.. (await Changes.Of(reader, [row], since: null))[row.Id]] };
        var tags = await Tags.Tag.Of(reader, row.Id);
        var output = new Output
        {
            // Description and source stand beside it and come from where it comes from.
            Opportunity = shown with
            {
                Untrusted = shown.Untrusted ?? Trust.Untrusted(row.Provenance, [row.Description], row.Source),
            },
            Description = row.Description,
            Source = row.Source,
            Tags = tags.Count > 0 ? tags : null,
            Activity = Asks("activity") ? await OpportunityActivity.Of(reader, row.Id) : null,
            Contacts = Asks("contacts") ? await OpportunityPerson.Of(reader, row) : null,
            Submissions = Asks("submissions") ? await OpportunitySubmission.Of(reader, row.Id) : null,
            CashFlow =
                !Asks("cash_flow") ? null
                : row.AccountId is null ? []
                : await CashFlowMonth.Of(reader, row.AccountId),
        };
        IEnumerable<RecordRef> people = output.Contacts?.Select(c => new RecordRef(c.Id, c.Version)) ?? [];
        return Answer(output, [row.Ref, .. people]);
    }
}
