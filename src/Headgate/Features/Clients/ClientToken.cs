using Headgate.Features.Agents;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Clients;

/// <summary>What a client is given for a code, a refresh token or a proof of its key. Only hashes of the secrets are kept.</summary>
public sealed record ClientToken
{
    /// <summary>The longest that an access token lives.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    /// <summary>The error of RFC 6749, section 5.2, when there is no token: what was given was used before, and all that it gave is revoked.</summary>
    [Class(DataClass.Internal)]
    public string? Error { get; init; }

    [ShownOnce]
    public string? AccessToken { get; init; }

    [ShownOnce]
    public string? RefreshToken { get; init; }

    [Class(DataClass.Internal)]
    public string? Scopes { get; init; }

    [Class(DataClass.Internal)]
    public long? Seconds { get; init; }

    /// <summary>Plans an access token, and unless the client has a key of its own, or its person's assertion, a refresh token, within the grant.</summary>
    internal static ClientToken Of(Plan plan, Call call, ClientGrantRow grant, string scopes, bool refreshes = true)
    {
        var ends = DateTimeOffset.FromUnixTimeMilliseconds(grant.ExpiresAt);
        var expires = call.At + Life < ends ? call.At + Life : ends;
        var access = "hgo_" + call.NewSecret("access");
        var refresh = refreshes && grant.Keys is null ? "hgr_" + call.NewSecret("refresh") : null;
        Keep(plan, call, grant, "agent", access, scopes, expires, 0);
        // What a narrower token leaves out, the next one may have again.
        if (refresh is not null)
            Keep(plan, call, grant, "refresh", refresh, grant.Scopes, ends, 1);
        return new()
        {
            AccessToken = access,
            RefreshToken = refresh,
            Scopes = scopes,
            Seconds = (long)(expires - call.At).TotalSeconds,
        };
    }

    /// <summary>Plans a credential of a grant.</summary>
    internal static void Keep(
        Plan plan,
        Call call,
        ClientGrantRow grant,
        string kind,
        string secret,
        string scopes,
        DateTimeOffset expires,
        int ordinal
    ) =>
        plan.Insert(
            Credential.Kind,
            call.NewId("crd", ordinal),
            ("kind", kind),
            ("sha256", Credentials.HashOf(secret)),
            ("user_id", grant.UserId),
            ("agent_id", grant.AgentId),
            ("scopes", scopes),
            ("toolsets", grant.Toolsets),
            ("grants", grant.Grants),
            ("realm", grant.Realm),
            ("grant_id", grant.Id),
            ("resource", grant.Resource),
            ("expires_at", expires.ToUnixTimeMilliseconds()),
            ("created_at", call.Effective.ToUnixTimeMilliseconds())
        );
}
