using Headgate.Features.Activities;
using Headgate.Features.Conversations;
using Headgate.Features.Opportunities;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>One contact, and what belongs to it when asked for.</summary>
[Action(
    "contacts.get",
    Scope.Read,
    "Get a contact",
    "Gets one contact by id; include adds its latest 20 activities, its opportunities and conversations."
)]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string Id { get; init; }

        [OneOf("activity", "opportunities", "conversations"), Bounds(0, 3)]
        public string[]? Include { get; init; }
    }

    public sealed record Output
    {
        public required ContactFull Contact { get; init; }

        [Says("The id that was asked for, which was merged into this one")]
        [Class(DataClass.Internal)]
        public string? Merged { get; init; }
        public IReadOnlyList<ActivityShown>? Activity { get; init; }
        public IReadOnlyList<OpportunityBrief>? Opportunities { get; init; }
        public IReadOnlyList<ConversationBrief>? Conversations { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await ContactRow.Follow(reader, "id", input.Id);
        var include = input.Include ?? [];
        var activity = include.Contains("activity") ? await ActivityRow.OfContact(reader, row.Id) : null;
        var opportunities = include.Contains("opportunities") ? await OpportunityBrief.With(reader, row.Id) : null;
        var conversations = include.Contains("conversations") ? await ConversationBrief.With(reader, row.Id) : null;
        var output = new Output
        {
            Contact = await ContactFull.Of(reader, row),
            Merged = row.Id == input.Id ? null : input.Id,
            Activity = activity is null ? null : [.. activity.Select(ActivityShown.Of)],
            Opportunities = opportunities,
            Conversations = conversations,
        };
        return Answer(
            output,
            [
                row.Ref,
                .. activity?.Select(a => a.Ref) ?? [],
                .. opportunities?.Select(o => new RecordRef(o.Id, o.Version)) ?? [],
                .. conversations?.Select(c => new RecordRef(c.Id, c.Version)) ?? [],
            ]
        );
    }
}
