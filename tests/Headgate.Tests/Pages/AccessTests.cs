using System.Net;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.OAuth;

namespace Headgate.Tests.Pages;

/// <summary>Every page of the server in a real browser, light and dark, wide and on a phone: no rule of WCAG 2.2 AA is broken that a program can see.</summary>
public sealed class AccessTests(ProductServer product) : IClassFixture<ProductServer>
{
    private sealed record Seen(string Name, string Path, bool SignedIn = true, string? Press = null);

    [Fact]
    public async Task No_page_keeps_anybody_out()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("A client of somebody's");
        var (waits, rejected) = (await Held("waits"), await Held("rejected"));
        await product.Person("approvals.reject", new { ids = new[] { rejected }, reason = "not our market" });
        var link = (await product.Person("users.link", new { person = "me" })).GetProperty("sign_in_link").GetString();
        // Used, so that pressing its button shows what a stale one shows.
        using (
            var used = await new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }).PostAsync(
                $"{product.Root}/sign-in/{link}",
                null
            )
        )
            Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
        var consent = Consent(browser.Asking("mcp:read mcp:write"));
        var stopped = browser.Asking();
        stopped["redirect_uri"] = "https://elsewhere.example/";
        // THE list: a new page is a new line.
        Seen[] pages =
        [
            new("sign in first", "/", SignedIn: false),
            new("sign-in link", $"/sign-in/{link}", SignedIn: false),
            new("stale link", $"/sign-in/{link}", SignedIn: false, Press: "Sign in"),
            new("status", "/"),
            new("approvals", "/approvals"),
            new("approval", $"/approvals/{waits}"),
            new("rejected approval", $"/approvals/{rejected}"),
            new("no approval", "/approvals/apr_00000000000000000000000000"),
            new("a rule of a rejection", $"/approvals/{rejected}/rule"),
            new("no rule", $"/approvals/{waits}/rule"),
            new("client, not signed in", consent, SignedIn: false),
            new("consent", consent),
            new("consent to the sandbox", Consent(browser.Asking("mcp:read", "/sandbox/mcp"))),
            new("not connected", Consent(stopped)),
        ];
        var said = await NodeClients.Script(
            "access.mjs",
            JsonSerializer.Serialize(
                pages.Select(p => new
                {
                    name = p.Name,
                    url = product.Root + p.Path,
                    cookie = p.SignedIn ? browser.Cookie : null,
                    press = p.Press,
                })
            )
        );
        Assert.True(said.Output.Contains("\"looked\"", StringComparison.Ordinal), said.Output + said.Errors);
        var found = JsonElement.Parse(System.Text.Encoding.UTF8.GetBytes(said.Output.Trim().Split('\n')[^1]));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{pages.Length} pages, {found.GetProperty("looked")} looks, {found.GetProperty("passes")} rules met"
        );
        Assert.Equal(pages.Length * 4, found.GetProperty("looked").GetInt32());
        Assert.True(
            found.GetProperty("broken").GetArrayLength() == 0,
            string.Join('\n', found.GetProperty("broken").EnumerateArray().Take(30))
        );
        // The pages had something on them.
        Assert.True(found.GetProperty("passes").GetInt32() > pages.Length * 4 * 5);
    }

    private static string Consent(Dictionary<string, string> asking) =>
        "/oauth/authorize?" + string.Join('&', asking.Select(a => $"{a.Key}={Uri.EscapeDataString(a.Value)}"));

    private async Task<string> Held(string name)
    {
        await product.Person("approvals.configure", new { leads = true });
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new("Bearer", product.Token);
        using var answer = await http.PostAsync(
            product.Root + "/api/v1/contacts/create",
            Browser.Json(
                new
                {
                    name = $"Zoe {name}",
                    email = $"zoe@{name}.example",
                    lifecycle = "lead",
                }
            )
        );
        return JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()).GetProperty("approval").GetString()!;
    }
}
