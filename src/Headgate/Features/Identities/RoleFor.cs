using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Identities;

/// <summary>The role of those whose claim has a value. No provider makes administrators.</summary>
[Class(DataClass.Internal)]
public sealed record RoleFor
{
    [Says("A group or role as the provider names it"), Bounds(1, 200)]
    public required string Value { get; init; }

    [OneOf("revops", "rep", "auditor")]
    public required string Role { get; init; }
}
