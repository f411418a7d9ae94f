using System.Security.Cryptography;
using System.Text;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>
/// An authorization code becomes tokens, once, for the client, the redirect address and the PKCE challenge that it was made for (OAuth 2.1, section 4.1.3).
/// A code that comes again ends the grant.
/// </summary>
[Action(
    "clients.redeem",
    Scope.None,
    "Redeem a code",
    "Turns an authorization code into tokens, once.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Redeem : Feature<Redeem.Input, ClientToken>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Says("Which client"), Bounds(1, 2048)]
        public required string Client { get; init; }

        [Bounds(1, 500)]
        public required string RedirectUri { get; init; }

        [Says("S256 of the verifier"), Bounds(43, 43)]
        public required string Challenge { get; init; }

        [Bounds(1, 100)]
        public string? Resource { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var code = await Presented.Of(reader, call, "code", input.Client, input.Resource);
        var (plan, grant) = (new Plan(), code.Grant);
        if (code.IsReplayed)
            return Answer(new ClientToken { Error = "invalid_grant" }, grant.End(plan, call, "its code was used twice"));
        code.NeedFresh(call);
        if (grant.RedirectUri != input.RedirectUri)
            throw Refused("The redirect address is not the one that was asked with.", "Send the same redirect_uri.");
        if (
            !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(grant.Challenge ?? ""), Encoding.UTF8.GetBytes(input.Challenge))
        )
            throw Refused("The PKCE verifier does not fit the challenge.", "Send the verifier of this very authorization.");
        code.Use(plan, call);
        return Answer(ClientToken.Of(plan, call, grant, grant.Scopes), plan);
    }

    private static RefusedException Refused(string why, string next) => new(new("oauth.invalid_grant", why, next));
}
