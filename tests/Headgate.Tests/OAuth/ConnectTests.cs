using System.Net;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.OAuth;

/// <summary>From the address alone to a call: what a client reads, what a person is asked, what the tokens open and for how long.</summary>
public sealed class ConnectTests(ProductServer product) : IClassFixture<ProductServer>, IDisposable
{
    private readonly Wire _wire = new();
    private readonly HttpClient _http = new();

    public static TheoryData<string, string, string> Addresses =>
        new()
        {
            { "/mcp", "mcp:read", "mcp:read mcp:write" },
            { "/mcp/read", "mcp:read", "mcp:read" },
            { "/mcp/write", "mcp:write", "mcp:write" },
            { "/sandbox/mcp", "mcp:read", "mcp:read" },
            { "/sandbox/mcp/read", "mcp:read", "mcp:read" },
            { "/sandbox/mcp/write", "mcp:write", "mcp:write" },
        };

    public void Dispose()
    {
        _wire.Dispose();
        _http.Dispose();
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task From_a_401_to_a_call_at_every_address(string path, string first, string scope)
    {
        var unknown = await _wire.Ask(product.Root + path, null, "tools/list");
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.Status);
        var metadata = $"{product.Root}/.well-known/oauth-protected-resource{path}";
        Assert.Equal($"Bearer realm=\"headgate\", resource_metadata=\"{metadata}\", scope=\"{first}\"", unknown.Challenge);
        var resource = await Json(metadata);
        Assert.Equal(product.Root + path, resource.GetProperty("resource").GetString());
        Assert.Equal(first, resource.GetProperty("scopes_supported")[0].GetString());
        Assert.Equal(product.Root, resource.GetProperty("authorization_servers")[0].GetString());
        var server = await Json(product.Root + "/.well-known/oauth-authorization-server");
        Assert.Equal(product.Root, server.GetProperty("issuer").GetString());
        Assert.Equal("S256", server.GetProperty("code_challenge_methods_supported")[0].GetString());
        using var browser = await (await Browser.SignedIn(product)).Register();
        var (access, _) = await browser.Connect(scope, path);
        foreach (var other in Addresses.Select(a => a.Data.Item1))
        {
            var reply = await _wire.Ask(product.Root + other, access, "tools/list");
            Assert.Equal(other == path ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, reply.Status);
        }
        // A client's token opens no other door.
        using var rest = new HttpRequestMessage(HttpMethod.Get, product.Root + "/api/v1/contacts/list");
        Assert.Equal(HttpStatusCode.Unauthorized, (await _wire.Send(rest, access)).Status);
    }

    [Fact]
    public async Task The_writing_address_writes_and_reads_nothing()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Warehouse");
        var (access, _) = await browser.Connect("mcp:write", "/mcp/write");
        var listed = await _wire.Ask(product.Root + "/mcp/write", access, "tools/list");
        var names = listed
            .Json.GetProperty("result")
            .GetProperty("tools")
            .EnumerateArray()
            .Select(t => t.GetProperty("name").GetString())
            .ToList();
        Assert.Contains("contacts_create", names);
        Assert.DoesNotContain("contacts_list", names);
        var read = await Call(product.Root + "/mcp/write", access, "contacts_list", new { });
        Assert.Equal("scopes.missing", read.Result.GetProperty("structuredContent").GetProperty("code").GetString());
        var written = await Call(
            product.Root + "/mcp/write",
            access,
            "contacts_create",
            new { name = "Wanda House", email = "wanda@house.example" }
        );
        Assert.Equal("Wanda House", written.Result.GetProperty("structuredContent").GetProperty("contact").GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_page_names_who_asks_for_what_where_and_how_long()
    {
        using var browser = await (await Browser.SignedIn(product)).Register(
            "<b>Claude</b>\u202e",
            "https://claude.example/cb",
            Browser.Callback
        );
        using var asked = await browser.Ask(browser.Asking("mcp:read mcp:comms", "/sandbox/mcp"));
        var page = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync());
        Assert.DoesNotContain("<b>Claude</b>", await asked.Content.ReadAsStringAsync());
        foreach (
            var part in (string[])
                [
                    "<b>Claude</b>",
                    "names itself so; nobody has checked it",
                    "a program on this computer (127.0.0.1)",
                    "go on only if you have just started it yourself",
                    "Sandbox: nothing leaves it",
                    "Read what you can see",
                    "Send e-mail and texts",
                    "It did not ask to, and you may let it",
                    "Reports and forecasts",
                    "30 days",
                ]
        )
            Assert.Contains(part, page);
        var policy = asked.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Contains("form-action 'self' http://127.0.0.1:33418;", policy);
        Assert.Contains("default-src 'none'", policy);
    }

