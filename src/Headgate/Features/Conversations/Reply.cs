using Headgate.Features.Contacts;
using Headgate.Features.Documents;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Conversations;

/// <summary>An answer in a thread, on its own channel, to the address that the contact's record has.</summary>
[Action(
    "conversations.reply",
    Scope.Comms,
    "Reply",
    "Replies in a thread on its own channel, to the contact's address on record.",
    Effect = Effect.Send
)]
public sealed class Reply : Feature<Reply.Input, Reply.Output>
{
    public sealed record Input
    {
        [Id("cnv")]
        public required string ConversationId { get; init; }

        [Bounds(1, 20000)]
        public required string Body { get; init; }

        [Id("doc"), Bounds(0, 10)]
        public string[]? Documents { get; init; }
    }

    public sealed record Output
    {
        public required QueuedShown Message { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var thread = await ConversationRow.Need(reader, "conversation_id", input.ConversationId);
        if (thread.Channel is not (Channels.Email or Channels.Sms) || thread.ContactId is null)
            throw new RefusedException(
                new(
                    "comms.no_reply",
                    thread.ContactId is null
                        ? $"{thread.Id} belongs to no contact."
                        : $"A {thread.Channel} thread cannot be answered in writing.",
                    "Find the contact, then use email_send, sms_send or calls_place."
                )
                {
                    Field = "conversation_id",
                    Record = thread.Id,
                }
            );
        if (thread.Channel != Channels.Email && input.Documents is { Length: > 0 })
            throw new RefusedException(
                Refusal.Input("documents", "none, since this thread is not e-mail", $"{input.Documents.Length} items")
            );
        var outgoing = new Outgoing
        {
            Channel = thread.Channel,
            Contact = await ContactRow.Need(reader, "conversation_id", thread.ContactId),
            Subject = thread.Channel == Channels.Email ? SubjectOf(thread.Subject) : null,
            Body = input.Body,
            Documents = await DocumentRow.Need(reader, "documents", input.Documents),
            Conversation = thread,
        };
        var (plan, shown) = await outgoing.Queue(call, reader);
        return Answer(new Output { Message = shown }, plan, thread.Ref);
    }

    // The subject came from outside once: a line end in it must not become a header.
    private static string SubjectOf(string? subject)
    {
        var line = (subject ?? "").ReplaceLineEndings(" ").Trim();
        return line.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? line : $"Re: {line}".TrimEnd();
    }
}
