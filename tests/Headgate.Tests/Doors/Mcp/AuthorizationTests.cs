using System.Net;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>Who is let in, and what those who are not are told.</summary>
public sealed class AuthorizationTests(ProductServer product) : IClassFixture<ProductServer>, IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.1")]
    [Proves(Frameworks.Mcp, "MCP07")]
    public async Task Without_a_token_the_challenge_asks_for_one_and_names_the_scope()
    {
        foreach (var door in (string[])["/mcp", "/mcp/read", "/sandbox/mcp", "/sandbox/mcp/read"])
        {
            var reply = await _wire.Ask(product.Root + door, null, "tools/list");
            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.Equal(
                $"Bearer realm=\"headgate\", resource_metadata=\"{product.Root}/.well-known/oauth-protected-resource{door}\", scope=\"mcp:read\"",
                reply.Challenge
            );
            Assert.Equal("auth.required", reply.Json.GetProperty("code").GetString());
        }
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.1")]
    [Proves(Frameworks.Mcp, "MCP07")]
    public async Task The_methods_of_sessions_need_a_token_too()
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Delete])
        {
            using var request = new HttpRequestMessage(method, product.Mcp);
            request.Headers.Accept.ParseAdd("text/event-stream");
            Assert.Equal(HttpStatusCode.Unauthorized, (await _wire.Send(request, null)).Status);
        }
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.4.1", "10.2.1")]
    [Proves(Frameworks.Mcp, "MCP07")]
    public async Task An_unknown_token_is_invalid()
    {
        var token = product.Token[..^4] + (product.Token.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");
        await Invalid(product.Mcp, token);
        await Invalid(product.Mcp, "short");
        await Invalid(product.Mcp, new string('x', 5000));
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.2")]
    public async Task A_token_ends_when_it_says()
    {
        var token = await product.Agent("brief", ttl: 60);
        Assert.Equal(HttpStatusCode.OK, (await _wire.Ask(product.Mcp, token, "tools/list")).Status);
        var opened = await _wire.Initialize(product.Mcp, token);
        product.Time.Ahead = TimeSpan.FromSeconds(61);
        try
        {
            await Invalid(product.Mcp, token);
            // A session is no credential: it dies with the token.
            Assert.Equal(HttpStatusCode.Unauthorized, (await _wire.Ask(product.Mcp, token, opened.Session, "tools/list")).Status);
        }
        finally
        {
            product.Time.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.2")]
    public async Task A_token_opens_its_own_environment_only()
    {
        var sandboxed = await product.Agent("player", environment: "sandbox");
        await Invalid(product.Mcp, sandboxed);
        await Invalid(product.Root + "/mcp/read", sandboxed);
        await Invalid(product.Root + "/sandbox/mcp", product.Token);
        Assert.Equal(HttpStatusCode.OK, (await _wire.Ask(product.Root + "/sandbox/mcp", sandboxed, "tools/list")).Status);
    }

    [Fact]
    public async Task A_persons_token_opens_no_door_for_agents() => await Invalid(product.Mcp, product.PersonToken);

    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.1")]
    public async Task A_token_in_the_address_is_not_looked_at()
    {
        foreach (var name in (string[])["access_token", "token"])
        {
            var reply = await _wire.Ask($"{product.Mcp}?{name}={product.Token}", null, "tools/list");
            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.DoesNotContain("error=", reply.Challenge);
        }
    }

    [Fact]
    public async Task Authorization_must_be_one_bearer_token()
    {
        foreach (var header in (string[])["Basic dXNlcjpwYXNz", product.Token])
        {
            var reply = await _wire.Ask(
                product.Mcp,
                null,
                "tools/list",
                change: r => r.Headers.TryAddWithoutValidation("Authorization", header)
            );
            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.Contains("error=\"invalid_request\"", reply.Challenge);
        }
    }

    [Fact]
    [Proves(Frameworks.Agentic, "ASI07")]
    [Proves(Frameworks.Aisvs, "9.4.1")]
    public async Task A_session_belongs_to_the_grant_that_opened_it()
    {
        var opened = await _wire.Initialize(product.Mcp, product.Token);
        Assert.Equal(HttpStatusCode.OK, opened.Status);
        Assert.Equal(HttpStatusCode.OK, (await _wire.Ask(product.Mcp, product.Token, opened.Session, "tools/list")).Status);
        foreach (var other in (string[])[await product.Agent("other"), await product.Agent(ProductServer.AgentName)])
            Assert.Equal(HttpStatusCode.NotFound, (await _wire.Ask(product.Mcp, other, opened.Session, "tools/list")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _wire.Ask(product.Mcp, product.Token, new string('0', 32), "tools/list")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _wire.Ask(product.Mcp, product.Token, null, "tools/list")).Status);
        using var end = new HttpRequestMessage(HttpMethod.Delete, product.Mcp) { Headers = { { "Mcp-Session-Id", opened.Session } } };
        Assert.Equal(HttpStatusCode.OK, (await _wire.Send(end, product.Token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _wire.Ask(product.Mcp, product.Token, opened.Session, "tools/list")).Status);
    }

    private async Task Invalid(string url, string token)
    {
        var reply = await _wire.Ask(url, token, "tools/list");
        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Contains("error=\"invalid_token\"", reply.Challenge);
        Assert.Contains("scope=\"mcp:read\"", reply.Challenge);
        Assert.DoesNotContain(token, reply.Challenge + reply.Json);
    }
}
