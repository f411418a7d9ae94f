using System.Security.Claims;
using Headgate.Doors.OAuth;
using Headgate.Gate;

namespace Headgate.Doors.Mcp;

/// <summary>A verified caller, as the protocol library carries it from request to handler.</summary>
public sealed class Caller(Principal by, string? client = null) : ClaimsPrincipal(Known)
{
    // Who calls is in the principal; the library only asks whether anybody does.
    private static readonly ClaimsIdentity Known = new("headgate");

    /// <summary>Who.</summary>
    public Principal By => by;

    /// <summary>The client program as it names itself.</summary>
    public string? Client => client;

    /// <summary>The address that a client's token was made for; nothing for the token of a script.</summary>
    internal ProtectedResource? Resource { get; init; }

    /// <summary>What a session is bound to: possession of its id is not enough. A client's token is new every hour, and its agent stays.</summary>
    public string Key => $"{by.Tenant}/{by.Realm}/{by.Actor}/{Resource?.Path ?? by.Credential}";
}
