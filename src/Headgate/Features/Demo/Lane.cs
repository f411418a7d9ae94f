namespace Headgate.Features.Demo;

/// <summary>A pipeline.</summary>
internal sealed record Lane(string Id, string Name, string Kind, IReadOnlyList<Step> Steps)
{
    public IReadOnlyList<Step> Open => [.. Steps.Where(s => s.Kind == "open")];
    public Step Won => Steps.First(s => s.Kind == "won");
    public Step Lost => Steps.First(s => s.Kind == "lost");
}
