using Headgate.Features.Contacts;
using Headgate.Features.Documents;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Conversations;

/// <summary>
/// What every message to somebody outside has in common: who delivers, whether the contact can be reached and agreed, the thread, and the plan that
/// queues it. The plan relies on the organisation, the contact, the contact's consent and the documents as they were read.
/// </summary>
internal sealed class Outgoing
{
    // A message that could not leave for so long may be wrong by then: it is not sent late.
    private static readonly TimeSpan Keeps = TimeSpan.FromHours(1);

    public required string Channel { get; init; }
    public required ContactRow Contact { get; init; }
    public string? Subject { get; init; }
    public required string Body { get; init; }
    public IReadOnlyList<DocumentRow> Documents { get; init; } = [];

    /// <summary>The thread that it continues; a new one when there is none.</summary>
    public ConversationRow? Conversation { get; init; }

    /// <summary>The plan that queues it, and what the caller is told.</summary>
    /// <exception cref="RefusedException">Nobody delivers, or the contact cannot be reached, or did not agree.</exception>
    public async ValueTask<(Plan Plan, QueuedShown Shown)> Queue(Call call, Reader reader)
    {
        var organisation = await OrganisationRow.Own(reader);
        Providers.Need(organisation, Channel);
        var to = Recipient.Address(Contact, Channel);
        var plan = new Plan()
            .Rely(Organisation.Kind, organisation.Id, organisation.Version)
            .Rely(Contacts.Contact.Kind, Contact.Id, Contact.Version);
        foreach (var consent in await Recipient.Agreed(reader, Contact, Channel))
            plan.Rely(Consent.Kind, consent.Id, consent.Version);
        foreach (var document in Documents)
            plan.Rely(Document.Kind, document.Id, document.Version);
        var thread = Conversation?.Id ?? call.NewId("cnv");
        PlanThread(plan, call, reader, thread);
        var message = call.NewId("msg");
        plan.Insert(
            ConversationMessage.Kind,
            message,
            [
                ("conversation_id", thread),
                ("contact_id", Contact.Id),
                ("direction", "out"),
                ("sender", await Recipient.Sender(reader, Channel)),
                ("recipient", to),
                ("subject", Subject),
                ("body", Body),
                ("status", "queued"),
                ("at", call.Effective.ToUnixTimeMilliseconds()),
                ("provenance", Columns.By(call)),
                .. Columns.Born(call),
            ]
        );
        var sent = new Message
        {
            Id = call.NewId("out"),
            Channel = Channel,
            Contact = Contact.Id,
            To = to,
            Subject = Subject,
            Body = Body,
            Documents = [.. Documents.Select(d => new Attachment(d.Id, d.Sha256, d.Kind))],
            Conversation = thread,
            Record = message,
            SendBefore = call.At + Keeps,
        };
        plan.Send(sent);
        var shown = new QueuedShown
        {
            Id = sent.Id,
            ConversationId = thread,
            MessageId = message,
            Channel = Channel,
            Contact = new(Contact.Id, Contact.Name),
            To = to,
            SendBefore = Moments.Iso(sent.SendBefore),
        };
        return (plan, shown);
    }

    private void PlanThread(Plan plan, Call call, Reader reader, string id)
    {
        var now = call.Effective.ToUnixTimeMilliseconds();
        if (Conversation is { } known)
        {
            plan.Update(
                Conversations.Conversation.Kind,
                id,
                known.Version,
                ("last_direction", known.LastDirection, "out"),
                Columns.Moved(known.UpdatedAt, call)
            );
            plan.Touch(Conversations.Conversation.Kind, id, "last_at", call.At);
            return;
        }
        plan.Insert(
            Conversations.Conversation.Kind,
            id,
            [
                ("channel", Channel),
                ("subject", Subject),
                ("contact_id", Contact.Id),
                ("account_id", Contact.AccountId),
                ("owner_id", reader.By.Person),
                ("status", "open"),
                ("last_at", now),
                ("last_direction", "out"),
                ("home", Columns.Here),
                .. Columns.Born(call),
            ]
        );
    }
}