    [Fact]
    public async Task A_person_gives_less_than_asked_or_more_and_says_how_long()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Moderate");
        using var asked = await browser.Ask(browser.Asking("mcp:read mcp:write mcp:admin"));
        using var answered = await browser.Answer(
            await asked.Content.ReadAsStringAsync(),
            ["mcp:read", "mcp:comms"],
            time: "hour",
            toolsets: ["reports"]
        );
        var (_, body) = await browser.Redeem(Browser.Answered(answered)["code"]);
        Assert.Equal("mcp:read mcp:comms", body.GetProperty("scope").GetString());
        Assert.InRange(body.GetProperty("expires_in").GetInt64(), 3500, 3600);
        var shown = (await product.Person("clients.list", new { })).GetProperty("items")[0];
        Assert.Equal("Moderate", shown.GetProperty("name").GetString());
        Assert.Equal("reports", shown.GetProperty("toolsets").GetString());
        Assert.Equal("/mcp", shown.GetProperty("resource").GetString());
        product.Time.Ahead = TimeSpan.FromMinutes(61);
        try
        {
            var (late, error) = await browser.Refresh(body.GetProperty("refresh_token").GetString()!);
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (late, error.GetProperty("error").GetString()));
        }
        finally
        {
            product.Time.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_told_how_and_comes_back()
    {
        using Browser browser = new(product.Root);
        await browser.Register();
        using var asked = await browser.Ask(browser.Asking());
        Assert.Contains("headgate users link", await asked.Content.ReadAsStringAsync());
        var link = (await product.Person("users.link", new { person = "me" })).GetProperty("sign_in_link").GetString();
        var (status, _) = await browser.Post($"/sign-in/{link}", []);
        Assert.Equal(HttpStatusCode.Redirect, status);
    }

    [Fact]
    public async Task A_missing_scope_is_a_403_with_the_exact_union_and_the_union_does()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Stepper");
        var (access, _) = await browser.Connect("mcp:read");
        var arguments = new { name = "Step Up", email = "step@up.example" };
        var before = await product.Site.CountEvents("contacts.create");
        foreach (var legacy in (bool[])[false, true])
        {
            var reply = legacy
                ? await _wire.Ask(
                    product.Mcp,
                    access,
                    (await _wire.Initialize(product.Mcp, access)).Session,
                    "tools/call",
                    new { name = "contacts_create", arguments }
                )
                : await _wire.Ask(product.Mcp, access, "tools/call", new { name = "contacts_create", arguments });
            Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
            Assert.Equal(
                $"Bearer error=\"insufficient_scope\", scope=\"mcp:read mcp:write\", resource_metadata=\"{product.Root}/.well-known/oauth-protected-resource/mcp\", error_description=\"contacts.create needs mcp:write\"",
                reply.Challenge
            );
        }
        // The gate refused and audited both.
        Assert.Equal(before + 2, await product.Site.CountEvents("contacts.create"));
        var (more, _) = await browser.Connect("mcp:read mcp:write");
        var (status, result) = await Call(product.Mcp, more, "contacts_create", arguments);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Step Up", result.GetProperty("structuredContent").GetProperty("contact").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_session_lives_through_new_tokens_and_belongs_to_its_agent()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Long runner");
        var (access, refresh) = await browser.Connect();
        var opened = await _wire.Initialize(product.Mcp, access);
        var (_, body) = await browser.Refresh(refresh);
        var next = body.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await _wire.Ask(product.Mcp, next, opened.Session, "tools/list")).Status);
        using var other = await (await Browser.SignedIn(product)).Register("Another program");
        var (foreign, _) = await other.Connect();
        Assert.Equal(HttpStatusCode.NotFound, (await _wire.Ask(product.Mcp, foreign, opened.Session, "tools/list")).Status);
    }

    [Fact]
    public async Task The_same_client_of_the_same_person_is_one_agent()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Twice", "http://127.0.0.1:5001/cb", Browser.Callback);
        var first = browser.ClientId;
        await browser.Connect();
        // Registered again, on another port: the same program.
        await browser.Register("Twice", "http://127.0.0.1:6002/cb", Browser.Callback);
        Assert.Equal(first, browser.ClientId);
        await browser.Connect();
        var agents = (await product.Person("agents.list", new { })).GetProperty("items").EnumerateArray();
        Assert.Single(agents, a => a.GetProperty("name").GetString()!.StartsWith("Twice (", StringComparison.Ordinal));
    }

    private async Task<(HttpStatusCode Status, JsonElement Result)> Call(string url, string token, string tool, object arguments)
    {
        var reply = await _wire.Ask(url, token, "tools/call", new { name = tool, arguments });
        return (reply.Status, reply.Json.GetProperty("result"));
    }

    private async Task<JsonElement> Json(string url) => JsonElement.Parse(await _http.GetByteArrayAsync(url));
}
