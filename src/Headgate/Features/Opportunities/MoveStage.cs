using Headgate.Features.Organisations;
using Headgate.Features.Pipelines;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>The one way along a pipeline: forward, back, won, lost with a reason, or open again. The stage's kind is the status.</summary>
[Action(
    "opportunities.move_stage",
    Scope.Write,
    "Move an opportunity",
    "Moves an opportunity to a stage of its pipeline; a won or lost stage closes it, an open one reopens it.",
    Effect = Effect.Write,
    Idempotent = true,
    Aliases = ["update_deal_stage", "update_stage"]
)]
public sealed class MoveStage : Feature<MoveStage.Input, MoveStage.Output>
{
    /// <summary>The list of allowed reasons.</summary>
    internal const string Reasons = "opportunity.reason";

    public sealed record Input
    {
        [Id("opp")]
        public required string Id { get; init; }

        [Says("Name or id")]
        public required string Stage { get; init; }

        [Says("Why it was won or lost; lost needs one")]
        public string? Reason { get; init; }

        [Says("Refuse if the record has changed since this version")]
        public long? ExpectedVersion { get; init; }
    }

    public sealed record Output
    {
        public required OpportunityShown Opportunity { get; init; }

        /// <summary>The stage before.</summary>
        public required Named From { get; init; }
        public required bool Moved { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await OpportunityRow.Need(reader, "id", input.Id);
        Expect.Version(input.ExpectedVersion, row.Id, row.Version);
        var stage = await Stages.Need(reader, "stage", row.PipelineId, input.Stage);
        var moved = stage.Id != row.StageId;
        var reason = await ReasonFor(reader, row, stage, input.Reason);
        var now = call.Effective.ToUnixTimeMilliseconds();
        var entered = moved ? now : row.StageEnteredAt;
        var closed =
            stage.IsOpen ? (long?)null
            : stage.Kind == row.Status ? row.ClosedAt ?? now
            : now;
        var plan = new Plan().Update(
            Opportunity.Kind,
            row.Id,
            row.Version,
            [
                ("stage_id", row.StageId, stage.Id),
                ("status", row.Status, stage.Kind),
                ("reason", row.Reason, reason),
                ("closed_at", row.ClosedAt, closed),
                ("stage_entered_at", row.StageEnteredAt, entered),
                Columns.Moved(row.UpdatedAt, call),
            ]
        );
        var shown = OpportunityShown.Of(row);
        if (!plan.IsEmpty)
            shown = shown with
            {
                Stage = new(stage.Id, stage.Name),
                Status = stage.Kind,
                Reason = reason,
                ClosedAt = Show.Time(closed),
                StageEnteredAt = Show.Time(entered),
                UpdatedAt = Show.Time(now),
                Version = row.Version + 1,
            };
        var from = new Named(row.StageId, row.StageName);
        return Answer(
            new Output
            {
                Opportunity = shown,
                From = from,
                Moved = moved,
            },
            plan,
            row.Ref
        );
    }

    private static async ValueTask<string?> ReasonFor(Reader reader, OpportunityRow row, StageRow stage, string? given)
    {
        if (stage.IsOpen)
            return given is null
                ? null
                : throw new RefusedException(Refusal.Input("reason", "no reason, since this stage is open", Text.Shown(given)));
        // Asked again for where it already stands: the reason that it has is enough.
        var kept = stage.Kind == row.Status ? row.Reason : null;
        if (!string.IsNullOrWhiteSpace(given))
            return await Choice.Need(reader, "reason", Reasons, given);
        return kept is not null || stage.Kind != "lost"
            ? kept
            : throw new RefusedException(
                new(
                    "opportunities.reason_needed",
                    $"{stage.Name} is a lost stage, and a loss needs a reason.",
                    $"Give reason, one of: {string.Join(", ", await Choice.Names(reader, Reasons))}."
                )
                {
                    Field = "reason",
                    Candidates = await Choice.Names(reader, Reasons),
                }
            );
    }
}
