using Headgate.Gate;

namespace Headgate.Hosting.Federation;

/// <summary>A token that its issuer signed, for us, and that is good now.</summary>
/// <param name="Provider">Who signed.</param>
/// <param name="Key">The id of the key.</param>
/// <param name="Claims">What it says.</param>
/// <param name="Expires">Until when.</param>
/// <param name="Issued">Since when.</param>
internal sealed record JudgedToken(TrustedProvider Provider, string Key, TokenClaims Claims, DateTimeOffset Expires, DateTimeOffset Issued)
{
    /// <summary>What it says of the person.</summary>
    public TokenClaims.Person Person { get; } = Claims.PersonOf(Provider.Rules);

    /// <summary>The scopes that it has.</summary>
    public Scope Scopes { get; } = Claims.Scopes();

    /// <summary>For whom it is.</summary>
    public string[] Audiences { get; } = Claims.Words("aud");
}
