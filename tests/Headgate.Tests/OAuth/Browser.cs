using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.OAuth;

/// <summary>A client and its person's browser, by hand: every step of the way can be done wrong.</summary>
public sealed partial class Browser : IDisposable
{
    public const string Callback = "http://127.0.0.1:33418/callback";

    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public Browser(string root)
    {
        Root = root;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = new(root) };
        Verifier = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
    }

    /// <summary>Where the server is.</summary>
    public string Root { get; }

    /// <summary>The PKCE verifier.</summary>
    public string Verifier { get; set; }

    /// <summary>The client's id, once it has one.</summary>
    public string ClientId { get; set; } = "";

    public static async Task<Browser> SignedIn(ProductServer product, string person = "me")
    {
        var link = (await product.Person("users.link", new { person })).GetProperty("sign_in_link").GetString()!;
        return await Opened(product.Root, link);
    }

    /// <summary>One that a link signs in.</summary>
    public static async Task<Browser> Opened(string root, string link)
    {
        Browser browser = new(root);
        using var opened = await browser._http.PostAsync($"/sign-in/{link}", null);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        return browser;
    }

    /// <summary>Its cookies, as a request carries them.</summary>
    public string Cookie => string.Join("; ", _cookies.GetAllCookies().Select(c => $"{c.Name}={c.Value}"));

    /// <summary>The values of its cookies.</summary>
    public IReadOnlyList<string> Cookies => [.. _cookies.GetAllCookies().Select(c => c.Value)];

    /// <summary>Registers a client.</summary>
    public async Task<Browser> Register(string name = "Test client", params string[] redirects)
    {
        using var answer = await _http.PostAsync(
            "/oauth/register",
            Json(new { client_name = name, redirect_uris = redirects.Length > 0 ? redirects : [Callback] })
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        ClientId = (await Read(answer)).GetProperty("client_id").GetString()!;
        return this;
    }

    /// <summary>The parameters of an authorization request as a good client sends them.</summary>
    public Dictionary<string, string> Asking(string scope = "mcp:read", string path = "/mcp") =>
        new(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = ClientId,
            ["redirect_uri"] = Callback,
            ["code_challenge"] = Challenge(Verifier),
            ["code_challenge_method"] = "S256",
            ["scope"] = scope,
            ["resource"] = Root + path,
            ["state"] = "xyzzy",
        };

    /// <summary>Opens the page that asks.</summary>
    public Task<HttpResponseMessage> Ask(Dictionary<string, string> asking) =>
        _http.GetAsync("/oauth/authorize?" + string.Join('&', asking.Select(a => $"{a.Key}={Uri.EscapeDataString(a.Value)}")));

    /// <summary>Opens any address.</summary>
    public Task<HttpResponseMessage> Get(string path) => _http.GetAsync(path);

    /// <summary>Answers the page.</summary>
    public async Task<HttpResponseMessage> Answer(
        string page,
        string[] scopes,
        string decision = "allow",
        string time = "day",
        string[]? toolsets = null,
        Action<HttpRequestMessage>? change = null
    )
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new("request", WebUtility.HtmlDecode(Sealed().Match(page).Groups[1].Value)),
            new("decision", decision),
            new("time", time),
        };
        form.AddRange(scopes.Select(s => new KeyValuePair<string, string>("scope", s)));
        form.AddRange((toolsets ?? []).Select(s => new KeyValuePair<string, string>("toolset", s)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/authorize") { Content = new FormUrlEncodedContent(form) };
        change?.Invoke(request);
        return await _http.SendAsync(request);
    }

    /// <summary>Asks and lets the client in: what its address is called with.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Consent(string scope = "mcp:read", string path = "/mcp", params string[] given)
    {
        using var asked = await Ask(Asking(scope, path));
        var page = await asked.Content.ReadAsStringAsync();
        Assert.True(asked.StatusCode == HttpStatusCode.OK, $"{asked.StatusCode} {asked.Headers.Location} {page}");
        using var answered = await Answer(page, given.Length > 0 ? given : scope.Split(' '));
        return Answered(answered);
    }

    /// <summary>What a client's address is called with.</summary>
    public static IReadOnlyDictionary<string, string> Answered(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var query = HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
        return query.AllKeys.ToDictionary(k => k!, k => query[k]!, StringComparer.Ordinal);
    }

    /// <summary>Turns a code into tokens.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> Redeem(string code, Action<Dictionary<string, string>>? change = null)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = Callback,
            ["client_id"] = ClientId,
            ["code_verifier"] = Verifier,
            ["resource"] = Root + "/mcp",
        };
        change?.Invoke(form);
        return Token(form);
    }

    /// <summary>Turns a refresh token into new ones.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> Refresh(string token, Action<Dictionary<string, string>>? change = null)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = token,
            ["client_id"] = ClientId,
        };
        change?.Invoke(form);
        return Token(form);
    }

    /// <summary>Asks the token endpoint.</summary>
    public Task<(HttpStatusCode Status, JsonElement Body)> Token(Dictionary<string, string> form) => Post("/oauth/token", form);

    /// <summary>Posts a form.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> Post(string path, Dictionary<string, string> form, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        if (bearer is not null)
            request.Headers.Authorization = new("Bearer", bearer);
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await Read(answer));
    }

    /// <summary>All the way: tokens of a new grant.</summary>
    public async Task<(string Access, string Refresh)> Connect(string scope = "mcp:read", string path = "/mcp")
    {
        var answer = await Consent(scope, path);
        var (status, body) = await Redeem(answer["code"], f => f["resource"] = Root + path);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        return (body.GetProperty("access_token").GetString()!, body.GetProperty("refresh_token").GetString()!);
    }

    /// <summary>S256 of a verifier.</summary>
    public static string Challenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>A JSON body.</summary>
    public static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    public void Dispose() => _http.Dispose();

    private static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return bytes.Length == 0 ? JsonElement.Parse("{}"u8) : JsonElement.Parse(bytes);
    }

    [GeneratedRegex("name=\"request\" value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Sealed();
}
