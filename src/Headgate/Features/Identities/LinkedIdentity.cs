using System.Security.Cryptography;
using System.Text;
using Headgate.Gate;
using static Headgate.Gate.DataClass;
using static Headgate.Gate.Holds;

namespace Headgate.Features.Identities;

/// <summary>Which person an issuer means by a subject (OpenID Connect Core, section 5.7: no other claim tells people apart for good).</summary>
public static class LinkedIdentity
{
    /// <summary>The kind.</summary>
    public static readonly RecordKind Kind = new(
        "linked_identity",
        "idn",
        "linked_identities",
        [
            new("issuer", Internal),
            new("identity_subject", Internal),
            new("user_id", Internal),
            new("managed", Internal, Flag),
            .. Columns.Clocks,
        ]
    );

    /// <summary>Under which a link is claimed, so that one subject is never two people.</summary>
    public const string Claim = "identity";

    /// <summary>The claim's value.</summary>
    public static string KeyOf(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}")));
}
