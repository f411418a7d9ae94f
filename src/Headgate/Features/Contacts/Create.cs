using System.Text.Json;
using Headgate.Features.Accounts;
using Headgate.Features.Organisations;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>A new contact. Its e-mail address is claimed in the commit, so that it exists once.</summary>
[Action(
    "contacts.create",
    Scope.Write,
    "Create a contact",
    "Creates a contact, or names the one that already has the e-mail address.",
    Effect = Effect.Write,
    Creates = true
)]
public sealed class Create : Feature<Create.Input, Create.Output>
{
    public sealed record Input : IMayExist
    {
        [Bounds(1, 200)]
        public required string Name { get; init; }

        [Email, Bounds(3, 254), TakesHandle("email")]
        public string? Email { get; init; }

        [Bounds(3, 40), TakesHandle("phone")]
        public string? Phone { get; init; }

        [Bounds(1, 200)]
        public string? Title { get; init; }

        [Id("acc")]
        public string? AccountId { get; init; }

        [Says("Employer's name when there is no account")]
        public string? Company { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }
        public string? Lifecycle { get; init; }
        public string? Status { get; init; }
        public string? Source { get; init; }

        [Bounds(0, 5000), Class(DataClass.Confidential, Prose = true)]
        public string? Description { get; init; }

        [Says("Custom fields by key")]
        public Dictionary<string, JsonElement>? Custom { get; init; }

        [Says("If it exists: refuse, fill its empty fields, or make another"), OneOf("refuse", "update", "allow")]
        public string? OnDuplicate { get; init; }
    }

    public sealed record Output : INamesSimilar
    {
        public required ContactShown Contact { get; init; }

        [Says("Existing ones that may be the same")]
        public IReadOnlyList<SimilarRecord>? Similar { get; set; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var account = input.AccountId is null ? null : await AccountRow.Need(reader, "account_id", input.AccountId);
        var owner = await Owner.Resolve(reader, "owner", input.Owner ?? "me");
        var row = new ContactRow
        {
            Id = call.NewId("con"),
            Version = 1,
            Name = input.Name.Trim(),
            Email = input.Email?.Trim(),
            Phone = input.Phone,
            Title = input.Title,
            Company = account?.Name ?? input.Company,
            AccountId = account?.Id,
            AccountName = account?.Name,
            OwnerId = owner.Id,
            OwnerName = owner.Name,
            Lifecycle = await Choice.Need(reader, "lifecycle", "contact.lifecycle", input.Lifecycle ?? "contact"),
            Status = await Choice.Need(reader, "status", "contact.status", input.Status ?? "new"),
            Source = input.Source,
            Description = input.Description,
            Custom = await CustomValues.Merge(reader, Contact.Kind, null, input.Custom),
            UpdatedAt = call.Effective.ToUnixTimeMilliseconds(),
        };
        return await Fill.Of(input, row, call, reader) is var (shown, plan, known)
            ? Answer(new Output { Contact = shown }, plan, known)
            : Answer(new Output { Contact = ContactShown.Of(row) }, PlanOf(row, call));
    }

    /// <summary>The plan of a new contact; leads and imports make theirs the same way.</summary>
    internal static Plan PlanOf(ContactRow row, Call call)
    {
        var plan = new Plan().Insert(
            Contact.Kind,
            row.Id,
            [
                ("name", row.Name),
                ("first_name", row.FirstName),
                ("last_name", row.LastName),
                ("email", row.Email),
                ("phone", row.Phone),
                ("title", row.Title),
                ("company", row.Company),
                ("account_id", row.AccountId),
                ("owner_id", row.OwnerId),
                ("lifecycle", row.Lifecycle),
                ("status", row.Status),
                ("source", row.Source),
                ("description", row.Description),
                ("custom", row.Custom),
                .. Columns.Made(call),
                .. Columns.Born(call),
            ]
        );
        return row.Email is { } email ? plan.Claim(Contact.EmailClaim, EmailForm.Normal(email), row.Id) : plan;
    }
}
