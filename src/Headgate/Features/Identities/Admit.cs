using Headgate.Features.Agents;
using Headgate.Features.Clients;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Identities;

/// <summary>
/// A client comes with a provider's access token for the first time, or for the first time since its grant ended. From then on the door finds it by its
/// standing: a credential that nobody holds, made of provider, subject, client and address.
/// </summary>
[Action(
    "providers.admit",
    Scope.None,
    "Admit a provider's client",
    "Registers a client that comes with an identity provider's access token.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Admit : Feature<Admit.Input, Admit.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Input : ClientOf
    {
        [Says("What the door finds it by"), Bounds(64, 64)]
        public required string Standing { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Agent { get; init; }
        public required string Status { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var provider = await IdentityProviderRow.Calling(reader, call, input.ProviderId);
        Plan plan = new();
        var admitted = await Admission.Of(plan, input, call, reader, provider);
        if (admitted.Grant is { } grant)
            await Keep(plan, call, reader, grant, input.Standing);
        return Answer(new Output { Agent = admitted.Agent, Status = admitted.Status }, plan);
    }

    private static async ValueTask Keep(Plan plan, Call call, Reader reader, ClientGrantRow grant, string standing)
    {
        var kept = await reader.First<Kept>(
            "SELECT id, version, grant_id, scopes, expires_at, revoked_at FROM credentials WHERE tenant = @tenant AND sha256 = @hash",
            ("hash", Credentials.HashOf(standing))
        );
        if (kept is null)
            ClientToken.Keep(
                plan,
                call,
                grant,
                "standing",
                standing,
                grant.Scopes,
                DateTimeOffset.FromUnixTimeMilliseconds(grant.ExpiresAt),
                0
            );
        else
            plan.Update(
                Credential.Kind,
                kept.Id,
                kept.Version,
                ("grant_id", kept.GrantId, grant.Id),
                ("scopes", kept.Scopes, grant.Scopes),
                ("expires_at", kept.ExpiresAt, grant.ExpiresAt),
                ("revoked_at", kept.RevokedAt, null)
            );
    }

    private sealed class Kept
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string? GrantId { get; init; }
        public string Scopes { get; init; } = "";
        public long ExpiresAt { get; init; }
        public long? RevokedAt { get; init; }
    }
}
