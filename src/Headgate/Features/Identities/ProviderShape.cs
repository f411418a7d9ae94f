namespace Headgate.Features.Identities;

/// <summary>What is known of a provider before anybody configures it: where its tokens differ from the plain protocol.</summary>
internal static class ProviderShape
{
    public const string Plain = "oidc";
    public const string Entra = "entra";
    public const string Keycloak = "keycloak";
    public const string Auth0 = "auth0";
    public const string Google = "google";
    public const string Okta = "okta";

    /// <summary>Its issuer, where the shape knows it.</summary>
    public static string? IssuerOf(string shape, string? tenant) =>
        shape switch
        {
            Entra when tenant is not null => $"https://login.microsoftonline.com/{tenant}/v2.0",
            Google => "https://accounts.google.com",
            _ => null,
        };

    /// <summary>The rules that a new provider of a shape begins with.</summary>
    public static ProviderRules RulesOf(string shape, string? tenant) =>
        shape switch
        {
            // sub is another in each application, oid is the person; an address is an attribute that its directory's administrators set, and verified
            // only where xms_edov says so.
            Entra => new()
            {
                SubjectClaim = "oid",
                VerifiedClaim = "xms_edov",
                RolesClaim = "roles",
                TenantClaim = "tid",
                Tenant = tenant,
                Spellings = tenant is null ? [] : [$"https://sts.windows.net/{tenant}/"],
            },
            // Without a hosted domain, anybody with an account of Google's has one of its tokens.
            Google => new()
            {
                TenantClaim = tenant is null ? null : "hd",
                Tenant = tenant,
                Spellings = ["accounts.google.com"],
                Algorithms = ["RS256"],
            },
            Okta => new() { Asks = ["groups"] },
            Auth0 => new() { RolesClaim = "roles" },
            _ => new(),
        };
}
