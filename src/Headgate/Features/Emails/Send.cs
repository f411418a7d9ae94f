using Headgate.Features.Contacts;
using Headgate.Features.Conversations;
using Headgate.Features.Documents;
using Headgate.Features.Drafts;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Emails;

/// <summary>An e-mail to one contact in a new thread: as written in the call, or a draft as it stands.</summary>
[Action(
    "email.send",
    Scope.Comms,
    "Send an e-mail",
    "Sends an e-mail to one contact: contact_id, subject and body, or draft_id alone for a reviewed draft.",
    Effect = Effect.Send
)]
public sealed class Send : Feature<Send.Input, Send.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public string? ContactId { get; init; }

        [Bounds(1, 300)]
        public string? Subject { get; init; }

        [Bounds(1, 20000)]
        public string? Body { get; init; }

        [Id("doc"), Bounds(0, 10)]
        public string[]? Documents { get; init; }

        [Id("drf")]
        public string? DraftId { get; init; }
    }

    public sealed record Output
    {
        public required QueuedShown Message { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        if (input.DraftId is not null)
            return await SendDraft(input, call, reader);
        var outgoing = new Outgoing
        {
            Channel = Channels.Email,
            Contact = await ContactRow.Need(reader, "contact_id", Given("contact_id", input.ContactId)),
            Subject = Recipient.OneLine("subject", Given("subject", input.Subject)),
            Body = Given("body", input.Body),
            Documents = await DocumentRow.Need(reader, "documents", input.Documents),
        };
        var (plan, shown) = await outgoing.Queue(call, reader);
        return Answer(new Output { Message = shown }, plan);
    }

    private static async ValueTask<Decision> SendDraft(Input input, Call call, Reader reader)
    {
        // What was reviewed is what is sent: a draft is changed with drafts_update, not on its way out.
        if ((input.ContactId ?? input.Subject ?? input.Body) is not null || input.Documents is not null)
            throw new RefusedException(Refusal.Input("draft_id", "a draft alone, without contact_id, subject, body or documents", "both"));
        var draft = await DraftRow.NeedOpen(reader, "draft_id", input.DraftId!);
        var outgoing = new Outgoing
        {
            Channel = Channels.Email,
            Contact = await ContactRow.Need(reader, "draft_id", draft.ContactId),
            Subject = Recipient.OneLine("subject", draft.Subject),
            Body = draft.Body,
            Documents = await DocumentRow.Need(reader, "draft_id", draft.DocumentIds),
            Conversation = draft.ConversationId is null ? null : await ConversationRow.Need(reader, "draft_id", draft.ConversationId),
        };
        var (plan, shown) = await outgoing.Queue(call, reader);
        plan.Update(
            Drafts.Draft.Kind,
            draft.Id,
            draft.Version,
            ("status", draft.Status, DraftRow.Queued),
            Columns.Moved(draft.UpdatedAt, call)
        );
        return Answer(new Output { Message = shown }, plan);
    }

    private static string Given(string field, string? value) =>
        value ?? throw new RefusedException(Refusal.Input(field, "a value, since there is no draft_id", "nothing"));
}
