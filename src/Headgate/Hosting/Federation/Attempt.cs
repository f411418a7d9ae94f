namespace Headgate.Hosting.Federation;

/// <summary>One attempt of one browser to sign in with one provider.</summary>
/// <param name="Provider">The provider that was asked.</param>
/// <param name="State">What comes back with the answer.</param>
/// <param name="Nonce">What the token must have.</param>
/// <param name="Verifier">The PKCE verifier (RFC 7636).</param>
/// <param name="Redirect">Where the answer goes.</param>
/// <param name="Until">Until when it may, in milliseconds.</param>
internal sealed record Attempt(string Provider, string State, string Nonce, string Verifier, string Redirect, long Until);
