using Headgate.Features.Agents;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>What lets a person in for a while: a browser's session, or a token for the command line; and links that are not used yet.</summary>
public sealed class Session
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Kind { get; init; } = "";
    public string UserId { get; init; } = "";
    public string? Device { get; init; }
    public string? MadeBy { get; init; }
    public string? MadeByName { get; init; }
    public long? SeenAt { get; init; }
    public long CreatedAt { get; init; }
    public long ExpiresAt { get; init; }

    /// <summary>Those of a person that are still good, the newest first. More than these nobody has, or they end a part at a time.</summary>
    public static ValueTask<List<Session>> Of(Reader reader, Call call, string user) =>
        reader.All<Session>(
            """
            SELECT c.id, c.version, c.kind, c.user_id, c.device, c.made_by, m.name AS made_by_name, c.seen_at, c.created_at, c.expires_at
            FROM credentials c LEFT JOIN users m ON m.tenant = @tenant AND m.id = c.made_by
            WHERE c.tenant = @tenant AND c.user_id = @user AND c.kind IN ('session', 'person', 'link') AND c.revoked_at IS NULL AND c.used_at IS NULL
              AND c.expires_at > @now AND (c.kind <> 'session' OR COALESCE(c.seen_at, c.created_at) > @idle)
            ORDER BY c.created_at DESC, c.id DESC LIMIT 400
            """,
            ("user", user),
            ("now", call.At),
            ("idle", call.At - Credentials.Idle)
        );

    /// <summary>It ends.</summary>
    public Plan End(Plan plan, Call call) =>
        plan.Update(Credential.Kind, Id, Version, ("revoked_at", null, call.Effective.ToUnixTimeMilliseconds()));

    /// <summary>All of a person's but the one that calls end.</summary>
    public static async ValueTask<int> EndOthers(Plan plan, Reader reader, Call call, string user)
    {
        var others = (await Of(reader, call, user)).Where(s => s.Id != call.By.Credential).ToList();
        foreach (var other in others)
            other.End(plan, call);
        return others.Count;
    }
}
