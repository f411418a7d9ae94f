using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>What a verified credential is.</summary>
public enum CredentialKind
{
    /// <summary>An agent's token.</summary>
    Agent,

    /// <summary>A person's sign-in token, for the command line and REST.</summary>
    Person,

    /// <summary>A browser session's cookie.</summary>
    Session,

    /// <summary>A sign-in link, good for one use.</summary>
    Link,

    /// <summary>An authorization code, good for one use; told of when it is used up or too old, so that using it again is seen.</summary>
    Code,

    /// <summary>A refresh token, good for one use; told of likewise.</summary>
    Refresh,

    /// <summary>The id of a client that proves itself with a key; it says who it is and opens nothing.</summary>
    Key,

    /// <summary>Where a client stands that comes with the tokens of an identity provider: nobody holds it, and it opens nothing without such a token.</summary>
    Standing,
}

/// <summary>A credential that was recognised, and who that is.</summary>
public sealed record Verified(Principal By, CredentialKind Kind, string CredentialId)
{
    /// <summary>The grant of a client that it belongs to; nothing for the tokens of scripts and of people.</summary>
    public string? Grant { get; init; }

    /// <summary>The one address that it opens, as a path; nothing when it opens every address of its realm.</summary>
    public string? Resource { get; init; }

    /// <summary>The public keys of a client that proves itself with one: a JWK set.</summary>
    public string? Keys { get; init; }

    /// <summary>When it was made, and last seen.</summary>
    public (DateTimeOffset Made, DateTimeOffset Seen) Times { get; init; }
}

/// <summary>
/// Recognises credentials by their SHA-256; the credential itself is kept nowhere. Unknown, expired and revoked ones, and those of people or agents that are
/// no longer active, are the same: nothing. What was found is believed for a second.
/// </summary>
public sealed class Credentials(Database database, TimeProvider time)
{
    /// <summary>How long a session lasts that nobody uses.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    private const string Select =
        """
            SELECT c.id, c.tenant, c.kind, c.user_id, c.agent_id, c.scopes, c.toolsets, c.tools, c.grants, c.realm, c.expires_at, c.grant_id, c.resource, g.keys,
                   c.made_by, c.created_at, c.seen_at,
                   u.name AS user_name, u.role, u.sees, u.team_id, u.time_zone, a.name AS agent_name, a.status AS agent_status
            FROM credentials c
            JOIN users u ON u.tenant = c.tenant AND u.id = c.user_id AND u.status = 'active'
            LEFT JOIN agents a ON a.tenant = c.tenant AND a.id = c.agent_id
            LEFT JOIN client_grants g ON g.tenant = c.tenant AND g.id = c.grant_id
            WHERE c.revoked_at IS NULL AND (c.expires_at > @now OR c.kind IN ('code', 'refresh'))
              AND (c.grant_id IS NULL OR g.ended_at IS NULL AND g.expires_at > @now)
              AND (c.kind <> 'session' OR COALESCE(c.seen_at, c.created_at) > @idle)
            """ + " ";

    private readonly ConcurrentDictionary<string, (Verified? Found, DateTimeOffset Until)> _recent = new(StringComparer.Ordinal);

