using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Identities;

/// <summary>A provider as administrators see it: all but its secret.</summary>
[Class(DataClass.Internal)]
public sealed record ProviderShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Shape { get; init; }
    public required string Issuer { get; init; }
    public required string Client { get; init; }
    public required bool HasSecret { get; init; }
    public required IReadOnlyList<string> Uses { get; init; }
    public required IReadOnlyList<string> Audiences { get; init; }
    public required IReadOnlyList<string> Algorithms { get; init; }
    public required string SubjectClaim { get; init; }
    public required string EmailClaim { get; init; }
    public required string VerifiedClaim { get; init; }
    public required bool TrustEmail { get; init; }
    public required string RolesClaim { get; init; }
    public string? TenantClaim { get; init; }
    public string? Directory { get; init; }
    public required IReadOnlyList<RoleFor> Roles { get; init; }
    public required string DefaultRole { get; init; }
    public required bool CreatesPeople { get; init; }
    public required string Scopes { get; init; }
    public required long MaxAge { get; init; }
    public required bool Loopback { get; init; }

    /// <summary>What to register at the provider; nothing when no server listens.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>From a stored row.</summary>
    internal static ProviderShown Of(IdentityProviderRow row, Call call)
    {
        var rules = ProviderRules.Read(row.Rules);
        return new()
        {
            Id = row.Id,
            Name = row.Name,
            Shape = row.Shape,
            Issuer = row.Issuer,
            Client = row.OauthClient,
            HasSecret = row.ClientSecret is not null,
            Uses = row.Uses.Split(' '),
            Audiences = rules.Audiences,
            Algorithms = rules.Algorithms,
            SubjectClaim = rules.SubjectClaim,
            EmailClaim = rules.EmailClaim,
            VerifiedClaim = rules.VerifiedClaim,
            TrustEmail = rules.TrustEmail,
            RolesClaim = rules.RolesClaim,
            TenantClaim = rules.TenantClaim,
            Directory = rules.Tenant,
            Roles = rules.Roles,
            DefaultRole = rules.DefaultRole,
            CreatesPeople = rules.CreatesPeople,
            Scopes = rules.Scopes,
            MaxAge = rules.MaxAge,
            Loopback = row.Loopback != 0,
            RedirectUri = call.Site is { } site ? $"{site}/sign-in/with/{row.Id}/callback" : null,
        };
    }
}
