using System.Text;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Tests.Running;
using Headgate.Tests.Tenants;

namespace Headgate.Tests.Planted;

/// <summary>Secrets where none belongs: in addresses, headers, names, bodies that nobody can read, and every parameter of every action.</summary>
internal sealed class Misplacing(Planting planting, Canaries canaries)
{
    private const string Agentic = "2026-07-28";

    private int _n;

    /// <summary>In requests.</summary>
    public async Task InRequests()
    {
        string New(string what) => canaries.Fresh("a token in " + what);
        void Bearer(HttpRequestMessage r, string token) => r.Headers.Authorization = new("Bearer", token);
        foreach (var path in (string[])["/api/v1/users/whoami", "/mcp", "/"])
        {
            await planting.Get(
                "a header of the wrong kind",
                path,
                r => r.Headers.TryAddWithoutValidation("Authorization", "Basic " + Plain("a password of " + path))
            );
            await planting.Get("an unknown bearer", path, r => Bearer(r, New("a header at " + path)));
            await planting.Get("an address", path + "?access_token=" + New("the query of " + path));
        }
        await planting.Get("a path", "/api/v1/contacts/" + New("a path"), r => Bearer(r, planting.Person));
        await planting.Get("a path of nothing", "/debug/" + New("a path of nothing"));
        await planting.Get("an unknown link", "/sign-in/" + canaries.Fresh("an unknown link", "hgl_"));
        await planting.Form("an unknown link is opened", "/sign-in/" + canaries.Fresh("an unknown link that is opened", "hgl_"), []);
        foreach (
            var header in (string[])
                [
                    "User-Agent",
                    "Referer",
                    "Origin",
                    "X-Api-Key",
                    "Cookie",
                    "Mcp-Session-Id",
                    "Mcp-Name",
                    "Idempotency-Key",
                    "traceparent",
                    "baggage",
                    "X-Forwarded-For",
                    "Host",
                ]
        )
            await planting.Post(
                "the header " + header,
                "/api/v1/tasks/create",
                Headgate.Tests.OAuth.Browser.Json(new { title = "T", due_at = "2027-01-04" }),
                change: r =>
                {
                    Bearer(r, planting.Agent);
                    var secret = New("the header " + header);
                    r.Headers.TryAddWithoutValidation(header, header == "Cookie" ? "other=" + secret : secret);
                }
            );
        foreach (
            var body in (string[])
                [
                    "{\"password\":\"§\"}",
                    "{\"limit\":\"§\"}",
                    "{\"§\":1}",
                    "{\"limit\":",
                    "[\"§\"]",
                    "\"§\"",
                    "{\"limit\":1}§",
                    "{\"cursor\":\"§\"}",
                    "{\"fields\":[\"§\"]}",
                ]
        )
            await planting.Post(
                "a body",
                "/api/v1/contacts/list",
                new StringContent(body.Replace("§", New("the body " + body), StringComparison.Ordinal), Encoding.UTF8, "application/json"),
                change: r => Bearer(r, planting.Agent)
            );
        foreach (var (number, (method, name, parameters)) in Messages.Index())
        {
            string Put(string text, string where) =>
                text.Contains('§', StringComparison.Ordinal)
                    ? text.Replace("§", New($"the {where} of message {number}"), StringComparison.Ordinal)
                    : text;
            await Mcp(method, name is null ? null : Put(name, "name"), Put(parameters, "parameters"));
        }
        await AtTheAuthorizationServer();
    }

    /// <summary>In every parameter of every action: by an agent in all texts, by a person wherever no prose of the person's own belongs.</summary>
    public async Task InArguments()
    {
        Pool nobody = new(
            "Planted",
            new()
            {
                Tenant = "org_x",
                Person = "usr_x",
                PersonName = "X",
                Role = Role.Admin,
                Scopes = Scope.All,
                Credential = "x",
            },
            ""
        );
        foreach (
            var prefix in Actions
                .Catalogue()
                .All.SelectMany(Aim.Of)
                .SelectMany(a => (a.Node as TextNode)?.Ids ?? [])
                .Distinct(StringComparer.Ordinal)
        )
            nobody.Add(Ids.Fresh(prefix, DateTimeOffset.UtcNow));
        foreach (var prefix in (string[])["acc", "con", "opp"])
            nobody.Add(Ids.Fresh(prefix, DateTimeOffset.UtcNow));
        Samples samples = new(nobody);
        var (byAgent, byPerson) = (
            canaries.Fresh("a token in a parameter of an agent"),
            canaries.Fresh("a token in a parameter of a person")
        );
        foreach (
            var aim in Actions.Catalogue().All.Where(a => a.Offered != Offered.Inside).SelectMany(Aim.Of).Where(a => a.Node is not FlagNode)
        )
        {
            if (aim.Action.Offered != Offered.People)
                await planting.Call(aim.Action.Id, aim.With(byAgent, samples, ++_n), planting.Agent);
            if (
                aim.Node is not (AnyNode or CustomNode)
                && (
                    aim.WhyNot is not null
                    || aim.IsId
                    || aim.Node is TextNode { Format: not null }
                    || aim.Path is "idempotency_key" or "cursor"
                )
            )
                await planting.Call(aim.Action.Id, aim.With(byPerson, samples, ++_n), planting.Person);
        }
        string[] others =
        [
            "-----BEGIN EC PRIVATE KEY-----\n" + canaries.Fresh("a private key in a note", "") + "\n-----END EC PRIVATE KEY-----",
            "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0." + canaries.Fresh("a JSON web token in a note", ""),
            "sk_live_" + canaries.Fresh("a payment provider's key in a note", ""),
            "Authorization: Bearer " + canaries.Fresh("a stranger's bearer in a note", ""),
            "see " + canaries.Fresh("a sign-in link in a note", "hgl_"),
        ];
        foreach (var text in others)
            await planting.Call("notes.create", new { record_id = nobody.One("con"), body = text }, planting.Agent);
    }

