using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Agents;

/// <summary>Agents, whose they are and which tokens of theirs still open a door.</summary>
[Action(
    "agents.list",
    Scope.Admin,
    "List agents",
    "Lists agents, their owners and the grants that are still good.",
    Offered = Offered.People
)]
public sealed class List : Feature<Nothing, Page<List.AgentShown>>
{
    public sealed record AgentShown
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public required string Status { get; init; }
        public Named? Owner { get; init; }
        public required IReadOnlyList<GrantShown> Grants { get; init; }
    }

    public sealed record GrantShown
    {
        public required string Id { get; init; }
        public required string Scopes { get; init; }
        public required string Toolsets { get; init; }
        public required string Grants { get; init; }
        public required string Environment { get; init; }
        public required string Expires { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Nothing input, Call call, Reader reader)
    {
        var agents = await reader.All<Row>(
            "SELECT a.id, a.version, a.name, a.status, a.owner_id, u.name AS owner_name FROM agents a LEFT JOIN users u ON u.tenant = a.tenant AND u.id = a.owner_id WHERE a.tenant = @tenant ORDER BY a.name"
        );
        var grants = await reader.All<GrantRow>(
            "SELECT id, agent_id, scopes, toolsets, grants, realm, expires_at FROM credentials WHERE tenant = @tenant AND kind = 'agent' AND grant_id IS NULL AND revoked_at IS NULL AND expires_at > @now ORDER BY expires_at",
            ("now", call.At)
        );
        var good = grants.ToLookup(g => g.AgentId, StringComparer.Ordinal);
        return Answer(
            new Page<AgentShown>([
                .. agents.Select(a => new AgentShown
                {
                    Id = a.Id,
                    Name = a.Name,
                    Status = a.Status,
                    Owner = Named.Of(a.OwnerId, a.OwnerName),
                    Grants = [.. good[a.Id].Select(GrantOf)],
                }),
            ]),
            agents.Select(a => new RecordRef(a.Id, a.Version))
        );
    }

    private static GrantShown GrantOf(GrantRow row) =>
        new()
        {
            Id = row.Id,
            Scopes = row.Scopes,
            Toolsets = row.Toolsets,
            Grants = row.Grants,
            Environment = row.Realm,
            Expires = Show.Time(row.ExpiresAt),
        };

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Name { get; init; } = "";
        public string Status { get; init; } = "";
        public string OwnerId { get; init; } = "";
        public string? OwnerName { get; init; }
    }

    private sealed class GrantRow
    {
        public string Id { get; init; } = "";
        public string AgentId { get; init; } = "";
        public string Scopes { get; init; } = "";
        public string Toolsets { get; init; } = "";
        public string Grants { get; init; } = "";
        public string Realm { get; init; } = "";
        public long ExpiresAt { get; init; }
    }
}
