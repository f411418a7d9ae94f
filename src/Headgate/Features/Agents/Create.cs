using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Agents;

/// <summary>An agent with a token: for scripts and for clients that send a header. The token ends within a day; there is no refresh.</summary>
[Action(
    "agents.create",
    Scope.Admin,
    "Create an agent",
    "Creates an agent, or gives one that exists a further token.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Create : Feature<Create.Input, Create.Output>
{
    public sealed record Input
    {
        [Bounds(1, 80)]
        public required string Name { get; init; }

        [Bounds(1, 4)]
        public required string[] Scopes { get; init; }

        [Bounds(0, 30)]
        public string[]? Toolsets { get; init; }

        [Says("Only these actions"), Bounds(1, 100)]
        public string[]? Tools { get; init; }

        [Says("Show confidential values as they are, not as handles"), OneOf(Grant.ContactDetails), Bounds(0, 1)]
        public string[]? Grants { get; init; }

        [Says("Seconds until the token ends"), Bounds(60, 86_400)]
        public int? Ttl { get; init; }

        [OneOf("production", "sandbox")]
        public string? Environment { get; init; }

        [Says("On whose behalf; the caller unless an administrator says otherwise")]
        public string? For { get; init; }
    }

    public sealed record Output
    {
        public required string Agent { get; init; }

        [ShownOnce]
        public string? Token { get; init; }
        public required string Expires { get; init; }
        public required string Scopes { get; init; }
        public required IReadOnlyList<string> Toolsets { get; init; }
        public required IReadOnlyList<string> Grants { get; init; }
        public required string Environment { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        if (!Scopes.TryParse(string.Join(' ', input.Scopes), out var scopes, out var unknown))
            throw new RefusedException(Refusal.Input("scopes", "mcp:read, mcp:write, mcp:comms or mcp:admin", Text.Shown(unknown)));
        var person = input.For is null ? call.By.Person : (await Owner.Resolve(reader, "for", input.For)).Id;
        if (person != call.By.Person && call.By.Role != Role.Admin)
            throw new RefusedException(
                new("agents.not_yours", "Only an administrator makes agents for somebody else.", "Leave out 'for'.") { Field = "for" }
            );
        var toolsets = Toolsets.Expand(input.Toolsets ?? []);
        var existing = await reader.First<Existing>(
            "SELECT id, version, owner_id, status FROM agents WHERE tenant = @tenant AND name = @name",
            ("name", input.Name.Trim())
        );
        if (existing is not null && existing.OwnerId != person)
            throw new RefusedException(
                new("agents.name_taken", $"An agent of somebody else is called {Text.Shown(input.Name)}.", "Choose another name.")
                {
                    Field = "name",
                }
            );
        if (existing is { Status: not "active" })
            throw new RefusedException(Suspend.Refused(input.Name, existing.Status));
        var agent = existing?.Id ?? call.NewId("agt");
        var expires = call.At.AddSeconds(input.Ttl ?? 3600);
        var token = "hga_" + call.NewSecret("agent");
        var plan = new Plan();
        if (existing is null)
            plan.Insert(
                Agent.Kind,
                agent,
                [("name", input.Name.Trim()), ("owner_id", person), ("status", "active"), .. Columns.Born(call)]
            );
        else
            plan.Update(Agent.Kind, agent, existing.Version, ("status", existing.Status, "active"));
        plan.Insert(
            Credential.Kind,
            call.NewId("crd"),
            ("kind", "agent"),
            ("sha256", Credentials.HashOf(token)),
            ("user_id", person),
            ("agent_id", agent),
            ("scopes", scopes.Text()),
            ("toolsets", string.Join(',', toolsets)),
            ("tools", input.Tools is null ? null : string.Join(',', input.Tools)),
            ("grants", string.Join(',', input.Grants ?? [])),
            ("realm", input.Environment ?? "production"),
            ("expires_at", expires.ToUnixTimeMilliseconds()),
            ("created_at", call.Effective.ToUnixTimeMilliseconds())
        );
        return Answer(
            new Output
            {
                Agent = agent,
                Token = token,
                Expires = Moments.Iso(expires),
                Scopes = scopes.Text(),
                Toolsets = toolsets,
                Grants = input.Grants ?? [],
                Environment = input.Environment ?? "production",
            },
            plan
        );
    }

    private sealed class Existing
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string OwnerId { get; init; } = "";
        public string Status { get; init; } = "";
    }
}
