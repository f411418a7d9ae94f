using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>What a token is worth now (RFC 7662), for an administrator. The door hands on its hash; the token itself goes nowhere.</summary>
[Action(
    "clients.inspect",
    Scope.Admin,
    "Inspect a token",
    "Tells whether a token of this organisation is good, whose it is and what it may do.",
    Offered = Offered.People
)]
public sealed class Inspect : Feature<Inspect.Input, Inspect.Output>
{
    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Says("SHA-256 of the token, hex"), Bounds(64, 64)]
        public required string Hash { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required bool Active { get; init; }
        public string? Kind { get; init; }
        public string? Scopes { get; init; }
        public string? Client { get; init; }
        public string? Agent { get; init; }
        public string? Person { get; init; }
        public string? Resource { get; init; }
        public string? Environment { get; init; }
        public long? IssuedAt { get; init; }
        public long? ExpiresAt { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var row = await reader.First<Row>(
            """
            SELECT c.id, c.version, c.kind, c.scopes, c.agent_id, c.user_id, c.resource, c.realm, c.created_at, c.expires_at, g.client
            FROM credentials c
            JOIN users u ON u.tenant = @tenant AND u.id = c.user_id AND u.status = 'active'
            LEFT JOIN agents a ON a.tenant = @tenant AND a.id = c.agent_id
            LEFT JOIN client_grants g ON g.tenant = @tenant AND g.id = c.grant_id
            WHERE c.tenant = @tenant AND c.sha256 = @hash AND c.kind IN ('agent', 'refresh') AND c.revoked_at IS NULL AND c.used_at IS NULL
              AND c.expires_at > @now AND a.status = 'active' AND (c.grant_id IS NULL OR g.ended_at IS NULL AND g.expires_at > @now)
            """,
            ("hash", input.Hash),
            ("now", call.At)
        );
        if (row is null)
            return Answer(new Output { Active = false });
        return Answer(
            new Output
            {
                Active = true,
                Kind = row.Kind,
                Scopes = row.Scopes,
                Client = row.Client,
                Agent = row.AgentId,
                Person = row.UserId,
                Resource = row.Resource,
                Environment = row.Realm,
                IssuedAt = row.CreatedAt / 1000,
                ExpiresAt = row.ExpiresAt / 1000,
            },
            new RecordRef(row.Id, row.Version)
        );
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Kind { get; init; } = "";
        public string Scopes { get; init; } = "";
        public string AgentId { get; init; } = "";
        public string UserId { get; init; } = "";
        public string? Resource { get; init; }
        public string Realm { get; init; } = "";
        public long CreatedAt { get; init; }
        public long ExpiresAt { get; init; }
        public string? Client { get; init; }
    }
}