    private static readonly (string Method, string? Name, string Parameters)[] Messages =
    [
        ("tools/call", "contacts_get", "\"name\":\"contacts_get\",\"arguments\":{\"id\":\"§\"}"),
        ("tools/call", "§", "\"name\":\"§\",\"arguments\":{}"),
        ("resources/read", "headgate://contacts/§", "\"uri\":\"headgate://contacts/§\""),
        ("prompts/get", "§", "\"name\":\"§\""),
        ("no/such", null, "\"token\":\"§\""),
        ("tools/list", null, "\"cursor\":\"§\""),
    ];

    private async Task Mcp(string method, string? name, string parameters)
    {
        var text =
            $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{method}\",\"params\":{{{parameters},\"_meta\":{{\"io.modelcontextprotocol/protocolVersion\":\"{Agentic}\",\"io.modelcontextprotocol/clientCapabilities\":{{}},\"io.modelcontextprotocol/clientInfo\":{{\"name\":\"{canaries.Fresh("a token in a client's name, message " + ++_n)}\",\"version\":\"1\"}}}}}}}}";
        await planting.Post(
            "the message " + method,
            "/mcp",
            new StringContent(text, Encoding.UTF8, "application/json"),
            change: r =>
            {
                r.Headers.Authorization = new("Bearer", planting.Agent);
                r.Headers.Accept.ParseAdd("application/json, text/event-stream");
                r.Headers.Add("MCP-Protocol-Version", Agentic);
                r.Headers.Add("Mcp-Method", method);
                if (name is not null)
                    r.Headers.Add("Mcp-Name", name);
            }
        );
    }

    private async Task AtTheAuthorizationServer()
    {
        var own = canaries.Fresh("a password of a person", "");
        Dictionary<string, string> Of(params (string, string)[] fields) => fields.ToDictionary(f => f.Item1, f => f.Item2);
        await planting.Form("a password grant", "/oauth/token", Of(("grant_type", "password"), ("username", "ada"), ("password", own)));
        await planting.Form(
            "a client secret",
            "/oauth/token",
            Of(
                ("grant_type", "refresh_token"),
                ("client_id", "x"),
                ("client_secret", canaries.Fresh("a client's secret", "")),
                ("refresh_token", canaries.Fresh("an unknown refresh token", "hgr_"))
            )
        );
        await planting.Form(
            "an unknown code",
            "/oauth/token",
            Of(
                ("grant_type", "authorization_code"),
                ("client_id", canaries.Fresh("a token as a client's id")),
                ("redirect_uri", "x"),
                ("code_verifier", new('v', 43)),
                ("code", canaries.Fresh("an unknown code", "hgc_"))
            )
        );
        foreach (var path in (string[])["/oauth/revoke", "/oauth/introspect"])
            await planting.Form(path, path, Of(("token", canaries.Fresh("an unknown token at " + path, "hgo_"))), bearer: planting.Person);
        await planting.Get(
            "an address with a password",
            "/oauth/authorize?client_id="
                + Uri.EscapeDataString($"https://user:{canaries.Fresh("a password in an address", "")}@client.example/x.json")
        );
        await planting.Post(
            "a registration",
            "/oauth/register",
            Headgate.Tests.OAuth.Browser.Json(
                new
                {
                    redirect_uris = new[] { $"http://127.0.0.1/#{canaries.Fresh("a token in a redirect address")}" },
                    software_statement = canaries.Fresh("a software statement", "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0."),
                }
            )
        );
    }

    private string Plain(string what)
    {
        var password = canaries.Fresh(what, "");
        return Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:" + password));
    }
}
