namespace Headgate.Features.Demo;

/// <summary>A stage of a pipeline.</summary>
internal sealed record Step(string Id, string Name, string Kind, long Probability);
