using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Clients;

/// <summary>What a client program may do for a person at one address, until when; a person's consent makes it, or an administrator for a client with a key.</summary>
public static class ClientGrant
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "client_grant",
        "grt",
        "client_grants",
        [
            new("agent_id", Internal),
            new("user_id", Internal),
            new("client", Internal),
            new("client_name", Internal),
            new("redirect_uri", Internal),
            new("challenge", Internal) { Bookkeeping = true },
            new("keys", Internal, Json),
            new("scopes", Internal),
            new("toolsets", Internal),
            new("grants", Internal),
            new("realm", Internal),
            new("resource", Internal),
            new("expires_at", Internal, Whole) { Bookkeeping = true },
            new("ended_at", Internal, Whole),
            new("ended_why", Internal),
            .. Columns.Clocks,
        ]
    );
}
