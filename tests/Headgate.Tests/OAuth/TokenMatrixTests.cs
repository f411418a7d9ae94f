using System.Net;
using System.Text;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.OAuth;

/// <summary>Every bad token at every address: nobody is let in, nothing is changed, and nothing of the token is told back.</summary>
public sealed class TokenMatrixTests(ProductServer product) : IClassFixture<ProductServer>, IDisposable
{
    private static readonly string[] Addresses =
    [
        "/mcp",
        "/mcp/read",
        "/mcp/write",
        "/sandbox/mcp",
        "/sandbox/mcp/read",
        "/sandbox/mcp/write",
        "/api/v1/contacts/create",
        "/sandbox/api/v1/contacts/create",
    ];

    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task No_bad_token_opens_any_address()
    {
        var bad = await Bad();
        Assert.True(bad.Count >= 20, $"{bad.Count} tokens.");
        var before = await product.Site.CountEvents("contacts.create");
        foreach (var (what, token, except) in bad)
        foreach (var address in Addresses.Where(a => a != except))
        foreach (var method in (string[])["tools/list", "tools/call"])
        {
            var reply = address.Contains("/api/", StringComparison.Ordinal)
                ? await _wire.Send(Rest(address), token)
                : await _wire.Ask(
                    product.Root + address,
                    token,
                    method,
                    method == "tools/call" ? new { name = "contacts_create", arguments = new { name = "Bad" } } : null
                );
            Assert.True(reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{what} at {address}: {reply.Status}");
            Assert.DoesNotContain(token, Encoding.UTF8.GetString(reply.Body) + reply.Headers, StringComparison.Ordinal);
        }
        Assert.Equal(before, await product.Site.CountEvents("contacts.create"));
    }

    private async Task<List<(string What, string Token, string? Except)>> Bad()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Matrix");
        var (good, refresh) = await browser.Connect("mcp:read mcp:write");
        var code = (await browser.Consent())["code"];
        var (revoked, _) = await browser.Connect();
        await browser.Post("/oauth/revoke", new() { ["token"] = revoked });
        var (rotated, once) = await browser.Connect();
        await browser.Refresh(once);
        await browser.Refresh(once);
        using var other = await (await Browser.SignedIn(product)).Register("Suspended");
        var (suspended, _) = await other.Connect();
        var agent = (await product.Person("clients.list", new { }))
            .GetProperty("items")
            .EnumerateArray()
            .First(c => c.GetProperty("name").GetString() == "Suspended");
        await product.Person("agents.suspend", new { agent = agent.GetProperty("agent").GetProperty("id").GetString() });
        var ended = await product.Agent("ended");
        await product.Person("agents.revoke", new { agent = "ended" });
        var link = (await product.Person("users.link", new { person = "me" })).GetProperty("sign_in_link").GetString()!;
        var jwt = (string head, string body) => Part(head) + "." + Part(body) + "." + Part("signature");
        var claims = $$"""{"iss":"{{product.Root}}","aud":"{{product.Root}}/mcp","sub":"usr_1","scope":"mcp:read","exp":99999999999}""";
        List<(string, string, string?)> bad =
        [
            ("unknown", "hgo_" + new string('A', 43), null),
            ("one letter changed", good[..^1] + (good[^1] == 'A' ? 'B' : 'A'), null),
            ("cut short", good[..^1], null),
            ("too long", good + "A", null),
            ("another case", good.ToUpperInvariant(), null),
            ("another prefix", "hga_" + good[4..], null),
            ("its hash", Credentials.HashOf(good), null),
            ("a refresh token", refresh, null),
            ("a code", code, null),
            ("revoked", revoked, null),
            ("of a grant whose refresh token came twice", rotated, null),
            ("of a suspended agent", suspended, null),
            ("of a revoked agent", ended, null),
            ("a sign-in link", link, null),
            ("a client's id", browser.ClientId, null),
            ("a JWT without algorithm", jwt("""{"alg":"none"}""", claims), null),
            ("a JWT with HS256", jwt("""{"alg":"HS256","typ":"at+jwt"}""", claims), null),
            ("a JWT with ES256", jwt("""{"alg":"ES256","typ":"at+jwt","kid":"1"}""", claims), null),
            (
                "a JWT of another issuer",
                jwt("""{"alg":"RS256"}""", claims.Replace(product.Root, "https://evil.example", StringComparison.Ordinal)),
                null
            ),
            ("quotes", "\"" + good + "\"", null),
            ("SQL", "' OR '1'='1' -- 0123456789", null),
            ("nothing but dots", new string('.', 64), null),
            ("very long", new string('x', 6000), null),
            // Good at its own address, and nowhere else.
            ("made for another address", good, "/mcp"),
        ];
        return bad;
    }

    private HttpRequestMessage Rest(string address) =>
        new(HttpMethod.Post, product.Root + address) { Content = Browser.Json(new { name = "Bad" }) };

    private static string Part(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
