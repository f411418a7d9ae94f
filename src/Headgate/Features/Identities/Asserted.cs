using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Identities;

/// <summary>What a provider's token says of a person, after the host has judged the token itself.</summary>
[Class(DataClass.Internal)]
public record Asserted
{
    [Id("idp")]
    public required string ProviderId { get; init; }

    [Bounds(1, 255)]
    public required string IdentitySubject { get; init; }

    [Email, Class(DataClass.Internal), Bounds(3, 254)]
    public string? Email { get; init; }

    [Says("Whether the provider has checked the address")]
    public required bool Verified { get; init; }

    [Bounds(1, 200)]
    public string? PersonName { get; init; }

    [Says("Its groups or roles"), Bounds(0, 500)]
    public string[]? Groups { get; init; }
}
