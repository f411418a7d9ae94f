using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>A client that proved its key gets a token (client credentials, RFC 7523). Each proof is good once: its number is claimed in the same commit.</summary>
[Action(
    "clients.issue",
    Scope.None,
    "Issue a token",
    "Gives a client that proved its key an access token.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Issue : Feature<Issue.Input, ClientToken>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Id("grt")]
        public required string GrantId { get; init; }

        [Says("SHA-256 of the proof's jti"), Bounds(64, 64)]
        public required string Proof { get; init; }

        [Says("Fewer scopes than were granted"), Bounds(0, 4)]
        public string[]? Scopes { get; init; }

        [Bounds(1, 100)]
        public string? Resource { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var grant = await ClientGrantRow.Standing(reader, input.GrantId);
        if (grant?.Keys is null || grant.UserId != call.By.Person)
            throw new RefusedException(new("oauth.invalid_client", "There is no such client.", "Ask the administrator for a new one."));
        if (input.Resource is not null && input.Resource != grant.Resource)
            throw new RefusedException(
                new("oauth.invalid_target", $"This client may call {grant.Resource}.", "Ask for a token for that address.")
            );
        if ((await reader.Holders(ProofClaim, [input.Proof])).Count > 0)
            throw new RefusedException(new("oauth.invalid_client", "This proof was used before.", "Sign a new one with a new jti."));
        var plan = new Plan().Claim(ProofClaim, input.Proof, grant.Id);
        return Answer(ClientToken.Of(plan, call, grant, Refresh.Within(grant, input.Scopes)), plan);
    }

    /// <summary>Under which a proof is claimed.</summary>
    internal const string ProofClaim = "client.proof";
}
