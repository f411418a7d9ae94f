using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Gate;

namespace Headgate.Features.Identities;

/// <summary>What of a provider's tokens is believed, and what it means here.</summary>
public sealed record ProviderRules
{
    /// <summary>No role, and with it no access.</summary>
    public const string NoRole = "none";

    private static readonly JsonSerializerOptions Kept = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>The claim that tells people apart.</summary>
    public string SubjectClaim { get; init; } = "sub";

    /// <summary>The claim with the e-mail address.</summary>
    public string EmailClaim { get; init; } = "email";

    /// <summary>The claim that says whether the provider has checked that the address is the person's.</summary>
    public string VerifiedClaim { get; init; } = "email_verified";

    /// <summary>Whether its addresses are believed without that claim: only for a provider whose addresses the organisation itself gives out.</summary>
    public bool TrustEmail { get; init; }

    /// <summary>The claim with the name.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>The claim with groups or roles; dots lead into objects.</summary>
    public string RolesClaim { get; init; } = "groups";

    /// <summary>Which role a value gives; the first that fits counts.</summary>
    public IReadOnlyList<RoleFor> Roles { get; init; } = [];

    /// <summary>The role where no value fits.</summary>
    public string DefaultRole { get; init; } = NoRole;

    /// <summary>Whether people are made whom nobody invited, when they have a role.</summary>
    public bool CreatesPeople { get; init; }

    /// <summary>The claim that names the provider's own tenant, where it has several.</summary>
    public string? TenantClaim { get; init; }

    /// <summary>The one value of it that is believed.</summary>
    public string? Tenant { get; init; }

    /// <summary>Further spellings of the issuer in tokens.</summary>
    public IReadOnlyList<string> Spellings { get; init; } = [];

    /// <summary>The audiences for which its access tokens are accepted. An address of this server opens that address; any other the whole of production.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>The algorithms of signatures; all have a public key.</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = ["RS256", "PS256", "ES256"];

    /// <summary>The most that a client gets with its tokens or assertions.</summary>
    public string Scopes { get; init; } = "mcp:read mcp:write";

    /// <summary>Scopes that signing in asks the provider for, besides openid, email and profile.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>How old an access token may be, in seconds.</summary>
    public long MaxAge { get; init; } = 5400;

    /// <summary>Reads what is kept.</summary>
    public static ProviderRules Read(string kept) => JsonSerializer.Deserialize<ProviderRules>(kept, Kept) ?? new();

    /// <summary>The text to keep.</summary>
    public string Write() => CanonicalJson.Text(JsonSerializer.SerializeToElement(this, Kept));

    /// <summary>The role of somebody whose claim has these values; nothing for no access.</summary>
    public string? RoleOf(IReadOnlyCollection<string> values)
    {
        var role = Roles.FirstOrDefault(r => values.Contains(r.Value, StringComparer.Ordinal))?.Role ?? DefaultRole;
        return role == NoRole ? null : role;
    }
}
