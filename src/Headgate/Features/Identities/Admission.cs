using Headgate.Features.Clients;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Identities;

/// <summary>
/// A client that comes with a provider's word instead of a person's consent: registered as an agent of that person, in quarantine where the organisation
/// wants it, with a grant of what the provider's clients may have. Whoever ends the grant ends it for every token that was made before.
/// </summary>
/// <param name="Agent">The agent.</param>
/// <param name="Status">Its status; there is a grant for an active one only.</param>
/// <param name="Grant">The grant.</param>
internal sealed record Admission(string Agent, string Status, ClientGrantRow? Grant)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>Finds agent and grant, or plans them.</summary>
    /// <exception cref="RefusedException">The client may not come in.</exception>
    public static async ValueTask<Admission> Of(Plan plan, ClientOf said, Call call, Reader reader, IdentityProviderRow provider)
    {
        var person = await Arrival.Of(plan, said, call, reader, provider);
        var name = $"{said.ClientName ?? said.Client} by {provider.Name}";
        var (agent, status) = await ClientAgent.Of(plan, call, reader, (said.Key, name), (person.Id, person.Name));
        if (status != "active")
            return new(agent, status, null);
        var last = await reader.First<ClientGrantRow>(
            "SELECT * FROM client_grants WHERE tenant = @tenant AND agent_id = @agent AND resource = @resource ORDER BY created_at DESC, id DESC LIMIT 1",
            ("agent", agent),
            ("resource", said.Resource)
        );
        if (last is { EndedAt: null } && last.ExpiresAt > call.At.ToUnixTimeMilliseconds())
            return new(agent, status, last);
        if (last?.EndedAt is { } ended && said.IssuedAt * 1000 <= ended)
            throw Denied(
                "What this client was let in for was revoked after this token was made.",
                "Get a new token, or ask an administrator."
            );
        var scopes = Scopes.TryParse(ProviderRules.Read(provider.Rules).Scopes, out var most, out _)
            ? most & Principal.CeilingOf(person.Role)
            : Scope.None;
        if (scopes == Scope.None)
            throw Denied($"{person.Name} has nothing to give to this client.", "Ask an administrator.");
        ClientGrantRow grant = new()
        {
            Id = call.NewId("grt"),
            AgentId = agent,
            UserId = person.Id,
            Client = said.Key,
            ClientName = name,
            Scopes = scopes.Text(),
            Realm = said.Realm,
            Resource = said.Resource,
            ExpiresAt = (call.At + Life).ToUnixTimeMilliseconds(),
        };
        grant.AddTo(plan, call);
        return new(agent, status, grant);
    }

    private static RefusedException Denied(string why, string next) => new(new("oauth.access_denied", why, next));
}
