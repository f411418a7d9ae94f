using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Conversations;

/// <summary>Threads, the one with the latest message first.</summary>
[Action(
    "conversations.list",
    Scope.Read,
    "List conversations",
    "Lists threads on all channels, latest message first; unanswered ones on demand."
)]
public sealed class List : Feature<List.Input, Page<ConversationShown>>
{
    public sealed record Input
    {
        [Id("con")]
        public string? ContactId { get; init; }

        [Id("acc")]
        public string? AccountId { get; init; }

        [OneOf(Channels.Email, Channels.Sms, Channels.Call)]
        public string? Channel { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }

        [Says("true: the last message came in")]
        public bool? Unanswered { get; init; }

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
        var (rows, next) = await new Listing(reader, ConversationRow.Select, "v.last_at")
            .Seen("v.owner_id")
            .Where("v.contact_id = @contact", "contact", input.ContactId)
            .Where("v.account_id = @account", "account", input.AccountId)
            .Where("v.channel = @channel", "channel", input.Channel)
            .Where("v.owner_id = @owner", "owner", owner?.Id)
            .Where("v.last_direction = 'in'", input.Unanswered == true)
            .Where("v.last_direction <> 'in'", input.Unanswered == false)
            .Where("(v.last_at >= @since OR v.updated_at >= @since)", "since", call.Moment(input.UpdatedSince))
            .Read<ConversationRow>(input.Limit, input.Cursor, r => (r.LastAt, r.Id));
        return Answer(
            Narrow.To(new Page<ConversationShown>([.. rows.Select(ConversationShown.Of)], next), input.Fields),
            rows.Select(r => r.Ref)
        );
    }
}
