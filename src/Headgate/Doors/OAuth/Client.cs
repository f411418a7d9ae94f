using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Doors.OAuth;

/// <summary>
/// A client program. One that publishes what it is has the address of that document for its id. One that registers gets an id that is what it registered,
/// sealed: nothing is kept of a client that nobody has let in, and registering again gives the same id.
/// </summary>
/// <param name="Key">What grants remember it by.</param>
/// <param name="Name">As it names itself.</param>
/// <param name="RedirectUris">Where it takes answers.</param>
/// <param name="Document">The host of its document, when it has one.</param>
internal sealed record Client(string Key, string Name, IReadOnlyList<string> RedirectUris, string? Document)
{
    private const string Prefix = "hgd_";
    private const string Purpose = "oauth.client";

    /// <summary>What grants remember the client of an id by.</summary>
    public static string KeyOf(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
            ? "registered:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))
            : id;

    /// <summary>The id of a client that registers.</summary>
    public static string Register(Site site, string name, IEnumerable<string> redirects) =>
        Prefix
        + site.Seal(
            JsonSerializer.Serialize(
                new Registered(
                    name,
                    [.. redirects.Select(RedirectUri.WithoutPort).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
                )
            ),
            Purpose,
            isKnownAgain: true
        );

    /// <summary>The client of an id.</summary>
    /// <exception cref="OAuthError">There is none.</exception>
    public static async ValueTask<Client> Of(Site site, string tenant, string id, CancellationToken cancel)
    {
        if (id.StartsWith(Prefix, StringComparison.Ordinal))
        {
            if (site.Unseal(id[Prefix.Length..], Purpose) is not { } text)
                throw new OAuthError(
                    "invalid_client",
                    "This client is not registered here. Remove the server in the client and add it again."
                );
            var registered = JsonSerializer.Deserialize<Registered>(text)!;
            return new(KeyOf(id), registered.Name, registered.Redirects, null);
        }
        if (!id.StartsWith("http", StringComparison.Ordinal))
            throw new OAuthError("invalid_client", "This client is not registered here. Remove the server in the client and add it again.");
        var (document, why) = await site.Documents.Of(tenant, id, cancel);
        if (document is null)
            throw new OAuthError("invalid_client", $"The client's metadata document cannot be used. {why}");
        var host = new Uri(id).Host;
        return new(id, NameOf(document.Name, host), document.RedirectUris, host);
    }

    /// <summary>A name as a person is shown it: one line, no hidden characters, not too long.</summary>
    public static string NameOf(string given, string otherwise)
    {
        var clean = string.Join(' ', Text.Clean(given).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return clean.Length == 0 ? otherwise
            : clean.Length <= 60 ? clean
            : clean[..60].TrimEnd();
    }

    private sealed record Registered(string Name, string[] Redirects);
}
