using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Headgate.Tests.OAuth;

namespace Headgate.Tests.Planted;

/// <summary>Whoever uses the program with secrets of all sorts, rightly and wrongly, and keeps every answer.</summary>
internal sealed partial class Planting(Office office, Canaries canaries) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly List<(string Where, string Text, string[] Gives)> _answers = [];

    /// <summary>Every answer, and which secrets it gives to whom they belong.</summary>
    public IReadOnlyList<(string Where, string Text, string[] Gives)> Answers => _answers;

    /// <summary>The administrator's token.</summary>
    public string Person { get; private set; } = "";

    /// <summary>An agent's token with everything.</summary>
    public string Agent { get; private set; } = "";

    private string Session { get; set; } = "";
    private string Client { get; set; } = "";

    /// <summary>Makes the store, and serves it.</summary>
    public async Task Begin()
    {
        using var made = JsonDocument.Parse(await office.Run("init", "--data", office.Folder, "--json"));
        Person = canaries.Plant("the first administrator's token", made.RootElement.GetProperty("person_token").GetString()!);
        var link = made.RootElement.GetProperty("sign_in").GetString()!;
        link = canaries.Plant("a sign-in link that was used", link[(link.LastIndexOf('/') + 1)..]);
        canaries.Plant("the master key", await File.ReadAllBytesAsync(Path.Combine(office.Folder, "master.key")));
        await office.Serve();
        using (var log = ECDsa.Create())
        {
            log.ImportPkcs8PrivateKey(await File.ReadAllBytesAsync(Path.Combine(office.Folder, "log.key")), out _);
            canaries.Plant("the key of checkpoints", log.ExportParameters(true).D!);
        }
        Session = Given("a browser's session", "hgs_", await Form("the link is opened", "/sign-in/" + link, [], ["a browser's session"]));
        await Form("the link is opened again", "/sign-in/" + link, []);
    }

    /// <summary>Makes credentials of every sort, and uses them.</summary>
    public async Task Issue()
    {
        var told = await Call("users.link", new { person = "me", token = true }, Person, "a sign-in link", "a second personal token");
        Given("a sign-in link", "hgl_", told);
        Given("a second personal token", "hgp_", told);
        foreach (var (name, scopes, environment) in Agents)
        {
            told = await Call(
                "agents.create",
                new
                {
                    name,
                    scopes,
                    environment,
                    toolsets = new[] { "all" },
                },
                Person,
                name
            );
            var token = Given(name, "hga_", told);
            Agent = name == "an agent's token for everything" ? token : Agent;
        }
        await Call("agents.revoke", new { agent = "a revoked agent's token" }, Person);
        await Connect();
        await Prove();
    }

    private static readonly (string Name, string[] Scopes, string Environment)[] Agents =
    [
        ("an agent's token for everything", ["mcp:read", "mcp:write", "mcp:comms", "mcp:admin"], "production"),
        ("an agent's token to read", ["mcp:read"], "production"),
        ("an agent's token for the sandbox", ["mcp:read"], "sandbox"),
        ("a revoked agent's token", ["mcp:read"], "production"),
    ];

    private string Cookie => $"headgate_session={Session}; __Host-headgate_session={Session}";

    /// <summary>Calls an action.</summary>
    public Task<string> Call(string action, object arguments, string token, params string[] gives) =>
        Post(
            action,
            "/api/v1/" + action.Replace('.', '/'),
            Browser.Json(arguments),
            gives,
            r => r.Headers.Authorization = new("Bearer", token)
        );

    /// <summary>Asks for a page.</summary>
    public Task<string> Get(string where, string path, Action<HttpRequestMessage>? change = null) =>
        Send(where, new(HttpMethod.Get, path), [], change);

    /// <summary>Posts a form.</summary>
    public Task<string> Form(
        string where,
        string path,
        Dictionary<string, string> form,
        string[]? gives = null,
        string? bearer = null,
        string? cookie = null
    ) =>
        Post(
            where,
            path,
            new FormUrlEncodedContent(form),
            gives ?? [],
            r =>
            {
                if (bearer is not null)
                    r.Headers.Authorization = new("Bearer", bearer);
                if (cookie is not null)
                    r.Headers.Add("Cookie", cookie);
            }
        );

    /// <summary>Posts anything.</summary>
    public Task<string> Post(
        string where,
        string path,
        HttpContent content,
        string[]? gives = null,
        Action<HttpRequestMessage>? change = null
    ) => Send(where, new(HttpMethod.Post, path) { Content = content }, gives ?? [], change);

    public void Dispose() => _http.Dispose();

    private async Task<string> Send(string where, HttpRequestMessage request, string[] gives, Action<HttpRequestMessage>? change)
    {
        using (request)
        {
            request.RequestUri = new(office.Address, request.RequestUri!.OriginalString);
            change?.Invoke(request);
            using var answer = await _http.SendAsync(request);
            var text = $"{(int)answer.StatusCode}\n{answer.Headers}\n\n{await answer.Content.ReadAsStringAsync()}";
            _answers.Add((where, text, gives));
            return text;
        }
    }

    private static string Body(string answer) => answer[(answer.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Trim();

    private string Given(string what, string prefix, string text) =>
        Regex.Match(text, prefix + "[A-Za-z0-9_-]{16,}", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } found
            ? canaries.Plant(what, found.Value)
            : throw new InvalidOperationException($"{what}: {text}");

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    [GeneratedRegex("name=\"request\" value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Sealed();
}
