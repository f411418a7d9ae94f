using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>Fields of an opportunity. Stage, outcome and owner change only through their own actions.</summary>
[Action(
    "opportunities.update",
    Scope.Write,
    "Update an opportunity",
    "Updates fields of an opportunity; null clears one. Stage, outcome and owner have tools of their own.",
    Effect = Effect.Write,
    Idempotent = true
)]
public sealed class Update : Feature<Update.Input, Update.Output>
{
    public sealed record Input
    {
        [Id("opp")]
        public required string Id { get; init; }

        [Bounds(1, 200)]
        public string? Name { get; init; }

        [Id("acc")]
        public string? AccountId { get; init; }

        [Id("con")]
        public string? ContactId { get; init; }
        public decimal? Amount { get; init; }

        [Bounds(3, 3)]
        public string? Currency { get; init; }

        [Day]
        public string? CloseDate { get; init; }
        public string? NextStep { get; init; }

        [Bounds(0, 5000)]
        public string? Description { get; init; }

        [Says("Refuse if the record has changed since this version")]
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required OpportunityShown Opportunity { get; init; }
        public required IReadOnlyList<string> Changed { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OpportunityRow.Need(reader, "id", input.Id);
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        Expect.Given(call, "name", input.Name);
        Expect.Given(call, "currency", input.Currency);
        var account = input.AccountId is null ? null : await AccountRow.Need(reader, "account_id", input.AccountId);
        var contact = input.ContactId is null ? null : await ContactRow.Need(reader, "contact_id", input.ContactId);
        var currency = input.Currency is null
            ? row.Currency ?? (await OrganisationRow.Own(reader)).Currency
            : Money.Currency("currency", input.Currency);
        // Another currency alone restates the same amount, since currencies differ in how many minor units they have.
        var amount = Money.Minor("amount", call.Gives("amount") ? input.Amount : Show.Amount(row.AmountMinor, row.Currency), currency);
        var edit = new Edit(call)
            .Set("name", row.Name, input.Name?.Trim())
            .Set("account_id", row.AccountId, account?.Id)
            .Set("contact_id", row.ContactId, contact?.Id)
            .Set("currency", "amount_minor", row.AmountMinor, amount)
            .Set("amount", "amount_minor", row.AmountMinor, amount)
            .Set("amount", "currency", row.Currency, currency)
            .Set("currency", row.Currency, currency)
            .Set("close_date", row.CloseDate, input.CloseDate)
            .Set("next_step", row.NextStep, input.NextStep)
            .Set("description", row.Description, input.Description);
        var plan = edit.PlanFor(Opportunity.Kind, row.Id, row.Version, row.UpdatedAt);
        var nowIn = edit.Now("currency", row.Currency);
        var shown = OpportunityShown.Of(row) with
        {
            Name = edit.Now("name", row.Name)!,
            Account = edit.Changes("account_id") ? Named.Of(account?.Id, account?.Name) : Named.Of(row.AccountId, row.AccountName),
            Contact = edit.Changes("contact_id") ? Named.Of(contact?.Id, contact?.Name) : Named.Of(row.ContactId, row.ContactName),
            Amount = Show.Amount(edit.Changes("amount_minor") ? amount : row.AmountMinor, nowIn),
            Currency = nowIn,
            CloseDate = edit.Now("close_date", row.CloseDate),
            NextStep = edit.Now("next_step", row.NextStep),
            UpdatedAt = Show.Time(plan.IsEmpty ? row.UpdatedAt : call.Effective.ToUnixTimeMilliseconds()),
            Version = edit.VersionAfter(row.Version),
        };
        IReadOnlyList<string> changed = [.. edit.Names.Select(n => n == "amount_minor" ? "amount" : n)];
        return Answer(new Output { Opportunity = shown, Changed = changed }, plan, row.Ref);
    }
}
