using Headgate.Features.Clients;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Identities;

/// <summary>
/// An identity assertion becomes an access token (enterprise-managed authorization; draft-ietf-oauth-identity-assertion-authz-grant): the provider has decided
/// that this client may act for this person, so that nobody is asked here. Each assertion is good once, and there is no refresh token: the client asks
/// its provider again, who may have changed its mind.
/// </summary>
[Action(
    "providers.exchange",
    Scope.None,
    "Exchange an assertion",
    "Gives a client an access token for an identity provider's assertion, once.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Exchange : Feature<Exchange.Input, ClientToken>
{
    private const string AssertionClaim = "identity.assertion";

    [Class(DataClass.Internal)]
    public sealed record Input : ClientOf
    {
        [Says("SHA-256 of issuer and jti"), Bounds(64, 64)]
        public required string Proof { get; init; }

        [Says("SHA-256 of the jti of the client's own proof"), Bounds(64, 64)]
        public required string ClientProof { get; init; }

        [Says("As the assertion and the client ask"), Bounds(1, 4)]
        public required string[] Scopes { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var provider = await IdentityProviderRow.Calling(reader, call, input.ProviderId);
        if ((await reader.Holders(AssertionClaim, [input.Proof])).Count > 0)
            throw new RefusedException(new("oauth.invalid_grant", "This assertion was used before.", "Get a new one from the provider."));
        if ((await reader.Holders(Issue.ProofClaim, [input.ClientProof])).Count > 0)
            throw new RefusedException(new("oauth.invalid_client", "This proof was used before.", "Sign a new one with a new jti."));
        Plan plan = new();
        // The agent that waits for an administrator is there from now on; the assertion is not used up.
        if ((await Admission.Of(plan, input, call, reader, provider)).Grant is not { } grant)
            return Answer(new ClientToken { Error = "access_denied" }, plan);
        // The provider's clients may have less by now than when this one came first.
        var most =
            Scopes.TryParse(grant.Scopes, out var granted, out _)
            && Scopes.TryParse(ProviderRules.Read(provider.Rules).Scopes, out var given, out _)
                ? granted & given
                : Scope.None;
        var scopes = Scopes.TryParse(string.Join(' ', input.Scopes), out var asked, out _) ? asked & most : Scope.None;
        if (scopes == Scope.None)
            throw new RefusedException(
                new("oauth.invalid_scope", $"This client may have {most.Text()} here.", "Ask the provider for one of these.")
            );
        plan.Claim(AssertionClaim, input.Proof, grant.Id).Claim(Issue.ProofClaim, input.ClientProof, grant.Id);
        return Answer(ClientToken.Of(plan, call, grant, scopes.Text(), refreshes: false), plan);
    }
}
