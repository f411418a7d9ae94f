using Headgate.Features.Pipelines;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>Opportunities by where they stand, whose they are and what they are worth, newest change first; with what changed when asked.</summary>
[Action(
    "opportunities.list",
    Scope.Read,
    "List opportunities",
    "Lists opportunities, latest change first; include changes with updated_since tells what changed since then.",
    Aliases = [OpenOnly]
)]
public sealed class List : Feature<List.Input, Page<OpportunityShown>>
{
    // By this name a caller means open ones.
    private const string OpenOnly = "get_open_opportunities";

    public sealed record Input
    {
        public string? Pipeline { get; init; }
        public string? Stage { get; init; }

        [Says("me, name, e-mail or id")]
        public string? Owner { get; init; }

        [Id("acc")]
        public string? AccountId { get; init; }

        [OneOf("open", "won", "lost")]
        public string? Status { get; init; }
        public decimal? MinAmount { get; init; }
        public decimal? MaxAmount { get; init; }

        [Day]
        public string? CloseFrom { get; init; }

        [Day]
        public string? CloseTo { get; init; }

        [Moment]
        public string? UpdatedSince { get; init; }

        [Says("No activity for so many days"), Bounds(1, 3650)]
        public int? UntouchedDays { get; init; }

        [OneOf("changes"), Bounds(0, 5)]
        public string[]? Include { get; init; }

        [Bounds(1, 100)]
        public int? Limit { get; init; }

        [Bounds(1, 2000)]
        public string? Cursor { get; init; }

        [Says("Only these fields"), Bounds(1, 30)]
        public string[]? Fields { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var pipeline = input.Pipeline is null ? null : await Stages.NeedPipeline(reader, "pipeline", input.Pipeline);
        var stages = input.Stage is null ? null : await Stages.Named(reader, "stage", pipeline?.Id, input.Stage);
        var owner = input.Owner is null ? null : await Owner.Resolve(reader, "owner", input.Owner);
        var since = call.Moment(input.UpdatedSince);
        var status = input.Status ?? (call.Action == OpenOnly ? "open" : null);
        var worth = Money.Thousandths("o.amount_minor", "o.currency");
        var (rows, next) = await new Listing(reader, OpportunityRow.Select, "o.updated_at")
            .Seen("o.owner_id")
            .Where("o.pipeline_id = @pipeline", "pipeline", pipeline?.Id)
            .Where(reader.Dialect.In("o.stage_id", "@stages"), "stages", stages)
            .Where("o.owner_id = @owner", "owner", owner?.Id)
            .Where("o.account_id = @account", "account", input.AccountId)
            .Where("o.status = @status", "status", status)
            .Where($"{worth} >= @min_amount", "min_amount", input.MinAmount is { } min ? (long)Math.Ceiling(min * 1000) : null)
            .Where($"{worth} <= @max_amount", "max_amount", input.MaxAmount is { } max ? (long)Math.Floor(max * 1000) : null)
            .Where("o.close_date >= @close_from", "close_from", input.CloseFrom)
            .Where("o.close_date <= @close_to", "close_to", input.CloseTo)
            .Where("o.updated_at >= @since", "since", since)
            .Where(
                "COALESCE(o.last_activity_at, o.created_at) <= @quiet",
                "quiet",
                input.UntouchedDays is { } days ? call.At.AddDays(-days).ToUnixTimeMilliseconds() : null
            )
            .Read<OpportunityRow>(input.Limit, input.Cursor, r => (r.UpdatedAt, r.Id));
        IReadOnlyList<OpportunityShown> items = [.. rows.Select(OpportunityShown.Of)];
        if (input.Include?.Contains("changes") == true)
        {
            var changes = await Changes.Of(reader, rows, since);
            items = [.. items.Select(o => o with { Changes = [.. changes[o.Id]] })];
        }
        // What was asked for by include stays, whatever fields says.
        string[]? fields = input.Fields is null ? null : [.. input.Fields, .. input.Include ?? []];
        return Answer(Narrow.To(new Page<OpportunityShown>(items, next), fields), rows.Select(r => r.Ref));
    }
}
