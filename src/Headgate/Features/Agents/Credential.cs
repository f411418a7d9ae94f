using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Agents;

/// <summary>What proves who calls: kept as a hash, with an end.</summary>
public static class Credential
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "credential",
        "crd",
        "credentials",
        [
            new("kind", Internal),
            new("sha256", Internal) { Bookkeeping = true },
            new("user_id", Internal),
            new("agent_id", Internal),
            new("scopes", Internal),
            new("toolsets", Internal),
            new("tools", Internal),
            new("grants", Internal),
            new("realm", Internal),
            new("grant_id", Internal),
            new("resource", Internal),
            new("expires_at", Internal, Whole) { Bookkeeping = true },
            new("revoked_at", Internal, Whole),
            new("used_at", Internal, Whole),
            new("created_at", Internal, Whole) { Bookkeeping = true },
            new("device", Internal),
            new("seen_at", Internal, Whole) { Bookkeeping = true },
            new("made_by", Internal),
        ]
    );
}
