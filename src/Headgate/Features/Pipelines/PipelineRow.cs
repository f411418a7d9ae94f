namespace Headgate.Features.Pipelines;

/// <summary>A pipeline as the store keeps it.</summary>
public sealed class PipelineRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
}
