using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.OAuth;

/// <summary>A client without a person at a browser proves its key, each time anew, and an administrator sees what a token is worth.</summary>
public sealed class KeyTests(ProductServer product) : IClassFixture<ProductServer>, IDisposable
{
    private readonly Wire _wire = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _wire.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task A_signed_proof_becomes_a_token_once()
    {
        var client = await Register("Warehouse");
        var proof = Proof(client);
        var (status, body) = await Ask(proof, client);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        Assert.False(body.TryGetProperty("refresh_token", out _));
        Assert.Equal("mcp:write", body.GetProperty("scope").GetString());
        var token = body.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await _wire.Ask(product.Root + "/mcp/write", token, "tools/list")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _wire.Ask(product.Mcp, token, "tools/list")).Status);
        (status, body) = await Ask(proof, client);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (status, body.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_proof_that_is_not_right_in_every_part_proves_nothing()
    {
        var client = await Register("Prober");
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = product.Time.GetUtcNow().ToUnixTimeSeconds();
        (string What, string Proof)[] all =
        [
            ("another's key", Proof(client, key: stranger)),
            ("another audience", Proof(client, c => c["aud"] = "https://other.example")),
            ("no audience", Proof(client, c => c.Remove("aud"))),
            ("another subject", Proof(client, c => c["sub"] = "grt_other")),
            ("another issuer", Proof(client, c => c["iss"] = "grt_other")),
            ("no number", Proof(client, c => c.Remove("jti"))),
            ("no end", Proof(client, c => c.Remove("exp"))),
            ("over", Proof(client, c => c["exp"] = now - 60)),
            ("an end too far", Proof(client, c => c["exp"] = now + 3600)),
            ("not begun", Proof(client, c => c["nbf"] = now + 300)),
            ("without algorithm", Proof(client, head: """{"alg":"none"}""")),
            ("with a shared secret's algorithm", Proof(client, head: """{"alg":"HS256"}""")),
            ("with another algorithm of the curve", Proof(client, head: """{"alg":"ES384"}""")),
            ("changed after signing", Changed(Proof(client))),
            ("no proof", "x.y"),
        ];
        foreach (var (what, proof) in all)
        {
            var (status, body) = await Ask(proof, client);
            Assert.True(
                status == HttpStatusCode.Unauthorized && body.GetProperty("error").GetString() == "invalid_client",
                $"{what}: {status} {body}"
            );
        }
        Assert.Equal(HttpStatusCode.OK, (await Ask(Proof(client), client)).Status);
    }

    [Fact]
    public async Task A_private_key_is_refused_and_a_suspended_client_proves_nothing()
    {
        var person = await product.Site.Credentials.Verify(product.PersonToken, CancellationToken.None);
        var kept = JsonSerializer.SerializeToElement(
            new
            {
                name = "Careless",
                keys = """{"kty":"EC","crv":"P-256","d":"secret","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""",
                scopes = new[] { "mcp:read" },
            }
        );
        Assert.Equal("clients.private_key", (await product.Site.Pass(person!.By, Gate.Door.Cli, "clients.register", kept)).Refusal?.Code);
        var client = await Register("Sleeper");
        await product.Person("agents.suspend", new { agent = "Sleeper" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(Proof(client), client)).Status);
    }

    [Fact]
    public async Task An_administrator_sees_what_a_token_is_worth_and_nobody_else_does()
    {
        using var browser = await (await Browser.SignedIn(product)).Register("Inspected");
        var (access, refresh) = await browser.Connect("mcp:read");
        var (status, body) = await browser.Post("/oauth/introspect", new() { ["token"] = access }, product.PersonToken);
        Assert.True(status == HttpStatusCode.OK, body.ToString());
        Assert.True(body.GetProperty("active").GetBoolean());
        Assert.Equal(("mcp:read", product.Mcp), (body.GetProperty("scope").GetString(), body.GetProperty("aud").GetString()));
        await browser.Post("/oauth/revoke", new() { ["token"] = refresh });
        (_, body) = await browser.Post("/oauth/introspect", new() { ["token"] = access }, product.PersonToken);
        Assert.Equal("""{"active":false}""", body.ToString());
        foreach (var other in (string[])[product.Token, access])
            Assert.True(
                (await browser.Post("/oauth/introspect", new() { ["token"] = access }, other)).Status
                    is HttpStatusCode.Unauthorized
                        or HttpStatusCode.Forbidden
            );
    }

    private async Task<string> Register(string name)
    {
        var key = _key.ExportParameters(includePrivateParameters: false).Q;
        var keys = JsonSerializer.Serialize(
            new
            {
                kty = "EC",
                crv = "P-256",
                x = Base64(key.X!),
                y = Base64(key.Y!),
            }
        );
        var made = await product.Person(
            "clients.register",
            new
            {
                name,
                keys,
                scopes = new[] { "mcp:write" },
                resource = "/mcp/write",
            }
        );
        return made.GetProperty("client_id").GetString()!;
    }

    private string Proof(
        string client,
        Action<Dictionary<string, object>>? change = null,
        ECDsa? key = null,
        string head = """{"alg":"ES256"}"""
    )
    {
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = client,
            ["sub"] = client,
            ["aud"] = product.Root,
            ["jti"] = Guid.NewGuid().ToString(),
            ["exp"] = product.Time.GetUtcNow().ToUnixTimeSeconds() + 120,
        };
        change?.Invoke(claims);
        var text = Base64(Encoding.UTF8.GetBytes(head)) + "." + Base64(JsonSerializer.SerializeToUtf8Bytes(claims));
        return text + "." + Base64((key ?? _key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256));
    }

    private static string Changed(string proof)
    {
        var parts = proof.Split('.');
        var claims = Encoding.UTF8.GetString(
            Convert.FromBase64String(parts[1].Replace('-', '+').Replace('_', '/').PadRight((parts[1].Length + 3) / 4 * 4, '='))
        );
        return $"{parts[0]}.{Base64(Encoding.UTF8.GetBytes(claims.Replace("jti", "jtj", StringComparison.Ordinal) + " "))}.{parts[2]}";
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Ask(string proof, string client)
    {
        using Browser browser = new(product.Root);
        return await browser.Token(
            new()
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = client,
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = proof,
            }
        );
    }

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
