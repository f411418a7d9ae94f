using Headgate.Features.Contacts;
using Headgate.Features.Conversations;
using Headgate.Features.Documents;
using Headgate.Features.Drafts;
using Headgate.Features.Opportunities;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Emails;

/// <summary>An e-mail that waits for somebody to read it over and send it.</summary>
[Action(
    "email.draft",
    Scope.Write,
    "Draft an e-mail",
    "Drafts an e-mail to one contact for review; nothing is sent.",
    Effect = Effect.Write,
    Toolset = "drafts",
    Creates = true
)]
public sealed class Draft : Feature<Draft.Input, Draft.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string ContactId { get; init; }

        [Bounds(1, 300)]
        public required string Subject { get; init; }

        [Bounds(1, 20000)]
        public required string Body { get; init; }

        [Id("opp")]
        public string? OpportunityId { get; init; }

        [Id("doc"), Bounds(0, 10)]
        public string[]? Documents { get; init; }
    }

    public sealed record Output
    {
        public required DraftShown Draft { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var contact = await ContactRow.Need(reader, "contact_id", input.ContactId);
        var opportunity = input.OpportunityId is null ? null : await OpportunityRow.Need(reader, "opportunity_id", input.OpportunityId);
        var documents = await DocumentRow.Need(reader, "documents", input.Documents);
        var row = new DraftRow
        {
            Id = call.NewId("drf"),
            Version = 1,
            ContactId = contact.Id,
            ContactName = contact.Name,
            OpportunityId = opportunity?.Id,
            OpportunityName = opportunity?.Name,
            Subject = Recipient.OneLine("subject", input.Subject)!,
            Body = input.Body,
            Documents = DraftRow.Json(documents.Select(d => d.Id)),
            Status = DraftRow.Open,
            Provenance = Columns.By(call),
            OwnerId = reader.By.Person,
            OwnerName = reader.By.PersonName,
            UpdatedAt = call.Effective.ToUnixTimeMilliseconds(),
        };
        var plan = new Plan().Insert(
            Drafts.Draft.Kind,
            row.Id,
            [
                ("contact_id", row.ContactId),
                ("opportunity_id", row.OpportunityId),
                ("subject", row.Subject),
                ("body", row.Body),
                ("documents", row.Documents),
                ("status", row.Status),
                ("owner_id", row.OwnerId),
                ("provenance", row.Provenance),
                ("created_by", call.By.Actor),
                .. Columns.Born(call),
            ]
        );
        return Answer(new Output { Draft = DraftShown.Of(row) }, plan);
    }
}
