using System.Net;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.Store;

namespace Headgate.Tests.Oidc;

/// <summary>The cases of <see cref="AccessTokenTests"/> over the embedded store.</summary>
public sealed class SqliteAccessTokenTests() : AccessTokenTests(null);

/// <summary>The cases of <see cref="AccessTokenTests"/> over PostgreSQL.</summary>
public sealed class PostgresAccessTokenTests(PostgresServer postgres) : AccessTokenTests(postgres);

/// <summary>Access tokens of a provider open what they are for, as an agent of the person, within token, provider and role; every other token opens nothing.</summary>
public abstract class AccessTokenTests(PostgresServer? postgres) : ProviderCase(postgres)
{
    private static readonly string[] Addresses =
    [
        "/mcp",
        "/mcp/read",
        "/mcp/write",
        "/sandbox/mcp",
        "/sandbox/mcp/read",
        "/sandbox/mcp/write",
    ];

    [Fact]
    public async Task A_token_for_an_address_opens_that_address_as_an_agent_of_its_person()
    {
        var token = Access(Product.Mcp);
        foreach (var address in Addresses)
            Assert.Equal(address == "/mcp" ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await Lists(token, address));
        Assert.Equal(HttpStatusCode.Unauthorized, await Rest(token));
        var agent = Assert.Single(await Agents(), a => Name(a).StartsWith("assistant by Contoso (", StringComparison.Ordinal));
        Assert.Equal("Mia Member", agent.GetProperty("owner").GetProperty("name").GetString());
        var grant = (await Product.Person("clients.list", new { })).GetProperty("items")[0];
        Assert.Equal(("/mcp", "mcp:read mcp:write"), (grant.GetProperty("resource").GetString(), grant.GetProperty("scopes").GetString()));
        // Once registered, however often it comes.
        await Lists(Access(Product.Mcp), "/mcp");
        Assert.Equal(1, await Product.Site.CountEvents("providers.admit"));
    }

