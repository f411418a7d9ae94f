using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Pipelines;

/// <summary>Pipelines and stages as callers name them: by name or id. Unknown ones are refused with the nearest that exists.</summary>
public static class Stages
{
    /// <summary>All pipelines, in order.</summary>
    public static ValueTask<List<PipelineRow>> Pipelines(Reader reader) =>
        reader.All<PipelineRow>("SELECT id, version, name, kind FROM pipelines WHERE tenant = @tenant ORDER BY ordinal, id");

    /// <summary>All stages, in the order of each pipeline.</summary>
    public static ValueTask<List<StageRow>> All(Reader reader) =>
        reader.All<StageRow>(
            "SELECT id, version, pipeline_id, name, kind, probability FROM stages WHERE tenant = @tenant ORDER BY pipeline_id, ordinal, id"
        );

    /// <summary>The stages of one pipeline, in order.</summary>
    public static ValueTask<List<StageRow>> Of(Reader reader, string pipeline) =>
        reader.All<StageRow>(
            "SELECT id, version, pipeline_id, name, kind, probability FROM stages "
                + "WHERE tenant = @tenant AND pipeline_id = @pipeline ORDER BY ordinal, id",
            ("pipeline", pipeline)
        );

    /// <summary>The pipeline that an argument names; the first when it names none.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<PipelineRow> NeedPipeline(Reader reader, string field, string? given)
    {
        var all = await Pipelines(reader);
        if (given is null && all.Count > 0)
            return all[0];
        return all.FirstOrDefault(p => Is(given ?? "", p.Id, p.Name))
            ?? throw new RefusedException(Choice.Unknown(field, given ?? "", [.. all.Select(p => p.Name)]));
    }

    /// <summary>The stage of a pipeline that an argument names.</summary>
    /// <exception cref="RefusedException">The pipeline has none such.</exception>
    public static async ValueTask<StageRow> Need(Reader reader, string field, string pipeline, string given)
    {
        var known = await Of(reader, pipeline);
        return known.FirstOrDefault(s => Is(given, s.Id, s.Name))
            ?? throw new RefusedException(Choice.Unknown(field, given, [.. known.Select(s => s.Name)]));
    }

    /// <summary>The stage where an opportunity begins: the one named, which must be open, or the first open one.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<StageRow> NeedOpen(Reader reader, string field, string pipeline, string? given)
    {
        var stage = given is null ? (await Of(reader, pipeline)).FirstOrDefault(s => s.IsOpen) : await Need(reader, field, pipeline, given);
        return stage is { IsOpen: true }
            ? stage
            : throw new RefusedException(
                Refusal.Input(
                    field,
                    "an open stage; an opportunity is won or lost by moving it",
                    stage is null ? "none" : Text.Shown(stage.Name)
                )
            );
    }

    /// <summary>The ids of every stage of that name or id, in one pipeline or in all.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<IReadOnlyList<string>> Named(Reader reader, string field, string? pipeline, string given)
    {
        var known = pipeline is null ? await All(reader) : await Of(reader, pipeline);
        string[] found = [.. known.Where(s => Is(given, s.Id, s.Name)).Select(s => s.Id)];
        return found.Length > 0
            ? found
            : throw new RefusedException(Choice.Unknown(field, given, [.. known.Select(s => s.Name).Distinct(StringComparer.Ordinal)]));
    }

    private static bool Is(string given, string id, string name) =>
        given.Trim() == id || string.Equals(given.Trim(), name, StringComparison.OrdinalIgnoreCase);
}
