namespace Headgate.Features.Pipelines;

/// <summary>A stage as the store keeps it.</summary>
public sealed class StageRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string PipelineId { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary><c>open</c>, <c>won</c> or <c>lost</c>: the status of an opportunity that stands here.</summary>
    public string Kind { get; init; } = "";
    public long Probability { get; init; }

    /// <summary>Whether work goes on here.</summary>
    public bool IsOpen => Kind == "open";
}
