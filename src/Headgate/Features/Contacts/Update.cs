using System.Text.Json;
using Headgate.Features.Accounts;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>Fields of a contact. Owner, lifecycle and status change only through their own actions.</summary>
[Action(
    "contacts.update",
    Scope.Write,
    "Update a contact",
    "Updates fields of a contact; null clears one. Owner and status have tools of their own.",
    Effect = Effect.Write,
    Idempotent = true
)]
public sealed class Update : Feature<Update.Input, Update.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string Id { get; init; }

        [Bounds(1, 200)]
        public string? Name { get; init; }

        [Email, Bounds(3, 254), TakesHandle("email")]
        public string? Email { get; init; }

        [Bounds(3, 40), TakesHandle("phone")]
        public string? Phone { get; init; }
        public string? Title { get; init; }

        [Id("acc")]
        public string? AccountId { get; init; }

        [Bounds(0, 5000), Class(DataClass.Confidential, Prose = true)]
        public string? Description { get; init; }

        [Says("Custom fields by key")]
        public Dictionary<string, JsonElement>? Custom { get; init; }

        [Says("Refuse if the record has changed since this version")]
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required ContactShown Contact { get; init; }
        public required IReadOnlyList<string> Changed { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await ContactRow.Need(reader, "id", input.Id);
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        Expect.Given(call, "name", input.Name);
        var account = input.AccountId is null ? null : await AccountRow.Need(reader, "account_id", input.AccountId);
        var edit = new Edit(call)
            .Set("name", row.Name, input.Name?.Trim())
            .Set("email", row.Email, input.Email?.Trim())
            .Set("phone", row.Phone, input.Phone)
            .Set("title", row.Title, input.Title)
            .Set("account_id", row.AccountId, account?.Id)
            .Set("description", row.Description, input.Description)
            .Set("custom", row.Custom, await CustomValues.Merge(reader, Contact.Kind, row.Custom, input.Custom));
        var plan = edit.PlanFor(Contact.Kind, row.Id, row.Version, row.UpdatedAt);
        if (edit.Changes("email") && row.Email is not null)
            plan.GiveUp(Contact.EmailClaim, EmailForm.Normal(row.Email), row.Id);
        if (edit.Changes("email") && input.Email is not null)
            plan.Claim(Contact.EmailClaim, EmailForm.Normal(input.Email), row.Id);
        var shown = ContactShown.Of(row) with
        {
            Name = edit.Now("name", row.Name)!,
            Email = edit.Now("email", row.Email),
            Phone = edit.Now("phone", row.Phone),
            Title = edit.Now("title", row.Title),
            Account = edit.Changes("account_id") ? Named.Of(account?.Id, account?.Name) : Named.Of(row.AccountId, row.AccountName),
            Company = (edit.Changes("account_id") ? account?.Id : row.AccountId) is null ? row.Company : null,
            UpdatedAt = Show.Time(edit.Names.Count > 0 ? call.Effective.ToUnixTimeMilliseconds() : row.UpdatedAt),
            Version = edit.VersionAfter(row.Version),
        };
        return Answer(new Output { Contact = shown, Changed = edit.Names }, plan, row.Ref);
    }
}
