using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>The clients that are connected.</summary>
[Action(
    "clients.list",
    Scope.None,
    "List connected clients",
    "Lists the clients that the caller let in, and for an administrator everybody's: what each may do, where and until when.",
    Offered = Offered.People
)]
public sealed class List : Feature<Nothing, Page<List.ClientShown>>
{
    [Class(DataClass.Internal)]
    public sealed record ClientShown
    {
        public required string Id { get; init; }
        public required string Name { get; init; }
        public Named? Agent { get; init; }
        public required string Status { get; init; }
        public Named? Person { get; init; }
        public required string Scopes { get; init; }
        public required string Toolsets { get; init; }
        public required string Grants { get; init; }
        public required string Environment { get; init; }
        public required string Resource { get; init; }
        public required string Since { get; init; }
        public required string Expires { get; init; }
        public string? LastToken { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Nothing input, Call call, Reader reader)
    {
        var rows = await reader.All<Row>(
            """
            SELECT g.id, g.version, g.client_name, g.agent_id, g.user_id, g.scopes, g.toolsets, g.grants, g.realm, g.resource, g.created_at, g.expires_at,
                   a.name AS agent_name, a.status, u.name AS user_name,
                   (SELECT MAX(c.created_at) FROM credentials c WHERE c.tenant = @tenant AND c.grant_id = g.id AND c.kind = 'agent') AS last_token
            FROM client_grants g
            JOIN agents a ON a.tenant = @tenant AND a.id = g.agent_id
            JOIN users u ON u.tenant = @tenant AND u.id = g.user_id
            WHERE g.tenant = @tenant AND g.ended_at IS NULL AND g.expires_at > @now AND (@all = 1 OR g.user_id = @me)
            ORDER BY g.created_at DESC, g.id DESC
            """,
            ("now", call.At),
            ("all", call.By.Role == Role.Admin ? 1L : 0L),
            ("me", call.By.Person)
        );
        return Answer(new Page<ClientShown>([.. rows.Select(Shown)]), rows.Select(r => new RecordRef(r.Id, r.Version)));
    }

    private static ClientShown Shown(Row row) =>
        new()
        {
            Id = row.Id,
            Name = row.ClientName,
            Agent = Named.Of(row.AgentId, row.AgentName),
            Status = row.Status,
            Person = Named.Of(row.UserId, row.UserName),
            Scopes = row.Scopes,
            Toolsets = row.Toolsets,
            Grants = row.Grants,
            Environment = row.Realm,
            Resource = row.Resource,
            Since = Show.Time(row.CreatedAt),
            Expires = Show.Time(row.ExpiresAt),
            LastToken = Show.Time(row.LastToken),
        };

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string ClientName { get; init; } = "";
        public string AgentId { get; init; } = "";
        public string AgentName { get; init; } = "";
        public string Status { get; init; } = "";
        public string UserId { get; init; } = "";
        public string UserName { get; init; } = "";
        public string Scopes { get; init; } = "";
        public string Toolsets { get; init; } = "";
        public string Grants { get; init; } = "";
        public string Realm { get; init; } = "";
        public string Resource { get; init; } = "";
        public long CreatedAt { get; init; }
        public long ExpiresAt { get; init; }
        public long? LastToken { get; init; }
    }
}