    /// <summary>The SHA-256 under which a credential is kept, lower-case hex.</summary>
    public static string HashOf(string credential) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credential)));

    /// <summary>Who that credential is, or nothing.</summary>
    public async ValueTask<Verified?> Verify(string credential, CancellationToken cancel)
    {
        if (credential.Length is < 20 or > 200)
            return null;
        var hash = HashOf(credential);
        var now = time.GetUtcNow();
        if (_recent.TryGetValue(hash, out var recent) && recent.Until > now)
            return recent.Found is { Kind: not (CredentialKind.Code or CredentialKind.Refresh) } known && known.By.Expires <= now
                ? null
                : recent.Found;
        var found = await Read(hash, now, cancel);
        if (_recent.Count > 10_000)
            _recent.Clear();
        _recent[hash] = (found, now + Believed);
        return found;
    }

    /// <summary>Forgets what was believed, after a grant was made or revoked.</summary>
    public void Forget() => _recent.Clear();

    /// <summary>The agent of that name by its newest grant for production that is still good, for a client on the same machine.</summary>
    internal async ValueTask<Principal?> NewestOf(string tenant, string agent, CancellationToken cancel)
    {
        await using var view = await database.Read(Database.Everyone, cancel);
        var rows = await view.Session.Query<Row>(
            Select
                + "AND c.tenant = @tenant AND c.kind = 'agent' AND c.grant_id IS NULL AND c.realm = 'production' AND a.name = @agent AND a.status = 'active' ORDER BY c.created_at DESC LIMIT 1",
            ("now", time.GetUtcNow()),
            ("idle", time.GetUtcNow() - Idle),
            ("tenant", tenant),
            ("agent", agent)
        );
        return rows is [var row] ? Who(row, await TeamOf(view.Session, row)) : null;
    }

    private async ValueTask<Verified?> Read(string hash, DateTimeOffset now, CancellationToken cancel)
    {
        await using var view = await database.Read(Database.Everyone, cancel);
        var rows = await view.Session.Query<Row>(
            Select + "AND c.sha256 = @hash AND (c.kind <> 'link' OR c.used_at IS NULL)",
            ("now", now),
            ("idle", now - Idle),
            ("hash", hash)
        );
        if (rows is not [var row] || row.AgentId is not null && row.AgentStatus != "active")
            return null;
        return new(Who(row, await TeamOf(view.Session, row)), Enum.Parse<CredentialKind>(row.Kind, ignoreCase: true), row.Id)
        {
            Grant = row.GrantId,
            Resource = row.Resource,
            Keys = row.Keys,
            Times = (Instant(row.CreatedAt), Instant(row.SeenAt ?? row.CreatedAt)),
        };
    }

    private static async ValueTask<IReadOnlyList<string>> TeamOf(Session session, Row row)
    {
        return row.Sees == "team" && row.TeamId is not null
            ? await session.Query<string>(
                "SELECT id FROM users WHERE tenant = @tenant AND team_id = @team",
                ("tenant", row.Tenant),
                ("team", row.TeamId)
            )
            : [row.UserId];
    }

    private static Principal Who(Row row, IReadOnlyList<string> team)
    {
        var role = Enum.Parse<Role>(row.Role, ignoreCase: true);
        var scopes = Scopes.TryParse(row.Scopes, out var granted, out _) ? granted : Scope.None;
        return new()
        {
            Tenant = row.Tenant,
            Person = row.UserId,
            PersonName = row.UserName,
            Role = role,
            Sees = Enum.Parse<Visibility>(row.Sees, ignoreCase: true),
            Team = team,
            Agent = row.AgentId,
            AgentName = row.AgentName,
            // What was granted, within what the person may do now: a role that shrinks takes the agent's rights with it.
            Scopes = (row.AgentId is null ? Scope.All : scopes) & Principal.CeilingOf(role),
            Toolsets = Listed(row.Toolsets),
            ContactDetails = Listed(row.Grants).Contains("contact_details"),
            Only = row.Tools is null ? null : Listed(row.Tools),
            Realm = Enum.Parse<Realm>(row.Realm, ignoreCase: true),
            Expires = Instant(row.ExpiresAt),
            Credential = row.Id,
            LetInBy = row.MadeBy,
            TimeZone = row.TimeZone,
        };
    }

    private static DateTimeOffset Instant(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);

    private static HashSet<string> Listed(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Tenant { get; init; } = "";
        public string Kind { get; init; } = "";
        public string UserId { get; init; } = "";
        public string? AgentId { get; init; }
        public string Scopes { get; init; } = "";
        public string Toolsets { get; init; } = "";
        public string? Tools { get; init; }
        public string Grants { get; init; } = "";
        public string Realm { get; init; } = "";
        public long ExpiresAt { get; init; }
        public string? GrantId { get; init; }
        public string? Resource { get; init; }
        public string? Keys { get; init; }
        public string? MadeBy { get; init; }
        public long CreatedAt { get; init; }
        public long? SeenAt { get; init; }
        public string UserName { get; init; } = "";
        public string Role { get; init; } = "";
        public string Sees { get; init; } = "";
        public string? TeamId { get; init; }
        public string TimeZone { get; init; } = "";
        public string? AgentName { get; init; }
        public string? AgentStatus { get; init; }
    }
}
