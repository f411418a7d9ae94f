using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Tests.OAuth;
using Headgate.Tests.Store;

namespace Headgate.Tests.Oidc;

/// <summary>The cases of <see cref="IdentityAssertionTests"/> over the embedded store.</summary>
public sealed class SqliteIdentityAssertionTests() : IdentityAssertionTests(null);

/// <summary>The cases of <see cref="IdentityAssertionTests"/> over PostgreSQL.</summary>
public sealed class PostgresIdentityAssertionTests(PostgresServer postgres) : IdentityAssertionTests(postgres);

/// <summary>Enterprise-managed authorization: a provider's assertion becomes a token for the client that it names, once, and nothing else does.</summary>
public abstract class IdentityAssertionTests(PostgresServer? postgres) : ProviderCase(postgres)
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public async Task An_assertion_becomes_a_token_without_a_page_once_and_its_agent_is_registered()
    {
        var client = await Register("Claude");
        var assertion = Assertion(client);
        var (status, body) = await Exchange(assertion, client);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        Assert.Equal("mcp:read", body.GetProperty("scope").GetString());
        Assert.False(body.TryGetProperty("refresh_token", out _));
        Assert.InRange(body.GetProperty("expires_in").GetInt64(), 3500, 3600);
        var token = body.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await Wire.Ask(Product.Mcp, token, "tools/list")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Wire.Ask(Product.Root + "/mcp/read", token, "tools/list")).Status);
        var agents = (await Product.Person("agents.list", new { })).GetProperty("items").EnumerateArray();
        var agent = Assert.Single(agents, a => a.GetProperty("name").GetString() == "Claude by Contoso (Mia Member)");
        Assert.Equal("Mia Member", agent.GetProperty("owner").GetProperty("name").GetString());
        (status, body) = await Exchange(assertion, client);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, body.GetProperty("error").GetString()));
        var grants = (await Product.Person("clients.list", new { })).GetProperty("items").EnumerateArray();
        var grant = grants.Single(g => g.GetProperty("name").GetString() == "Claude by Contoso").GetProperty("id").GetString();
        await Product.Person("clients.revoke", new { grant_id = grant });
        Assert.Equal(HttpStatusCode.Unauthorized, (await Wire.Ask(Product.Mcp, token, "tools/list")).Status);
    }

    [Fact]
    public async Task An_assertion_that_is_wrong_in_one_part_becomes_nothing()
    {
        var client = await Register("Claude");
        var another = await Register("Another");
        long Now() => Product.Time.GetUtcNow().ToUnixTimeSeconds();
        (string What, string Assertion, string Error)[] all =
        [
            ("for another client", Assertion(another), "invalid_grant"),
            ("for no client", Assertion(client, ("client_id", null)), "invalid_grant"),
            ("for another server", Assertion(client, ("aud", "https://other.example")), "invalid_grant"),
            ("for its token endpoint", Assertion(client, ("aud", Product.Root + "/oauth/token")), "invalid_grant"),
            ("for several", Assertion(client, ("aud", new[] { Product.Root, "https://other.example" })), "invalid_grant"),
            ("another issuer", Assertion(client, ("iss", "https://login.example")), "invalid_grant"),
            ("no number", Assertion(client, ("jti", null)), "invalid_grant"),
            ("over", Assertion(client, ("exp", Now() - 90)), "invalid_grant"),
            ("an end too far", Assertion(client, ("exp", Now() + 3600)), "invalid_grant"),
            ("old", Assertion(client, ("iat", Now() - 3600)), "invalid_grant"),
            ("bound to a key", Assertion(client, ("cnf", new { jkt = "x" })), "invalid_grant"),
            ("of another type", Issuer.Sign(Claims(client), "JWT"), "invalid_grant"),
            ("an access token", Issuer.Sign(Claims(client), "at+jwt"), "invalid_grant"),
            ("another resource", Assertion(client, ("resource", "https://other.example/mcp")), "invalid_target"),
            ("two resources", Assertion(client, ("resource", new[] { Product.Mcp, Product.Root + "/mcp/read" })), "invalid_target"),
            ("no scope that the provider's clients have", Assertion(client, ("scope", "mcp:admin")), "invalid_scope"),
            ("somebody unknown", Assertion(client, ("sub", "stranger"), ("email", "stranger@northwind.example")), "invalid_grant"),
            ("nothing", "x.y.z", "invalid_grant"),
            .. BadSignatures().Select(b => (b.What, b.Sign(Claims(client), "oauth-id-jag+jwt"), "invalid_grant")),
        ];
        foreach (var (what, assertion, error) in all)
        {
            var (status, body) = await Exchange(assertion, client);
            Assert.True(status == HttpStatusCode.BadRequest && body.GetProperty("error").GetString() == error, $"{what}: {status} {body}");
        }
        Assert.Equal(HttpStatusCode.OK, (await Exchange(Assertion(client), client)).Status);
    }

    [Fact]
    public async Task Only_a_client_that_proves_its_key_brings_an_assertion()
    {
        var client = await Register("Claude");
        using Browser browser = new(Product.Root);
        await browser.Register();
        foreach (var id in (string[])[client, browser.ClientId])
        {
            var (status, body) = await browser.Token(
                new()
                {
                    ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
                    ["assertion"] = Assertion(id),
                    ["client_id"] = id,
                }
            );
            Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (status, body.GetProperty("error").GetString()));
        }
        // A proof is good once, whatever comes with it.
        var proof = Proof(client);
        Assert.Equal(HttpStatusCode.OK, (await Exchange(Assertion(client), client, proof)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Exchange(Assertion(client), client, proof)).Status);
        using var metadata = await browser.Get("/.well-known/oauth-authorization-server");
        var told = JsonElement.Parse(await metadata.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            "urn:ietf:params:oauth:grant-profile:id-jag",
            told.GetProperty("authorization_grant_profiles_supported")[0].GetString()
        );
        Assert.Contains(
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            told.GetProperty("grant_types_supported").EnumerateArray().Select(g => g.GetString())
        );
    }

    [Fact]
    public async Task A_client_waits_where_an_administrator_wants_it_and_nobody_comes_by_a_provider_that_is_not_trusted_for_it()
    {
        var client = await Register("Claude");
        await Product.Person("clients.configure", new { unknown = "approval" });
        var (_, waits) = await Exchange(Assertion(client), client);
        Assert.Equal("access_denied", waits.GetProperty("error").GetString());
        await Product.Person("agents.resume", new { agent = "Claude by Contoso (Mia Member)" });
        Assert.Equal(HttpStatusCode.OK, (await Exchange(Assertion(client), client)).Status);
        await Trust("Contoso", Issuer, ("uses", new[] { "sign_in", "tokens" }));
        Assert.Equal(HttpStatusCode.BadRequest, (await Exchange(Assertion(client), client)).Status);
    }

    private Dictionary<string, object?> Claims(string client, params (string Name, object? Value)[] more) =>
        Issuer.Token(
            Product.Root,
            [("client_id", client), ("jti", Guid.NewGuid().ToString()), ("resource", Product.Mcp), ("scope", "mcp:read"), .. more]
        );

    private string Assertion(string client, params (string Name, object? Value)[] more) =>
        Issuer.Sign(Claims(client, more), "oauth-id-jag+jwt");

    private async Task<(HttpStatusCode Status, JsonElement Body)> Exchange(string assertion, string client, string? proof = null)
    {
        using Browser browser = new(Product.Root);
        return await browser.Token(
            new()
            {
                ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
                ["assertion"] = assertion,
                ["client_id"] = client,
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = proof ?? Proof(client),
            }
        );
    }

    private string Proof(string client) =>
        TestIssuer.Signed(
            new() { ["alg"] = "ES256" },
            new()
            {
                ["iss"] = client,
                ["sub"] = client,
                ["aud"] = Product.Root,
                ["jti"] = Guid.NewGuid().ToString(),
                ["exp"] = Product.Time.GetUtcNow().ToUnixTimeSeconds() + 120,
            },
            text => _key.SignData(text, HashAlgorithmName.SHA256)
        );

    private async Task<string> Register(string name)
    {
        var key = _key.ExportParameters(includePrivateParameters: false).Q;
        var keys = JsonSerializer.Serialize(
            new
            {
                kty = "EC",
                crv = "P-256",
                x = Base64Url.EncodeToString(key.X),
                y = Base64Url.EncodeToString(key.Y),
            }
        );
        var made = await Product.Person(
            "clients.register",
            new
            {
                name,
                keys,
                scopes = new[] { "mcp:read" },
            }
        );
        return made.GetProperty("client_id").GetString()!;
    }
}
