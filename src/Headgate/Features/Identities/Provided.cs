using Headgate.Gate;

namespace Headgate.Features.Identities;

/// <summary>What an administrator says of a provider, checked.</summary>
internal static class Provided
{
    /// <summary>The rules as they are from now on.</summary>
    public static ProviderRules Rules(Configure.Input input, ProviderRules was, string shape)
    {
        var tenant = input.Directory ?? was.Tenant;
        // A directory that nobody names would be every directory there is.
        if (shape == ProviderShape.Entra && !Guid.TryParse(tenant, out _))
            throw new RefusedException(
                Refusal.Input(
                    "directory",
                    "the directory's id, such as 00000000-0000-0000-0000-000000000000",
                    Text.Shown(tenant ?? "nothing")
                )
            );
        var claims = tenant == was.Tenant ? was : was with { Spellings = ProviderShape.RulesOf(shape, tenant).Spellings };
        return claims with
        {
            TenantClaim = was.TenantClaim ?? ProviderShape.RulesOf(shape, tenant).TenantClaim,
            Tenant = tenant,
            SubjectClaim = input.SubjectClaim ?? was.SubjectClaim,
            EmailClaim = input.EmailClaim ?? was.EmailClaim,
            VerifiedClaim = input.VerifiedClaim ?? was.VerifiedClaim,
            TrustEmail = input.TrustEmail ?? was.TrustEmail,
            RolesClaim = input.RolesClaim ?? was.RolesClaim,
            Roles = input.Roles ?? was.Roles,
            DefaultRole = input.DefaultRole ?? was.DefaultRole,
            CreatesPeople = input.CreatesPeople ?? was.CreatesPeople,
            Audiences = input.Audiences ?? was.Audiences,
            Algorithms = input.Algorithms ?? was.Algorithms,
            Scopes = input.Scopes is { } scopes ? Scopes(scopes) : was.Scopes,
            Asks = input.Asks ?? was.Asks,
            MaxAge = input.MaxAge ?? was.MaxAge,
        };
    }

    /// <summary>The issuer: an https address, or one on this machine where that is allowed, that nothing can be added to.</summary>
    public static string Issuer(string? given, bool loopback)
    {
        if (
            Uri.TryCreate(given, UriKind.Absolute, out var uri)
            && uri is { Query: "", Fragment: "", UserInfo: "" }
            && (
                uri.Scheme == Uri.UriSchemeHttps
                || loopback && uri.Scheme == Uri.UriSchemeHttp && uri.Host is "127.0.0.1" or "[::1]" or "localhost"
            )
        )
            return given!;
        throw new RefusedException(
            Refusal.Input("issuer", "an https address such as https://id.example.com", Text.Shown(given ?? "nothing"))
        );
    }

    private static string Scopes(string[] given) =>
        Gate.Scopes.TryParse(string.Join(' ', given), out var scopes, out var unknown)
            ? scopes.Text()
            : throw new RefusedException(Refusal.Input("scopes", "mcp:read, mcp:write, mcp:comms or mcp:admin", Text.Shown(unknown)));
}
