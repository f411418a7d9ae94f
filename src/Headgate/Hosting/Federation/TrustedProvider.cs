using Headgate.Features.Identities;

namespace Headgate.Hosting.Federation;

/// <summary>An identity provider that an organisation trusts, as the host uses it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">The organisation.</param>
/// <param name="Version">Which version of its settings.</param>
/// <param name="Name">As people are shown it.</param>
/// <param name="Issuer">Its issuer.</param>
/// <param name="Client">The id of this server at the provider.</param>
/// <param name="Secret">The secret of this server at the provider, sealed.</param>
/// <param name="Uses">What it is trusted for.</param>
/// <param name="Rules">What of its tokens is believed.</param>
/// <param name="Loopback">Whether it may be on this machine.</param>
public sealed record TrustedProvider(
    string Id,
    string Tenant,
    long Version,
    string Name,
    string Issuer,
    string Client,
    string? Secret,
    IReadOnlyList<string> Uses,
    ProviderRules Rules,
    bool Loopback
)
{
    /// <summary>Whether a token names it as its issuer.</summary>
    public bool Issues(string? issuer) =>
        issuer is not null && (issuer == Issuer || Rules.Spellings.Contains(issuer, StringComparer.Ordinal));
}