    [Fact]
    public async Task A_token_with_a_name_for_its_audience_opens_production_and_nothing_of_the_sandbox()
    {
        var token = Access("api://headgate");
        foreach (var address in Addresses)
            Assert.Equal(
                address.StartsWith("/sandbox", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.OK,
                await Lists(token, address)
            );
        Assert.Equal(HttpStatusCode.OK, await Rest(token));
    }

    [Fact]
    public async Task A_client_has_what_token_and_provider_both_give_and_steps_up_within()
    {
        var read = Access(Product.Mcp, ("scope", "openid mcp:read mcp:admin"));
        var create = new { name = "contacts_create", arguments = new { name = "Ada Foreign", email = "ada@foreign.example" } };
        var refused = await Wire.Ask(Product.Mcp, read, "tools/call", create);
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("scope=\"mcp:read mcp:write\"", refused.Challenge);
        var written = await Wire.Ask(
            Product.Mcp,
            Access(Product.Mcp, ("scope", null), ("scp", new[] { "mcp.read", "mcp.write" })),
            "tools/call",
            create
        );
        Assert.Equal("Ada Foreign", written.Result.GetProperty("structuredContent").GetProperty("contact").GetProperty("name").GetString());
        await Trust("Contoso", Issuer, ("scopes", new[] { "mcp:read" }));
        Assert.Equal(HttpStatusCode.Forbidden, (await Wire.Ask(Product.Mcp, Access(Product.Mcp), "tools/call", create)).Status);
        var names = (await Wire.Ask(Product.Mcp, Access(Product.Mcp, ("scope", "mcp:read mcp:admin")), "tools/list"))
            .Result.GetProperty("tools")
            .EnumerateArray()
            .Select(Name);
        Assert.DoesNotContain("users_list", names);
    }

    [Fact]
    public async Task Every_bad_token_is_a_401_at_every_address_and_leaves_nothing()
    {
        long Now() => Product.Time.GetUtcNow().ToUnixTimeSeconds();
        await Trust(
            "Contoso",
            Issuer,
            ("shape", "entra"),
            ("directory", Directory),
            ("subject_claim", "sub"),
            ("verified_claim", "email_verified")
        );
        Issuer.Person["tid"] = Directory;
        List<(string What, string Token)> all =
        [
            ("another issuer", Access(Product.Mcp, ("iss", "https://login.example"))),
            ("another audience", Access("https://other.example/mcp")),
            ("an address that no audience names", Access(Product.Root + "/mcp/read")),
            ("no audience", Access(Product.Mcp, ("aud", null))),
            ("over", Access(Product.Mcp, ("exp", Now() - 90))),
            ("no end", Access(Product.Mcp, ("exp", null))),
            ("not begun", Access(Product.Mcp, ("nbf", Now() + 300))),
            ("from the future", Access(Product.Mcp, ("iat", Now() + 300))),
            ("old, though its end is far", Access(Product.Mcp, ("iat", Now() - 6000), ("exp", Now() + 6000))),
            ("no beginning", Access(Product.Mcp, ("iat", null))),
            ("another directory", Access(Product.Mcp, ("tid", Guid.NewGuid().ToString()))),
            ("no directory", Access(Product.Mcp, ("tid", null))),
            ("no client", Access(Product.Mcp, ("client_id", null))),
            ("no subject", Access(Product.Mcp, ("sub", null))),
            ("no scope of ours", Access(Product.Mcp, ("scope", "openid email"))),
            ("bound to a key", Access(Product.Mcp, ("cnf", new { jkt = "x" }))),
            ("an id token", Issuer.Sign(Issuer.Token("api://headgate", ("nonce", "n"), ("scope", "mcp:read"), ("azp", "assistant")))),
            ("an id token for the client", Issuer.Sign(Issuer.Token(TestIssuer.Client, ("azp", "assistant")))),
            ("an assertion", Access(Product.Mcp, "oauth-id-jag+jwt")),
            ("of somebody unknown", Access(Product.Mcp, ("sub", "stranger"), ("email", "stranger@northwind.example"))),
            ("of an address that is not checked", Access(Product.Mcp, ("sub", "new"), ("email_verified", false))),
            ("encrypted", "a.b.c.d.e"),
            ("nothing", ".."),
            .. BadSignatures().Select(b => (b.What, b.Sign(Claims(Product.Mcp), "at+jwt"))),
        ];
        foreach (var (what, token) in all)
        foreach (var address in Addresses)
            Assert.True(await Lists(token, address) == HttpStatusCode.Unauthorized, $"{what} at {address}");
        foreach (var (what, token) in all)
            Assert.True(await Rest(token) == HttpStatusCode.Unauthorized, $"{what} at REST");
        Assert.DoesNotContain(await Agents(), a => Name(a).Contains("Contoso", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await Lists(Access(Product.Mcp), "/mcp"));
    }

    [Fact]
    public async Task What_is_revoked_stays_so_for_tokens_made_before_and_a_suspended_agent_stays_out()
    {
        var token = Access(Product.Mcp);
        Assert.Equal(HttpStatusCode.OK, await Lists(token, "/mcp"));
        var grant = (await Product.Person("clients.list", new { })).GetProperty("items")[0].GetProperty("id").GetString();
        await Product.Person("clients.revoke", new { grant_id = grant });
        Assert.Equal(HttpStatusCode.Unauthorized, await Lists(token, "/mcp"));
        Product.Time.Ahead += TimeSpan.FromSeconds(30);
        Assert.Equal(HttpStatusCode.Unauthorized, await Lists(token, "/mcp"));
        var next = Access(Product.Mcp);
        Assert.Equal(HttpStatusCode.OK, await Lists(next, "/mcp"));
        var agent = (await Agents()).Select(Name).Single(n => n.StartsWith("assistant by", StringComparison.Ordinal));
        await Product.Person("agents.suspend", new { agent });
        Assert.Equal(HttpStatusCode.Unauthorized, await Lists(next, "/mcp"));
        await Product.Person("agents.resume", new { agent });
        Product.Time.Ahead += TimeSpan.FromSeconds(30);
        Assert.Equal(HttpStatusCode.OK, await Lists(next, "/mcp"));
        await Product.Person("agents.revoke", new { agent });
        Assert.Equal(HttpStatusCode.Unauthorized, await Lists(next, "/mcp"));
        await Product.Person("providers.remove", new { name = "Contoso" });
        Product.Site.Federation.Forget();
        Assert.Equal(HttpStatusCode.Unauthorized, await Lists(Access(Product.Mcp), "/mcp"));
    }

    [Fact]
    public async Task A_client_that_nobody_knows_waits_where_an_administrator_wants_it()
    {
        await Product.Person("clients.configure", new { unknown = "approval" });
        var token = Access(Product.Mcp);
        Assert.Equal(HttpStatusCode.Unauthorized, await Lists(token, "/mcp"));
        var agent = (await Agents()).Single(a => Name(a).StartsWith("assistant by", StringComparison.Ordinal));
        Assert.Equal("quarantined", agent.GetProperty("status").GetString());
        await Product.Person("agents.resume", new { agent = Name(agent) });
        Product.Time.Ahead += TimeSpan.FromSeconds(30);
        Assert.Equal(HttpStatusCode.OK, await Lists(token, "/mcp"));
        await Product.Person("clients.configure", new { unknown = "refused" });
        Assert.Equal(HttpStatusCode.Unauthorized, await Lists(Access(Product.Mcp, ("client_id", "another")), "/mcp"));
    }

    [Fact]
    public async Task A_token_is_kept_nowhere()
    {
        var token = Access(Product.Mcp);
        await Lists(token, "/mcp");
        await Product.Site.Integrate();
        await Product.Close();
        var signature = token.Split('.')[2];
        foreach (var file in System.IO.Directory.EnumerateFiles(Product.Folder, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(
                signature,
                System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)),
                StringComparison.Ordinal
            );
    }

    private const string Directory = "6f9d3a52-0000-4000-8000-0123456789ab";

    private Dictionary<string, object?> Claims(string audience, params (string Name, object? Value)[] more) =>
        Issuer.Token(audience, [("client_id", "assistant"), ("scope", "mcp:read mcp:write"), ("jti", Guid.NewGuid().ToString()), .. more]);

    private string Access(string audience, params (string Name, object? Value)[] more) => Issuer.Sign(Claims(audience, more), "at+jwt");

    private string Access(string audience, string type) => Issuer.Sign(Claims(audience), type);

    private async Task<HttpStatusCode> Lists(string token, string address) =>
        (await Wire.Ask(Product.Root + address, token, "tools/list")).Status;

    private async Task<HttpStatusCode> Rest(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Product.Root + "/api/v1/pipelines/list");
        return (await Wire.Send(request, token)).Status;
    }

    private async Task<List<JsonElement>> Agents() =>
        [.. (await Product.Person("agents.list", new { })).GetProperty("items").EnumerateArray()];

    private static string Name(JsonElement it) => it.GetProperty("name").GetString()!;
}
