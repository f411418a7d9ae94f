using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Leads;

/// <summary>A lead that becomes a customer, its account and, when asked for, an opportunity: all of it in one commit or none.</summary>
[Action(
    "leads.convert",
    Scope.Write,
    "Convert a lead",
    "Converts a lead: sets its lifecycle, links or makes its account, and makes an opportunity when opportunity_name is given.",
    Effect = Effect.Write,
    Toolset = "leads"
)]
public sealed class Convert : Feature<Convert.Input, Convert.Output>
{
    public sealed record Input
    {
        [Id("con")]
        public required string Id { get; init; }

        [Says("Default customer")]
        public string? Lifecycle { get; init; }

        [Says("Default: found by domain or company"), Id("acc")]
        public string? AccountId { get; init; }

        [Says("When no account exists"), Bounds(1, 200)]
        public string? AccountName { get; init; }

        [Bounds(1, 200)]
        public string? OpportunityName { get; init; }

        [Says("Name or id; default the first")]
        public string? Pipeline { get; init; }
        public decimal? Amount { get; init; }

        [Bounds(3, 3)]
        public string? Currency { get; init; }

        [Day]
        public string? CloseDate { get; init; }

        [Says("Refuse if the record has changed since this version")]
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required ContactShown Contact { get; init; }
        public required Named Account { get; init; }
        public required bool AccountCreated { get; init; }
        public OpportunityBrief? Opportunity { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await ContactRow.Need(reader, "id", input.Id);
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        if (row.Lifecycle != Lead.Lifecycle)
            throw new RefusedException(
                new(
                    "leads.not_a_lead",
                    $"{row.Id} is no lead: its lifecycle is {row.Lifecycle}.",
                    "Only a lead can be converted; use another id."
                )
                {
                    Record = row.Id,
                    Field = "id",
                }
            );
        var lifecycle = await Choice.Need(reader, "lifecycle", "contact.lifecycle", input.Lifecycle ?? Lead.Converted);
        if (lifecycle == Lead.Lifecycle)
            throw new RefusedException(Refusal.Input("lifecycle", "one that a lead can become", Text.Shown(lifecycle)));
        var (account, isNew) = await Company.Of(reader, call, row, input.AccountId, input.AccountName);
        var plan = new Plan();
        if (isNew)
            Accounts.Create.PlanOf(plan, account, call);
        plan.Update(
            Contact.Kind,
            row.Id,
            row.Version,
            ("lifecycle", row.Lifecycle, lifecycle),
            ("account_id", row.AccountId, account.Id),
            ("company", row.Company, account.Name),
            ("converted_at", row.ConvertedAt, call.Effective.ToUnixTimeMilliseconds()),
            Columns.Moved(row.UpdatedAt, call)
        );
        var opportunity = await Opportunity(input, call, reader, plan, row, account);
        var shown = ContactShown.Of(row) with
        {
            Lifecycle = lifecycle,
            Account = new(account.Id, account.Name),
            Company = null,
            UpdatedAt = Moments.Iso(call.At),
            Version = row.Version + 1,
        };
        var output = new Output
        {
            Contact = shown,
            Account = new(account.Id, account.Name),
            AccountCreated = isNew,
            Opportunity = opportunity,
        };
        return Answer(output, plan, isNew ? [row.Ref] : [row.Ref, account.Ref]);
    }

    private static async ValueTask<OpportunityBrief?> Opportunity(
        Input input,
        Call call,
        Reader reader,
        Plan plan,
        ContactRow lead,
        AccountRow account
    )
    {
        if (input.OpportunityName is null)
            return input is { Pipeline: null, Amount: null, Currency: null, CloseDate: null }
                ? null
                : throw new RefusedException(Refusal.Input("opportunity_name", "a name, beside what else is said of it", "nothing"));
        var first = await FirstStage.Need(reader, input.Pipeline);
        var currency = input.Currency ?? (await OrganisationRow.Own(reader)).Currency;
        if (!Money.IsCode(currency))
            throw new RefusedException(Refusal.Input("currency", "a code such as EUR", Text.Shown(currency)));
        var brief = new OpportunityBrief
        {
            Id = call.NewId("opp"),
            Name = input.OpportunityName.Trim(),
            Stage = first.Stage,
            Status = "open",
            Amount = input.Amount,
            Currency = currency,
            CloseDate = input.CloseDate,
            Owner = Named.Of(lead.OwnerId, lead.OwnerName),
            Version = 1,
        };
        plan.Insert(
            Opportunities.Opportunity.Kind,
            brief.Id,
            [
                ("name", brief.Name),
                ("account_id", account.Id),
                ("contact_id", lead.Id),
                ("pipeline_id", first.PipelineId),
                ("stage_id", first.StageId),
                ("status", brief.Status),
                ("amount_minor", Money.Minor("amount", input.Amount, currency)),
                ("currency", currency),
                ("close_date", input.CloseDate),
                ("owner_id", lead.OwnerId),
                ("source", lead.Source),
                ("stage_entered_at", call.Effective.ToUnixTimeMilliseconds()),
                .. Columns.Made(call),
                .. Columns.Born(call),
            ]
        );
        return brief;
    }
}
