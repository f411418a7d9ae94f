using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Identities;

/// <summary>What a provider's token says of a person and of the client that acts for the person, and where.</summary>
[Class(DataClass.Internal)]
public record ClientOf : Asserted
{
    [Says("As the provider names it"), Bounds(1, 255)]
    public required string Client { get; init; }

    [Says("As people know it"), Bounds(1, 80)]
    public string? ClientName { get; init; }

    [Says("The address, as a path"), Bounds(1, 100)]
    public required string Resource { get; init; }

    [Says("When the token was made, in seconds since 1970"), Bounds(0, 99_999_999_999)]
    public required long IssuedAt { get; init; }

    /// <summary>What grants and agents remember the client by.</summary>
    internal string Key => $"{ProviderId}:{Client}";

    /// <summary>The realm of the address.</summary>
    internal string Realm => Resource.StartsWith("/sandbox/", StringComparison.Ordinal) ? "sandbox" : "production";
}
