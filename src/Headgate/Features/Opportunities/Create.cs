using Headgate.Features.Accounts;
using Headgate.Features.Contacts;
using Headgate.Features.Organisations;
using Headgate.Features.Pipelines;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>A new opportunity, open, on a stage of a pipeline.</summary>
[Action(
    "opportunities.create",
    Scope.Write,
    "Create an opportunity",
    "Creates an open opportunity on a pipeline, the first one unless another is named.",
    Effect = Effect.Write,
    Creates = true
)]
public sealed class Create : Feature<Create.Input, Create.Output>
{
    public sealed record Input
    {
        [Bounds(1, 200)]
        public required string Name { get; init; }
        public string? Pipeline { get; init; }

        [Says("Open stage; default the first")]
        public string? Stage { get; init; }

        [Id("acc")]
        public string? AccountId { get; init; }

        [Id("con")]
        public string? ContactId { get; init; }
        public decimal? Amount { get; init; }

        [Bounds(3, 3)]
        public string? Currency { get; init; }

        [Day]
        public string? CloseDate { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }
        public string? NextStep { get; init; }
        public string? Source { get; init; }

        [Bounds(0, 5000)]
        public string? Description { get; init; }
    }

    public sealed record Output
    {
        public required OpportunityShown Opportunity { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var pipeline = await Stages.NeedPipeline(reader, "pipeline", input.Pipeline);
        var stage = await Stages.NeedOpen(reader, "stage", pipeline.Id, input.Stage);
        var account = input.AccountId is null ? null : await AccountRow.Need(reader, "account_id", input.AccountId);
        var contact = input.ContactId is null ? null : await ContactRow.Need(reader, "contact_id", input.ContactId);
        var owner = await Owner.Resolve(reader, "owner", input.Owner ?? "me");
        var currency = input.Currency is null ? (await OrganisationRow.Own(reader)).Currency : Money.Currency("currency", input.Currency);
        var row = new OpportunityRow
        {
            Id = call.NewId("opp"),
            Version = 1,
            Name = input.Name.Trim(),
            // Who buys works somewhere: without an account the contact's is meant.
            AccountId = account?.Id ?? contact?.AccountId,
            AccountName = account?.Name ?? contact?.AccountName,
            ContactId = contact?.Id,
            ContactName = contact?.Name,
            PipelineId = pipeline.Id,
            PipelineName = pipeline.Name,
            StageId = stage.Id,
            StageName = stage.Name,
            Status = stage.Kind,
            AmountMinor = Money.Minor("amount", input.Amount, currency),
            Currency = currency,
            CloseDate = input.CloseDate,
            NextStep = input.NextStep,
            OwnerId = owner.Id,
            OwnerName = owner.Name,
            Source = input.Source,
            Description = input.Description,
            StageEnteredAt = call.Effective.ToUnixTimeMilliseconds(),
            UpdatedAt = call.Effective.ToUnixTimeMilliseconds(),
        };
        return Answer(new Output { Opportunity = OpportunityShown.Of(row) }, PlanOf(row, call));
    }

    /// <summary>The plan of a new opportunity; converted leads and imports make theirs the same way.</summary>
    internal static Plan PlanOf(OpportunityRow row, Call call) =>
        new Plan().Insert(
            Opportunity.Kind,
            row.Id,
            [
                ("name", row.Name),
                ("account_id", row.AccountId),
                ("contact_id", row.ContactId),
                ("pipeline_id", row.PipelineId),
                ("stage_id", row.StageId),
                ("status", row.Status),
                ("amount_minor", row.AmountMinor),
                ("currency", row.Currency),
                ("close_date", row.CloseDate),
                ("closed_at", row.ClosedAt),
                ("reason", row.Reason),
                ("next_step", row.NextStep),
                ("owner_id", row.OwnerId),
                ("source", row.Source),
                ("description", row.Description),
                ("stage_entered_at", row.StageEnteredAt),
                .. Columns.Made(call),
                .. Columns.Born(call),
            ]
        );
}
