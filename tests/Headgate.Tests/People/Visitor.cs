using System.Net;
using System.Text.RegularExpressions;
using Headgate.Doors.Web.People;

namespace Headgate.Tests.People;

/// <summary>A person at a browser, by hand: pages, forms, cookies.</summary>
internal sealed partial class Visitor : IDisposable
{
    public const string Password = "three brown foxes walk";

    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private readonly Front _front;

    public Visitor(Front front)
    {
        _front = front;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = new(front.Root) };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd(
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
        );
    }

    /// <summary>The authenticator's key, once there is one.</summary>
    public byte[] Key { get; set; } = [];

    /// <summary>The code that was given with the password.</summary>
    public string Used { get; private set; } = "";

    /// <summary>The recovery codes that were shown.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    /// <summary>What the browser keeps of the session.</summary>
    public string? Session
    {
        get => _cookies.GetCookies(new(_front.Root))["headgate_session"]?.Value;
        set => _cookies.Add(new Uri(_front.Root), new Cookie("headgate_session", value));
    }

    /// <summary>Whoever comes by a link.</summary>
    public static async Task<Visitor> By(Front front, string link)
    {
        Visitor visitor = new(front);
        var (status, _, body) = await visitor.Post(link, []);
        Assert.True(status == HttpStatusCode.Redirect, $"{status} {body}");
        return visitor;
    }

    /// <summary>Whoever comes by a link and sets a password.</summary>
    public static async Task<Visitor> WithPassword(Front front, string link)
    {
        var visitor = await By(front, link);
        Assert.Equal(HttpStatusCode.OK, (await visitor.SetPassword()).Status);
        return visitor;
    }

    public async Task<(HttpStatusCode Status, string Body)> Get(string path)
    {
        using var answer = await _http.GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(HttpStatusCode Status, string? Next, string Body)> Post(
        string path,
        Dictionary<string, string> form,
        Action<HttpRequestMessage>? change = null
    )
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        change?.Invoke(request);
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Signs in with everything at once.</summary>
    public Task<(HttpStatusCode Status, string? Next, string Body)> SignIn(string email, string code, string password = Password) =>
        Post(
            "/sign-in",
            new(StringComparer.Ordinal)
            {
                ["email"] = email,
                ["password"] = password,
                ["code"] = code,
            }
        );

    /// <summary>The code that the authenticator shows; of a later step for those who have used this one.</summary>
    public string Code(int later = 0) => Totp.Code(Key, Totp.StepAt(_front.Time.GetUtcNow()) + later);

    /// <summary>Fills in the form that sets a password, with a new authenticator where it shows one.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SetPassword(string password = Password, string? code = null)
    {
        var (_, page) = await Get("/account/password");
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["password"] = password, ["again"] = password };
        if (Hidden().Match(page) is { Success: true } hidden)
        {
            form["key"] = WebUtility.HtmlDecode(hidden.Groups[1].Value);
            Key = Bytes(Groups().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        }
        form["code"] = Used = code ?? Code();
        var (status, _, body) = await Post("/account/password", form);
        if (status == HttpStatusCode.OK)
            Codes = [.. Items().Matches(body).Select(m => m.Groups[1].Value)];
        return (status, body);
    }

    /// <summary>The ids of the sessions that the account's page has a button for.</summary>
    public async Task<IReadOnlyList<string>> OtherSessions() =>
        [.. Buttons().Matches((await Get("/account")).Body).Select(m => m.Groups[1].Value)];

    /// <summary>Whether the session is still one.</summary>
    public async Task<bool> IsIn() => (await Get("/account")).Body.Contains("Where you are signed in", StringComparison.Ordinal);

    /// <summary>Base32 (RFC 4648) as it was typed off.</summary>
    public static byte[] Bytes(string base32)
    {
        List<byte> bytes = [];
        var (bits, held) = (0, 0);
        foreach (var c in base32)
        {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal);
            if ((bits += 5) < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }
        return [.. bytes];
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("<code>([A-Z2-7 ]{30,})</code>", RegexOptions.None, 1000)]
    private static partial Regex Groups();

    [GeneratedRegex("<li>([0-9a-z-]{19})</li>", RegexOptions.None, 1000)]
    private static partial Regex Items();

    [GeneratedRegex("name=\"session\" value=\"(crd_[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Buttons();
}
