using System.Net;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.OAuth;

/// <summary>What attackers of OAuth do: none of it gives a token, and what is replayed ends what it gave.</summary>
public sealed partial class AttackTests(ProductServer product) : IClassFixture<ProductServer>, IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:33418/callback/../evil")]
    [InlineData("http://127.0.0.1:33418/callback?x=1")]
    [InlineData("http://127.0.0.1:33418/Callback")]
    [InlineData("http://127.0.0.1:33418/callback/")]
    [InlineData("http://127.0.0.1:33418/callback#f")]
    [InlineData("http://127.0.0.1:33418@evil.example/callback")]
    [InlineData("http://127.0.0.1.evil.example:33418/callback")]
    [InlineData("http://localhost:33418/callback")]
    [InlineData("http://[::1]:33418/callback")]
    [InlineData("http://evil.example/callback")]
    [InlineData("https://127.0.0.1:33418/callback")]
    [InlineData("http://0x7f.1:33418/callback")]
    [InlineData("http://2130706433:33418/callback")]
    [InlineData("javascript:alert(1)//callback")]
    [InlineData("data:text/html,callback")]
    [InlineData("//evil.example/callback")]
    [InlineData("http://127.0.0.1:33418/callback%0d%0aSet-Cookie:x=1")]
    [InlineData("http://127.0.0.1:33418\\@evil.example/callback")]
    [InlineData("")]
    public async Task An_answer_goes_to_no_address_that_is_not_registered(string redirect)
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Redirected");
        var asking = browser.Asking();
        asking["redirect_uri"] = redirect;
        using var asked = await browser.Ask(asking);
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        Assert.Null(asked.Headers.Location);
        Assert.DoesNotContain("name=\"request\"", await asked.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("https://client.example/cbx")]
    [InlineData("https://client.example/cb/")]
    [InlineData("https://client.example/cb/evil")]
    [InlineData("https://client.example/cb/../evil")]
    [InlineData("https://client.example/cb?next=https://evil.example")]
    [InlineData("https://client.example/CB")]
    [InlineData("https://client.example:443/cb")]
    [InlineData("https://client.example:8443/cb")]
    [InlineData("https://client.example.evil.example/cb")]
    [InlineData("https://evil.example/cb")]
    [InlineData("HTTPS://client.example/cb")]
    [InlineData("http://client.example/cb")]
    public async Task On_the_internet_every_character_counts(string redirect)
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Web client", "https://client.example/cb");
        foreach (
            var (address, status) in ((string, HttpStatusCode)[])
                [(redirect, HttpStatusCode.BadRequest), ("https://client.example/cb", HttpStatusCode.OK)]
        )
        {
            var asking = browser.Asking();
            asking["redirect_uri"] = address;
            using var asked = await browser.Ask(asking);
            Assert.Equal(status, asked.StatusCode);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/callback")]
    [InlineData("http://127.0.0.1:65535/callback")]
    [InlineData("http://127.0.0.1/callback")]
    public async Task The_port_on_this_computer_may_be_another(string redirect)
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Ported");
        var asking = browser.Asking();
        asking["redirect_uri"] = redirect;
        using var asked = await browser.Ask(asking);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example/cb")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/html,x")]
    [InlineData("blob:https://x")]
    [InlineData("ws://127.0.0.1/cb")]
    [InlineData("https://user:pass@client.example/cb")]
    [InlineData("https://client.example/cb#fragment")]
    [InlineData("/relative")]
    [InlineData("")]
    public async Task Nobody_registers_such_an_address(string redirect)
    {
        using HttpClient http = new();
        using var answer = await http.PostAsync(
            product.Root + "/oauth/register",
            Browser.Json(new { redirect_uris = new[] { Browser.Callback, redirect } })
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            "invalid_redirect_uri",
            JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).GetProperty("error").GetString()
        );
    }

    [Theory]
    [InlineData("code_challenge", "", "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code token", "unsupported_response_type")]
    [InlineData("scope", "mcp:read mcp:everything", "invalid_scope")]
    [InlineData("resource", "https://other.example/mcp", "invalid_target")]
    [InlineData("resource", "/mcp", "invalid_target")]
    [InlineData("prompt", "none", "consent_required")]
    public async Task A_request_that_asks_wrong_is_told_so_at_the_clients_own_address(string name, string value, string error)
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Downgraded");
        var asking = browser.Asking();
        asking[name] = value;
        using var asked = await browser.Ask(asking);
        var told = Browser.Answered(asked);
        Assert.Equal((error, "xyzzy", product.Root), (told["error"], told["state"], told["iss"]));
        Assert.StartsWith(Browser.Callback, asked.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_says_who_gives_it()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Mixed up");
        var answer = await browser.Consent();
        Assert.Equal((product.Root, "xyzzy"), (answer["iss"], answer["state"]));
    }

    [Fact]
    public async Task Nobody_answers_a_page_from_another_site_or_session_or_twice()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Forged");
        using var victim = await Browser.SignedIn(product);
        using var asked = await browser.Ask(browser.Asking());
        var page = await asked.Content.ReadAsStringAsync();
        using (var other = await victim.Answer(page, ["mcp:read"]))
            Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using (var foreign = await browser.Answer(page, ["mcp:read"], change: r => r.Headers.Add("Origin", "https://evil.example")))
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using (var foreign = await browser.Answer(page, ["mcp:read"], change: r => r.Headers.Add("Sec-Fetch-Site", "cross-site")))
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        using (var made = await browser.Answer("name=\"request\" value=\"AAAA\"", ["mcp:read"]))
            Assert.Equal(HttpStatusCode.Forbidden, made.StatusCode);
        using (var first = await browser.Answer(page, ["mcp:read"]))
            Assert.True(Browser.Answered(first).ContainsKey("code"));
        using var second = await browser.Answer(page, ["mcp:read"]);
        Assert.Equal("invalid_request", Browser.Answered(second)["error"]);
    }

    [Fact]
    public async Task A_page_ends_after_ten_minutes_and_a_no_is_a_no()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Slow");
        using var asked = await browser.Ask(browser.Asking());
        var page = await asked.Content.ReadAsStringAsync();
        using (var no = await browser.Answer(page, ["mcp:read"], "deny"))
            Assert.Equal("access_denied", Browser.Answered(no)["error"]);
        using (var nothing = await browser.Answer(page, []))
            Assert.Equal("access_denied", Browser.Answered(nothing)["error"]);
        product.Time.Ahead = TimeSpan.FromMinutes(11);
        try
        {
            using var late = await browser.Answer(page, ["mcp:read"]);
            Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        }
        finally
        {
            product.Time.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task A_person_gives_no_more_than_the_person_has()
    {
        await product.Person(
            "users.invite",
            new
            {
                name = "Rita Rep",
                email = "rita@northwind.example",
                role = "rep",
            }
        );
        using var browser = await (await Browser.SignedIn(product, "rita@northwind.example")).Register("Greedy");
        using var asked = await browser.Ask(browser.Asking("mcp:read mcp:admin"));
        var page = await asked.Content.ReadAsStringAsync();
        Assert.Contains("not yours to give", page);
        using var answered = await browser.Answer(page, ["mcp:read", "mcp:admin"]);
        var (_, body) = await browser.Redeem(Browser.Answered(answered)["code"]);
        Assert.Equal("mcp:read", body.GetProperty("scope").GetString());
        var (status, error) = await browser.Refresh(body.GetProperty("refresh_token").GetString()!, f => f["scope"] = "mcp:read mcp:write");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_scope"), (status, error.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_revoked_client_a_suspended_agent_and_a_revoked_one_get_nothing()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Ended");
        var (access, refresh) = await browser.Connect();
        var (status, _) = await browser.Post("/oauth/revoke", new() { ["token"] = access });
        Assert.Equal(HttpStatusCode.OK, status);
        await Gone(browser, access, refresh);
        foreach (var how in (string[])["agents.suspend", "agents.revoke"])
        {
            (access, refresh) = await browser.Connect();
            var agent = (await product.Person("clients.list", new { }))
                .GetProperty("items")[0]
                .GetProperty("agent")
                .GetProperty("id")
                .GetString();
            await product.Person(how, new { agent });
            await Gone(browser, access, refresh);
            if (how == "agents.suspend")
            {
                using var asked = await browser.Ask(browser.Asking());
                using var answered = await browser.Answer(await asked.Content.ReadAsStringAsync(), ["mcp:read"]);
                Assert.Equal("access_denied", Browser.Answered(answered)["error"]);
                await product.Person("agents.resume", new { agent });
            }
        }
    }

    [Fact]
    public async Task An_administrator_says_which_clients_may_connect()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Unknown yet");
        await product.Person("clients.configure", new { unknown = "refused" });
        Assert.Equal("access_denied", (await browser.Consent())["error"]);
        await product.Person("clients.configure", new { unknown = "approval" });
        var waits = await browser.Consent();
        Assert.Equal("access_denied", waits["error"]);
        Assert.Contains("administrator must let this client act", waits["error_description"]);
        await product.Person("agents.resume", new { agent = "Unknown yet (alex)" });
        Assert.True((await browser.Consent()).ContainsKey("code"));
        await product.Person("clients.configure", new { unknown = "consent", hosts = new[] { "claude.ai" } });
        using var web = await (await Browser.SignedIn(product)).Register("Web", "https://evilclaude.ai/cb", "https://app.claude.ai/cb");
        foreach (var (redirect, allowed) in ((string, bool)[])[("https://evilclaude.ai/cb", false), ("https://app.claude.ai/cb", true)])
        {
            var asking = web.Asking();
            asking["redirect_uri"] = redirect;
            using var asked = await web.Ask(asking);
            using var answered = await web.Answer(await asked.Content.ReadAsStringAsync(), ["mcp:read"]);
            Assert.Equal(allowed, Browser.Answered(answered).ContainsKey("code"));
        }
        await product.Person("clients.configure", new { hosts = Array.Empty<string>() });
    }

    [Fact]
    public async Task A_foreign_host_name_finds_no_authorization_server()
    {
        using HttpClient http = new();
        foreach (
            var path in (string[])
                ["/.well-known/oauth-authorization-server", "/.well-known/oauth-protected-resource/mcp", "/oauth/authorize"]
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, product.Root + path);
            request.Headers.Host = "evil.example";
            using var answer = await http.SendAsync(request);
            Assert.Equal(421, (int)answer.StatusCode);
        }
    }

    private async Task Gone(Browser browser, string access, string refresh)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _wire.Ask(product.Mcp, access, "tools/list")).Status);
        await Refused(browser.Refresh(refresh));
    }

    private static async Task Refused(Task<(HttpStatusCode Status, JsonElement Body)> asked, string error = "invalid_grant")
    {
        var (status, body) = await asked;
        Assert.Equal((HttpStatusCode.BadRequest, error), (status, body.GetProperty("error").GetString()));
    }
}
