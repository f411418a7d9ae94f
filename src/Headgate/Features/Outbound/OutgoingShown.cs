using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Outbound;

/// <summary>A message on its way out, as answers show it.</summary>
[Class(DataClass.Internal)]
public sealed record OutgoingShown
{
    public required string Id { get; init; }
    public required string Channel { get; init; }
    public Named? Contact { get; init; }

    [Class(DataClass.Confidential)]
    public required string To { get; init; }

    [Class(DataClass.Confidential)]
    public string? Subject { get; init; }
    public required string Status { get; init; }
    public string? Detail { get; init; }
    public Named? Agent { get; init; }
    public string? Run { get; init; }
    public required string Queued { get; init; }
}
