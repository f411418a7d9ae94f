using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Identities;

/// <summary>Who an organisation trusts to say who somebody is: an OpenID Connect provider, and what of it is believed.</summary>
public static class IdentityProvider
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "identity_provider",
        "idp",
        "identity_providers",
        [
            new("name", Internal),
            new("shape", Internal),
            new("issuer", Internal),
            new("oauth_client", Internal),
            new("client_secret", Confidential),
            new("uses", Internal),
            new("rules", Internal, Json),
            new("loopback", Internal, Flag),
            .. Columns.Clocks,
        ]
    );
}
