using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.OAuth;

/// <summary>
/// What a client asks a person for, checked. The page carries it sealed for the person's own session and for ten minutes: nobody else's form can answer it,
/// and nothing in it can be changed on the way.
/// </summary>
internal sealed record AuthorizationRequest
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    // What other protocols name, and this one gives anyway or has no use for.
    private static readonly string[] Ignored = ["offline_access", "openid", "profile", "email"];

    public required string Id { get; init; }
    public required long Until { get; init; }
    public required string Issuer { get; init; }
    public required string Client { get; init; }
    public required string ClientName { get; init; }
    public string? Document { get; init; }
    public required string Redirect { get; init; }
    public string? State { get; init; }
    public string Challenge { get; init; } = "";
    public string Path { get; init; } = "/mcp";
    public Scope Asked { get; init; }

    /// <summary>The address that it is for.</summary>
    public ProtectedResource Resource => ProtectedResource.At(Path)!;

    /// <summary>The host that speaks for the client; nothing for a program on the person's machine.</summary>
    public string? Host => Document ?? RedirectUri.HostOf(Redirect);

    /// <summary>The scopes of an answer may be these, whatever was asked.</summary>
    public Scope Possible(Principal person) => Resource.Within & Principal.CeilingOf(person.Role);

    /// <summary>Checks who asks and where the answer goes; until that is known, nothing is sent anywhere.</summary>
    /// <exception cref="OAuthError">It is told to the person, here.</exception>
    public static async ValueTask<AuthorizationRequest> Of(HttpContext http, Site site, Principal person)
    {
        var query = http.Request.Query;
        if (query.Any(p => p.Value.Count > 1 && p.Key != "resource"))
            throw new OAuthError("invalid_request", "A parameter is given twice.");
        var client = await OAuth.Client.Of(site, person.Tenant, query["client_id"].ToString(), http.RequestAborted);
        var redirect = query["redirect_uri"].ToString();
        if (!RedirectUri.IsFit(redirect) || !client.RedirectUris.Any(r => RedirectUri.Fits(r, redirect)))
            throw new OAuthError("invalid_request", $"{client.Name} has not registered the address {Text.Shown(redirect)} for its answer.");
        return new()
        {
            Id = Convert.ToHexStringLower(Randomness.Bytes(16)),
            Until = (site.Time.GetUtcNow() + Life).ToUnixTimeMilliseconds(),
            Issuer = OAuth.Issuer.Of(http, site),
            Client = client.Key,
            ClientName = client.Name,
            Document = client.Document,
            Redirect = redirect,
            State = query["state"] is [{ } state] ? state : null,
        };
    }

    /// <summary>Checks what is asked for.</summary>
    /// <exception cref="OAuthError">It is told to the client.</exception>
    public AuthorizationRequest Asking(IQueryCollection query, Principal person)
    {
        if (query["response_type"] != "code")
            throw new OAuthError("unsupported_response_type", "response_type must be code.");
        var challenge = query["code_challenge"].ToString();
        if (
            query["code_challenge_method"] != "S256"
            || challenge.Length != 43
            || !challenge.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        )
            throw new OAuthError("invalid_request", "PKCE is needed: code_challenge with code_challenge_method S256.");
        // A client that names no address means the server as a whole.
        ProtectedResource? resource = ProtectedResource.All[0];
        foreach (var named in query["resource"])
            if ((resource = ProtectedResource.Of(named ?? "", Issuer)) is null || query["resource"].Count > 1)
                throw new OAuthError(
                    "invalid_target",
                    "resource must be one address of this server, such as " + ProtectedResource.All[0].Identifier(Issuer)
                );
        var words = query["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Ignored, StringComparer.Ordinal);
        if (!Scopes.TryParse(string.Join(' ', words), out var asked, out var unknown))
            throw new OAuthError("invalid_scope", $"There is no scope {Text.Shown(unknown)}. There are {Scope.All.Text()}.");
        var request = this with { Challenge = challenge, Path = resource!.Path, Asked = asked == Scope.None ? resource.First : asked };
        if (request.Possible(person) == Scope.None)
            throw new OAuthError("invalid_scope", $"{person.PersonName} has nothing to give at {resource.Path}.");
        return query["prompt"] == "none" ? throw new OAuthError("consent_required", "A person is asked each time.") : request;
    }

    /// <summary>For the page of a session.</summary>
    public string Seal(Site site, Verified person) => site.Seal(JsonSerializer.Serialize(this), For(person));

    /// <summary>From the page of that session; nothing when it is another's, altered or too old.</summary>
    public static AuthorizationRequest? Unseal(Site site, Verified person, string text) =>
        site.Unseal(text, For(person)) is { } known
        && JsonSerializer.Deserialize<AuthorizationRequest>(known) is { } request
        && request.Until > site.Time.GetUtcNow().ToUnixTimeMilliseconds()
            ? request
            : null;

    /// <summary>The client's address with an answer: <c>iss</c> says who answers (RFC 9207), and the state is the client's own.</summary>
    public string With(params IEnumerable<(string Name, string Value)> parts)
    {
        IEnumerable<(string, string)> all =
        [
            .. parts,
            .. State is null ? [] : (IEnumerable<(string, string)>)[("state", State)],
            ("iss", Issuer),
        ];
        var query = string.Join('&', all.Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));
        return Redirect + (Redirect.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
    }

    private static string For(Verified person) => $"oauth.request|{person.CredentialId}";
}
