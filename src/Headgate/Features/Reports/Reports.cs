using Headgate.Features.Organisations;
using Headgate.Gate;

namespace Headgate.Features.Reports;

/// <summary>All reports.</summary>
internal static class Reports
{
    public static readonly IReadOnlyList<Report> All =
    [
        new CallsPerRep(),
        new StageConversion(),
        new Forecast(),
        new ActivityByRep(),
        new PipelineByQuarter(),
        new CreatedByAgents(),
        new DuplicateRefusals(),
    ];

    /// <summary>The report of that name.</summary>
    /// <exception cref="RefusedException">There is none; the refusal says which are near.</exception>
    public static Report Need(string name) =>
        All.FirstOrDefault(r => string.Equals(r.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException(Choice.Unknown("name", name, [.. All.Select(r => r.Name)]));
}
