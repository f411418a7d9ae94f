using Headgate.Features.Agents;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>
/// A person lets a client in. The client becomes an agent of that person, registered once for both; what it may do is a grant with an end; what the client
/// gets is a code for one minute. Each page that asks can be answered once.
/// </summary>
[Action(
    "clients.consent",
    Scope.None,
    "Let a client in",
    "Grants a client what the person ticked, until when the person said.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class Consent : Feature<Consent.Input, Consent.Output>
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromSeconds(60);

    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Says("Which client"), Bounds(1, 2048)]
        public required string Client { get; init; }

        [Says("The host of its metadata document or of its redirect address; none for a program on the person's machine"), Bounds(1, 253)]
        public string? Host { get; init; }

        [Says("As it names itself"), Bounds(1, 80)]
        public required string ClientName { get; init; }

        [Bounds(1, 500)]
        public required string RedirectUri { get; init; }

        [Says("PKCE, S256"), Bounds(43, 43)]
        public required string Challenge { get; init; }

        [Bounds(1, 4)]
        public required string[] Scopes { get; init; }

        [Bounds(0, 30)]
        public string[]? Toolsets { get; init; }

        [Says("Show confidential values as they are, not as handles"), OneOf(Grant.ContactDetails), Bounds(0, 1)]
        public string[]? Grants { get; init; }

        [OneOf("production", "sandbox")]
        public required string Environment { get; init; }

        [Says("The address, as a path"), Bounds(1, 100)]
        public required string Resource { get; init; }

        [Says("Seconds until the grant ends"), Bounds(300, 7_776_000)]
        public required int Ttl { get; init; }

        [Says("The page that asked"), Bounds(16, 64)]
        public required string Request { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required string Agent { get; init; }
        public required string Status { get; init; }

        [ShownOnce]
        public string? Code { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        if (!call.By.IsPerson)
            throw Refused("oauth.access_denied", "Only a person lets a client in.", "Ask the person whom you act for.");
        var rules = Connecting.Read((await OrganisationRow.Own(reader)).Connecting);
        if (input.Host is { } host && !rules.Allows(host))
            throw Refused(
                "oauth.access_denied",
                $"Clients from {Text.Shown(host)} may not connect here.",
                "Ask an administrator to allow the host."
            );
        if ((await reader.Holders(PageClaim, [input.Request])).Count > 0)
            throw Refused("oauth.invalid_request", "This page was answered before.", "Begin again in the client.");
        var scopes = Scopes.TryParse(string.Join(' ', input.Scopes), out var asked, out _)
            ? asked & Principal.CeilingOf(call.By.Role)
            : Scope.None;
        if (scopes == Scope.None)
            throw Refused("oauth.invalid_scope", "None of these scopes is yours to give.", "Choose at least one that you have.");
        var toolsets = Toolsets.Expand(input.Toolsets ?? []);
        Plan plan = new();
        var agent = await ClientAgent.Of(plan, call, reader, (input.Client, input.ClientName), (call.By.Person, call.By.PersonName));
        if (agent.Status != "active")
            return Answer(new Output { Agent = agent.Id, Status = agent.Status }, plan);
        ClientGrantRow grant = new()
        {
            Id = call.NewId("grt"),
            AgentId = agent.Id,
            UserId = call.By.Person,
            Client = input.Client,
            Scopes = scopes.Text(),
            Toolsets = string.Join(',', toolsets),
            Grants = string.Join(',', input.Grants ?? []),
            Realm = input.Environment,
            Resource = input.Resource,
            ClientName = input.ClientName,
            RedirectUri = input.RedirectUri,
            Challenge = input.Challenge,
            ExpiresAt = call.At.AddSeconds(input.Ttl).ToUnixTimeMilliseconds(),
        };
        grant.AddTo(plan.Claim(PageClaim, input.Request, grant.Id), call);
        var code = "hgc_" + call.NewSecret("code");
        ClientToken.Keep(plan, call, grant, "code", code, grant.Scopes, call.At + CodeLife, 0);
        return Answer(
            new Output
            {
                Agent = agent.Id,
                Status = agent.Status,
                Code = code,
            },
            plan
        );
    }

    private static RefusedException Refused(string code, string why, string next) => new(new(code, why, next));

    private const string PageClaim = "client.page";
}
