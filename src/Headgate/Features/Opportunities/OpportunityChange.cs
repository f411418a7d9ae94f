using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Opportunities;

/// <summary>One field of an opportunity that changed: from what to what, by whom, when.</summary>
[Class(DataClass.Internal)]
public sealed record OpportunityChange
{
    public required string Field { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public bool? Untrusted => Provenance.IsName(From) && Provenance.IsName(To) ? null : true;
    public required Named Who { get; init; }
    public required string When { get; init; }
}
