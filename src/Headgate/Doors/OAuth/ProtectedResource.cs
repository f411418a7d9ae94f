using Headgate.Features.Clients;
using Headgate.Gate;

namespace Headgate.Doors.OAuth;

/// <summary>An address that tokens are made for, the audience of RFC 8707: a token opens the one that it was made for and no other.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Realm">Its environment.</param>
/// <param name="Within">The scopes that it has at all.</param>
internal sealed record ProtectedResource(string Path, Realm Realm, Scope Within)
{
    /// <summary>All of them, the usual one first.</summary>
    public static readonly IReadOnlyList<ProtectedResource> All =
    [
        .. Address.All.Select(a => new ProtectedResource(a.Path, a.Realm, a.Within)),
    ];

    /// <summary>What a client asks for that knows nothing yet: the least that is of use here.</summary>
    public Scope First => Within.HasFlag(Scope.Read) ? Scope.Read : Within;

    /// <summary>The one that an identifier names (RFC 8707, section 2), seen from an issuer; nothing when it names none.</summary>
    public static ProtectedResource? Of(string identifier, string issuer)
    {
        if (
            !Uri.TryCreate(identifier, UriKind.Absolute, out var uri)
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0
            || uri.UserInfo.Length > 0
        )
            return null;
        // A slash at the end is no other address, and neither is the server alone.
        return uri.GetLeftPart(UriPartial.Authority) != new Uri(issuer).GetLeftPart(UriPartial.Authority) ? null
            : uri.AbsolutePath == "/" ? All[0]
            : At(uri.AbsolutePath.TrimEnd('/'));
    }

    /// <summary>The one of a path.</summary>
    public static ProtectedResource? At(string path) => All.FirstOrDefault(r => r.Path == path);

    /// <summary>Its identifier.</summary>
    public string Identifier(string issuer) => issuer + Path;

    /// <summary>Where its metadata is (RFC 9728, section 3.1).</summary>
    public string Metadata(string issuer) => $"{issuer}/.well-known/oauth-protected-resource{Path}";
}
