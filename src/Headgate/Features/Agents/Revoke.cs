using Headgate.Features.Clients;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Agents;

/// <summary>All grants of an agent end now.</summary>
[Action(
    "agents.revoke",
    Scope.Admin,
    "Revoke an agent",
    "Revokes every token of an agent; the agent and its history stay.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Destructive = true,
    Idempotent = true
)]
public sealed class Revoke : Feature<Revoke.Input, Revoke.Output>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 80)]
        public required string Agent { get; init; }
    }

    public sealed record Output
    {
        public required string Agent { get; init; }
        public required long Revoked { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var agent =
            await reader.Word("SELECT id FROM agents WHERE tenant = @tenant AND (id = @agent OR name = @agent)", ("agent", input.Agent))
            ?? throw new RefusedException(Refusal.NotFound("agent", input.Agent));
        var grants = await reader.All<Row>(
            "SELECT id, version FROM credentials WHERE tenant = @tenant AND agent_id = @agent AND revoked_at IS NULL AND expires_at > @now",
            ("agent", agent),
            ("now", call.At)
        );
        var plan = new Plan();
        foreach (var grant in grants)
            plan.Update(Credential.Kind, grant.Id, grant.Version, ("revoked_at", null, call.Effective.ToUnixTimeMilliseconds()));
        foreach (
            var client in await reader.All<ClientGrantRow>(
                "SELECT * FROM client_grants WHERE tenant = @tenant AND agent_id = @agent AND ended_at IS NULL AND expires_at > @now",
                ("agent", agent),
                ("now", call.At)
            )
        )
            client.End(plan, call, "its agent was revoked");
        return Answer(new Output { Agent = agent, Revoked = grants.Count }, plan, new RecordRef(agent, 0));
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
    }
}
