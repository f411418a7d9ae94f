using Headgate.Features.Activities;
using Headgate.Features.Calendars;
using Headgate.Features.Contacts;
using Headgate.Features.Conversations;
using Headgate.Features.Drafts;
using Headgate.Features.Opportunities;
using Headgate.Features.Outbound;
using Headgate.Features.Tasks;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;
using Headgate.Store.Erasing;

namespace Headgate.Features.Subjects;

/// <summary>
/// Erases a person: their keys are destroyed, their records go, and texts of others lose their name. What reports count stays, without them. A legal hold
/// wins. (GDPR, article 17.)
/// </summary>
[Action(
    "subjects.erase",
    Scope.Admin,
    "Erase a person",
    "Destroys all that is kept of a contact, under whatever ids it was merged, and the keys of what was sealed. Nobody can undo it.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Destructive = true
)]
public sealed class Erase : Feature<Erase.Input, Erase.Output>
{
    private const int MostMentions = 450;

    private static readonly IReadOnlyList<RecordKind> Deleted =
    [
        Consent.Kind,
        ConversationMessage.Kind,
        Conversation.Kind,
        Draft.Kind,
        Notes.Note.Kind,
        OpportunityContact.Kind,
        OutgoingMessage.Kind,
    ];

    private static readonly IReadOnlyList<Emptied> Emptied =
    [
        new(Activity.Kind, "contact_id", [("subject", "(erased)"), ("body", null), ("outcome", null), ("contact_id", null)]),
        new(Event.Kind, "contact_id", [("title", "(erased)"), ("place", null), ("contact_id", null)]),
        new(CrmTask.Kind, "contact_id", [("title", "(erased)"), ("body", null), ("contact_id", null)]),
    ];

    public sealed record Input
    {
        [Id("con")]
        public required string Contact { get; init; }

        [Says("Why, such as the request's number; no name"), Bounds(3, 300)]
        public required string Reason { get; init; }
    }

    public sealed record Output : IPreviewed
    {
        [Says("The person's records, merged ones among them; empty while texts of others are still to be cleared")]
        public required IReadOnlyList<string> Erased { get; init; }

        [Says("Records of others that named the person")]
        [Class(DataClass.Internal)]
        public required IReadOnlyList<string> Cleared { get; init; }

        [Says("More records name the person: call again until this is false")]
        public required bool More { get; init; }

        object IPreviewed.Preview => this;
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var family = await Family.Of(reader, "contact", input.Contact);
        if (await LegalHoldRow.On(reader, family) is { } hold)
            throw new RefusedException(
                new(
                    "erasure.legal_hold",
                    $"There is a duty to keep what there is of {hold.ContactId}: {hold.Reason.TrimEnd('.')}.",
                    "Whoever placed the hold lifts it first (subjects.lift)."
                )
                {
                    Record = hold.ContactId,
                }
            );
        var rows = await reader.All<object>(
            $"SELECT c.name, c.email, c.phone, c.linkedin FROM contacts c WHERE c.tenant = @tenant AND {reader.Dialect.In("c.id", "@family")}",
            ("family", family)
        );
        var traces = new Traces(rows.SelectMany(r => Traces.Told((IDictionary<string, object?>)r)));
        var plan = new Plan();
        var cleared = await Mentions.Remove(plan, reader, call, traces, family, MostMentions);
        var more = cleared.Count >= MostMentions;
        if (!more)
            plan.Erase(new(Contact.Kind, family, Deleted, Emptied));
        return Answer(
            new Output
            {
                Erased = more ? [] : family,
                Cleared = cleared,
                More = more,
            },
            plan,
            [.. family.Select(f => new RecordRef(f, 0))]
        );
    }
}
