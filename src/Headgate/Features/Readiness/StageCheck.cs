using System.Text.RegularExpressions;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Readiness;

/// <summary>Stages that nobody uses, and stages whose name or probability says nothing.</summary>
internal sealed partial class StageCheck() : Check("unused_stages", "meaningless_stages")
{
    private const int Days = 180;

    public override async ValueTask<Seen> Look(Reader reader)
    {
        var stages = await reader.All<StageRow>(
            """
            SELECT s.id, s.name, s.kind, s.probability, s.pipeline_id, p.name AS pipeline,
              CASE WHEN EXISTS (SELECT 1 FROM opportunities o WHERE o.tenant = @tenant AND o.stage_id = s.id AND o.merged_into IS NULL) THEN 1 ELSE 0 END AS used
            FROM stages s JOIN pipelines p ON p.tenant = s.tenant AND p.id = s.pipeline_id WHERE s.tenant = @tenant ORDER BY p.ordinal, p.id, s.ordinal
            """
        );
        List<Finding> found = [];
        var empty = stages.Where(s => s.Used == 0).ToList();
        var since = (reader.Now - TimeSpan.FromDays(Days)).ToUnixTimeMilliseconds();
        var passed =
            empty.Count == 0
                ? []
                : (
                    await reader.All<string>(
                        $"SELECT DISTINCT became FROM changes WHERE tenant = @tenant AND at >= @since AND field = 'stage_id' AND {reader.Dialect.In("became", "@stages")}",
                        ("since", since),
                        ("stages", empty.Select(s => s.Id))
                    )
                ).ToHashSet(StringComparer.Ordinal);
        var unused = empty.Where(s => !passed.Contains(s.Id)).ToList();
        if (unused.Count > 0)
            found.Add(
                new()
                {
                    Code = "unused_stages",
                    Count = unused.Count,
                    Says =
                        $"{Many(unused.Count, "stage")} of {stages.Count} {(unused.Count == 1 ? "has" : "have")} no opportunity, and none came by in {Days} days: {Names(unused)}.",
                    Examples = [.. unused.Take(Few).Select(s => s.Id)],
                    Why = "An agent that moves a deal there puts it where nobody looks, and conversion rates lie.",
                    Fix =
                        "Say in org.update guidance which stages count, or begin to use it with opportunities.move_stage; no tool takes a stage away yet.",
                }
            );
        var meaningless = stages.GroupBy(s => s.PipelineId).SelectMany(Meaningless).ToList();
        if (meaningless.Count > 0)
            found.Add(
                new()
                {
                    Code = "meaningless_stages",
                    Count = meaningless.Count,
                    Says =
                        $"{Many(meaningless.Count, "stage")} say little: {string.Join("; ", meaningless.Take(Few).Select(m => $"{m.Stage.Pipeline} / {m.Stage.Name}: {m.What}"))}.",
                    Examples = [.. meaningless.Take(Few).Select(m => m.Stage.Id)],
                    Why = "Agents read a stage's name and probability as facts when they rank and forecast.",
                    Fix = "Say in org.update guidance what the stage means; no tool renames a stage yet.",
                }
            );
        return new(found);
    }

    private static IEnumerable<(StageRow Stage, string What)> Meaningless(IEnumerable<StageRow> pipeline)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        var before = -1L;
        foreach (var stage in pipeline)
        {
            if (NoName().IsMatch(stage.Name))
                yield return (stage, "a name that says nothing");
            else if (!names.Add(Spaces().Replace(stage.Name, "")))
                yield return (stage, "another stage here has the same name");
            else if (stage.Kind == "open" && stage.Probability is 0 or 100)
                yield return (stage, $"open, at {stage.Probability} %");
            else if (stage.Kind == "open" && stage.Probability < before)
                yield return (stage, $"{stage.Probability} %, less than the stage before it");
            if (stage.Kind == "open")
                before = Math.Max(before, stage.Probability);
        }
    }

    private static string Names(IReadOnlyList<StageRow> stages) =>
        string.Join(", ", stages.Take(Few).Select(s => $"{s.Pipeline} / {s.Name}")) + (stages.Count > Few ? " and more" : "");

    [GeneratedRegex(
        @"^\s*((new )?(stage|step|phase|status)|untitled|test|tbd|to ?do|misc(ellaneous)?|other|unknown|default|n/?a|x+|-+|\?+)\s*\d*\s*$",
        RegexOptions.IgnoreCase,
        2000
    )]
    private static partial Regex NoName();

    [GeneratedRegex(@"[\s_-]+", RegexOptions.None, 2000)]
    private static partial Regex Spaces();

    private sealed class StageRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "";
        public long Probability { get; init; }
        public string PipelineId { get; init; } = "";
        public string Pipeline { get; init; } = "";
        public long Used { get; init; }
    }
}
