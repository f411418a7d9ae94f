using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Drafts;

/// <summary>Drafts, latest change first.</summary>
[Action("drafts.list", Scope.Read, "List drafts", "Lists e-mail drafts that wait to be sent, latest change first.", Toolset = "drafts")]
public sealed class List : Feature<List.Input, Page<DraftShown>>
{
    public sealed record Input
    {
        [Id("con")]
        public string? ContactId { get; init; }

        [Id("opp")]
        public string? OpportunityId { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }

        [OneOf(DraftRow.Open, DraftRow.Queued, DraftRow.Discarded), Says("Default draft")]
        public string? Status { get; init; }

        [Moment]
        public string? UpdatedSince { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }

        [Says("Only these fields"), Bounds(1, 30)]
        public string[]? Fields { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var owner = input.Owner is null ? null : await Owner.Resolve(reader, "owner", input.Owner);
        var (rows, next) = await new Listing(reader, DraftRow.Select, "d.updated_at")
            .Seen("d.owner_id")
            .Where("d.contact_id = @contact", "contact", input.ContactId)
            .Where("d.opportunity_id = @opportunity", "opportunity", input.OpportunityId)
            .Where("d.owner_id = @owner", "owner", owner?.Id)
            .Where("d.status = @status", "status", input.Status ?? DraftRow.Open)
            .Where("d.updated_at >= @since", "since", call.Moment(input.UpdatedSince))
            .Read<DraftRow>(input.Limit, input.Cursor, r => (r.UpdatedAt, r.Id));
        return Answer(Narrow.To(new Page<DraftShown>([.. rows.Select(DraftShown.Of)], next), input.Fields), rows.Select(r => r.Ref));
    }
}
