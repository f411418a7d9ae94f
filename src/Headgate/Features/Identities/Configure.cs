using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Identities;

/// <summary>Trusts a provider, or changes what is believed of it. Its name tells which; what is not given stays, or is what its shape begins with.</summary>
[Action(
    "providers.configure",
    Scope.Admin,
    "Trust an identity provider",
    "Sets who may sign people in and whose tokens are accepted, and what their claims mean here.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Configure : Feature<Configure.Input, ProviderShown>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Bounds(1, 60)]
        public required string Name { get; init; }

        [
            Says("What is known of it beforehand"),
            OneOf(
                ProviderShape.Plain,
                ProviderShape.Entra,
                ProviderShape.Keycloak,
                ProviderShape.Auth0,
                ProviderShape.Google,
                ProviderShape.Okta
            )
        ]
        public string? Shape { get; init; }

        [Says("Its address, exactly as its tokens name it"), Bounds(8, 500)]
        public string? Issuer { get; init; }

        [Says("Of Entra the directory's id, of Google the hosted domain: tokens of others are refused"), Bounds(1, 200)]
        public string? Directory { get; init; }

        [Says("The id of Headgate at the provider"), Bounds(1, 200)]
        public string? Client { get; init; }

        [Says("Kept sealed and never shown"), Secret, Class(DataClass.Confidential), Bounds(1, 4000)]
        public string? ClientSecret { get; init; }

        [
            Says("Signing people in, accepting its access tokens, accepting its identity assertions (ID-JAG)"),
            OneOf("sign_in", "tokens", "assertions"),
            Bounds(1, 3)
        ]
        public string[]? Uses { get; init; }

        [Says("Audiences of access tokens that are accepted"), Bounds(0, 10)]
        public string[]? Audiences { get; init; }

        [OneOf("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"), Bounds(1, 9)]
        public string[]? Algorithms { get; init; }

        [Bounds(1, 100)]
        public string? SubjectClaim { get; init; }

        [Bounds(1, 100)]
        public string? EmailClaim { get; init; }

        [Bounds(1, 100)]
        public string? VerifiedClaim { get; init; }

        [Says("Believe addresses without that claim: only where the organisation itself gives them out")]
        public bool? TrustEmail { get; init; }

        [Says("With groups or roles"), Bounds(1, 200)]
        public string? RolesClaim { get; init; }

        [Says("The first that fits counts"), Bounds(0, 50)]
        public List<RoleFor>? Roles { get; init; }

        [OneOf(ProviderRules.NoRole, "rep", "auditor", "revops")]
        public string? DefaultRole { get; init; }

        [Says("Make people whom nobody invited, when they have a role")]
        public bool? CreatesPeople { get; init; }

        [Says("The most that clients get with its tokens"), Bounds(1, 4)]
        public string[]? Scopes { get; init; }

        [Says("Further scopes to ask the provider for at sign-in"), Bounds(0, 10)]
        public string[]? Asks { get; init; }

        [Says("How old an access token may be, in seconds"), Bounds(60, 86_400)]
        public int? MaxAge { get; init; }

        [Says("For development: a provider on this machine")]
        public bool? Loopback { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        IdentityProviderRow.NeedAdministrator(call);
        var was = await IdentityProviderRow.Find(reader, input.Name.Trim());
        var shape = input.Shape ?? was?.Shape ?? ProviderShape.Plain;
        var before = was is null || shape != was.Shape ? ProviderShape.RulesOf(shape, input.Directory) : ProviderRules.Read(was.Rules);
        var rules = Provided.Rules(input, before, shape);
        var loopback = input.Loopback ?? was is { Loopback: not 0 };
        var now = new IdentityProviderRow
        {
            Id = was?.Id ?? call.NewId("idp"),
            Version = was?.Version ?? 1,
            Name = was?.Name ?? input.Name.Trim(),
            Shape = shape,
            Issuer = Provided.Issuer(
                input.Issuer
                    ?? (was is null || input.Directory is not null ? ProviderShape.IssuerOf(shape, rules.Tenant) : null)
                    ?? was?.Issuer,
                loopback
            ),
            OauthClient =
                input.Client
                ?? was?.OauthClient
                ?? throw new RefusedException(Refusal.Input("client", "the id of Headgate at the provider", "nothing")),
            ClientSecret = call.Gives("client_secret") ? input.ClientSecret : was?.ClientSecret,
            Uses = string.Join(' ', input.Uses?.Distinct(StringComparer.Ordinal) ?? was?.Uses.Split(' ') ?? ["sign_in"]),
            Rules = rules.Write(),
            Loopback = loopback ? 1 : 0,
        };
        if (now.Uses.Split(' ').Contains("tokens") && rules.Audiences.Count == 0)
            throw new RefusedException(Refusal.Input("audiences", "at least one, so that no token for somebody else is accepted", "none"));
        return Answer(ProviderShown.Of(now, call), PlanOf(was, now, call));
    }

    private static Plan PlanOf(IdentityProviderRow? was, IdentityProviderRow now, Call call) =>
        was is null
            ? new Plan().Insert(
                IdentityProvider.Kind,
                now.Id,
                [
                    ("name", now.Name),
                    ("shape", now.Shape),
                    ("issuer", now.Issuer),
                    ("oauth_client", now.OauthClient),
                    ("client_secret", now.ClientSecret),
                    ("uses", now.Uses),
                    ("rules", now.Rules),
                    ("loopback", now.Loopback),
                    .. Columns.Born(call),
                ]
            )
            : new Plan().Update(
                IdentityProvider.Kind,
                was.Id,
                was.Version,
                ("shape", was.Shape, now.Shape),
                ("issuer", was.Issuer, now.Issuer),
                ("oauth_client", was.OauthClient, now.OauthClient),
                ("client_secret", was.ClientSecret, now.ClientSecret),
                ("uses", was.Uses, now.Uses),
                ("rules", was.Rules, now.Rules),
                ("loopback", was.Loopback, now.Loopback),
                Columns.Moved(was.UpdatedAt, call)
            );
}
