using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Conversations;

/// <summary>One thread and its messages, latest first.</summary>
[Action(
    "conversations.get",
    Scope.Read,
    "Get a conversation",
    "Gets one thread with its messages, latest first; text from outside is marked untrusted."
)]
public sealed class Get : Feature<Get.Input, Get.Output>
{
    public sealed record Input
    {
        [Id("cnv")]
        public required string Id { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }
    }

    public sealed record Output
    {
        public required ConversationShown Conversation { get; init; }
        public required IReadOnlyList<MessageShown> Messages { get; init; }
        public string? NextCursor { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await ConversationRow.Need(reader, "id", input.Id);
        var (messages, next) = await new Listing(reader, MessageRow.Select, "m.at")
            .Where("m.conversation_id = @conversation", "conversation", row.Id)
            .Read<MessageRow>(input.Limit, input.Cursor, m => (m.At, m.Id));
        var output = new Output
        {
            Conversation = ConversationShown.Of(row),
            Messages = [.. messages.Select(MessageShown.Of)],
            NextCursor = next,
        };
        return Answer(output, [row.Ref, .. messages.Select(m => new RecordRef(m.Id, m.Version))]);
    }
}
