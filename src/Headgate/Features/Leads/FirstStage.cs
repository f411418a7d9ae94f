using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Leads;

/// <summary>Where an opportunity begins: the first open stage of a pipeline.</summary>
internal sealed class FirstStage
{
    private const string Select =
        "SELECT p.id AS pipeline_id, p.name AS pipeline, s.id AS stage_id, s.name AS stage FROM pipelines p "
        + "JOIN stages s ON s.tenant = p.tenant AND s.pipeline_id = p.id AND s.kind = 'open' "
        + "WHERE p.tenant = @tenant ORDER BY p.ordinal, p.id, s.ordinal, s.id";

    public string PipelineId { get; init; } = "";
    public string Pipeline { get; init; } = "";
    public string StageId { get; init; } = "";
    public string Stage { get; init; } = "";

    /// <summary>Of the pipeline that an argument names or identifies, of the first when it names none.</summary>
    /// <exception cref="RefusedException">There is no such pipeline; the refusal says which are near.</exception>
    public static async ValueTask<FirstStage> Need(Reader reader, string? pipeline)
    {
        var all = await reader.All<FirstStage>(Select);
        var given = pipeline?.Trim();
        return all.Find(s => given is null || s.PipelineId == given || string.Equals(s.Pipeline, given, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(Choice.Unknown("pipeline", pipeline ?? "", [.. all.Select(s => s.Pipeline).Distinct()]));
    }
}
