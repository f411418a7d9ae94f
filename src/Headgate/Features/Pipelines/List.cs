using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Pipelines;

/// <summary>Pipelines with their ordered stages and what stands on each; with the words, people and guidance of the organisation when asked.</summary>
[Action(
    "pipelines.list",
    Scope.Read,
    "List pipelines",
    "Lists pipelines with ordered stages, counts and amounts; include adds allowed values and fields, people, guidance."
)]
public sealed class List : Feature<List.Input, List.Output>
{
    public sealed record Input
    {
        [Says("Only this one: name or id")]
        public string? Pipeline { get; init; }

        [OneOf("schema", "people", "guidance"), Bounds(0, 5)]
        public string[]? Include { get; init; }
    }

    public sealed record Output
    {
        public required IReadOnlyList<PipelineShown> Items { get; init; }
        public SchemaShown? Schema { get; init; }
        public PeopleShown? People { get; init; }

        /// <summary>How the organisation wants agents to work.</summary>
        public GuidanceShown? Guidance { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        List<PipelineRow> pipelines = input.Pipeline is null
            ? await Stages.Pipelines(reader)
            : [await Stages.NeedPipeline(reader, "pipeline", input.Pipeline)];
        var stages = (await Stages.All(reader)).ToLookup(s => s.PipelineId, StringComparer.Ordinal);
        var totals = (
            await reader.All<Total>(
                "SELECT o.stage_id, o.status, o.currency, COUNT(*) AS count, CAST(COALESCE(SUM(o.amount_minor), 0) AS BIGINT) AS minor FROM opportunities o "
                    + $"WHERE o.tenant = @tenant AND o.merged_into IS NULL{reader.Visible("o.owner_id")} "
                    + "GROUP BY o.stage_id, o.status, o.currency ORDER BY o.stage_id, o.status, o.currency"
            )
        ).ToLookup(t => t.StageId, StringComparer.Ordinal);
        bool Asks(string part) => input.Include?.Contains(part) == true;
        var output = new Output
        {
            Items = [.. pipelines.Select(p => Shown(p, stages[p.Id], totals))],
            Schema = Asks("schema") ? await SchemaShown.Of(reader) : null,
            People = Asks("people") ? await PeopleShown.Of(reader) : null,
            Guidance = Asks("guidance") ? await GuidanceShown.Of(reader) : null,
        };
        return Answer(output, pipelines.Select(p => new RecordRef(p.Id, p.Version)));
    }

    private static PipelineShown Shown(PipelineRow pipeline, IEnumerable<StageRow> stages, ILookup<string, Total> totals) =>
        new()
        {
            Id = pipeline.Id,
            Name = pipeline.Name,
            Kind = pipeline.Kind,
            Stages =
            [
                .. stages.Select(s => new StageShown
                {
                    Id = s.Id,
                    Name = s.Name,
                    Kind = s.Kind,
                    Probability = s.Probability,
                    Count = totals[s.Id].Sum(t => t.Count),
                    Totals =
                    [
                        .. totals[s.Id]
                            .Select(t => new StageShown.Total(t.Status, t.Count, Show.Amount(t.Minor, t.Currency) ?? 0, t.Currency)),
                    ],
                }),
            ],
        };

    private sealed class Total
    {
        public string StageId { get; init; } = "";
        public string Status { get; init; } = "";
        public string? Currency { get; init; }
        public long Count { get; init; }
        public long Minor { get; init; }
    }
}
