using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>A client's grant as the store keeps it.</summary>
public sealed class ClientGrantRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string AgentId { get; init; } = "";
    public string UserId { get; init; } = "";
    public string? Client { get; init; }
    public string ClientName { get; init; } = "";
    public string? RedirectUri { get; init; }
    public string? Challenge { get; init; }
    public string? Keys { get; init; }
    public string Scopes { get; init; } = "";
    public string Toolsets { get; init; } = "";
    public string Grants { get; init; } = "";
    public string Realm { get; init; } = "";
    public string Resource { get; init; } = "";
    public long ExpiresAt { get; init; }
    public long? EndedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The grant of that id, if it stands.</summary>
    public static ValueTask<ClientGrantRow?> Standing(Reader reader, string id) =>
        reader.First<ClientGrantRow>(
            "SELECT * FROM client_grants WHERE tenant = @tenant AND id = @id AND ended_at IS NULL AND expires_at > @now",
            ("id", id),
            ("now", reader.Now)
        );

    /// <summary>Plans it as a new one.</summary>
    public Plan AddTo(Plan plan, Call call) =>
        plan.Insert(
            ClientGrant.Kind,
            Id,
            [
                ("agent_id", AgentId),
                ("user_id", UserId),
                ("client", Client),
                ("client_name", ClientName),
                ("redirect_uri", RedirectUri),
                ("challenge", Challenge),
                ("keys", Keys),
                ("scopes", Scopes),
                ("toolsets", Toolsets),
                ("grants", Grants),
                ("realm", Realm),
                ("resource", Resource),
                ("expires_at", ExpiresAt),
                .. Columns.Born(call),
            ]
        );

    /// <summary>Ends it, and with it every token that it gave.</summary>
    public Plan End(Plan plan, Call call, string why) =>
        plan.Update(
            ClientGrant.Kind,
            Id,
            Version,
            ("ended_at", null, call.Effective.ToUnixTimeMilliseconds()),
            ("ended_why", null, why),
            Columns.Moved(UpdatedAt, call)
        );
}
