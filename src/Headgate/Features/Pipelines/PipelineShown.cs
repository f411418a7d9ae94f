namespace Headgate.Features.Pipelines;

/// <summary>A pipeline with its stages in order.</summary>
public sealed record PipelineShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required IReadOnlyList<StageShown> Stages { get; init; }
}
