using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Identities;

/// <summary>An identity provider as the store keeps it.</summary>
public sealed class IdentityProviderRow
{
    public string Id { get; init; } = "";
    public string Tenant { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string Shape { get; init; } = "";
    public string Issuer { get; init; } = "";
    public string OauthClient { get; init; } = "";
    public string? ClientSecret { get; init; }
    public string Uses { get; init; } = "";
    public string Rules { get; init; } = "";
    public long Loopback { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The one of that id or name; nothing when there is none.</summary>
    public static ValueTask<IdentityProviderRow?> Find(Reader reader, string provider) =>
        reader.First<IdentityProviderRow>(
            "SELECT * FROM identity_providers WHERE tenant = @tenant AND (id = @provider OR name = @provider)",
            ("provider", provider)
        );

    /// <summary>The one that makes this call, having judged a token of its own.</summary>
    /// <exception cref="RefusedException">Somebody else calls, or it is trusted no longer.</exception>
    public static async ValueTask<IdentityProviderRow> Calling(Reader reader, Call call, string provider) =>
        call.By.Person == provider && await Find(reader, provider) is { } row
            ? row
            : throw new RefusedException(
                new("identity.not_trusted", "Only an identity provider's own token says this.", "Sign in through the provider.")
            );

    /// <summary>Refuses whoever is no administrator in person: whoever says who people are could be anybody.</summary>
    public static void NeedAdministrator(Call call)
    {
        if (!call.By.IsPerson || call.By.Role != Role.Admin)
            throw new RefusedException(
                new("identity.administrator", "Only an administrator decides which provider is trusted.", "Ask an administrator.")
            );
    }
}
