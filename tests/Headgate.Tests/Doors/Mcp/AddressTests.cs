using System.Net;
using System.Text.Json;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>The four addresses: what each shows and keeps apart, and from which pages it can be reached.</summary>
public sealed class AddressTests(ProductServer product) : IClassFixture<ProductServer>, IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example:7070")]
    [Proves(Frameworks.Aisvs, "10.3.3")]
    public async Task A_foreign_host_is_refused(string host)
    {
        var reply = await _wire.Ask(product.Mcp, product.Token, "tools/list", change: r => r.Headers.Host = host);
        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:6274", HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:7070", HttpStatusCode.OK)]
    [InlineData("http://[::1]:7070", HttpStatusCode.OK)]
    [Proves(Frameworks.Aisvs, "10.3.3")]
    public async Task Only_pages_of_this_machine_may_call(string origin, HttpStatusCode status)
    {
        var reply = await _wire.Ask(product.Mcp, product.Token, "tools/list", change: r => r.Headers.Add("Origin", origin));
        Assert.Equal(status, reply.Status);
        // The address is judged before the token: a foreign page learns nothing about tokens.
        var unknown = await _wire.Ask(product.Mcp, null, "tools/list", change: r => r.Headers.Add("Origin", origin));
        Assert.Equal(status == HttpStatusCode.OK ? HttpStatusCode.Unauthorized : status, unknown.Status);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.4")]
    public async Task The_reading_address_shows_and_does_nothing_but_read()
    {
        var door = product.Root + "/mcp/read";
        var tools = (await _wire.Ask(door, product.Token, "tools/list")).Result.GetProperty("tools");
        Assert.Equal(15, tools.GetArrayLength());
        Assert.All(tools.EnumerateArray(), t => Assert.True(t.GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean()));
        var refused = await Call(door, product.Token, "contacts_create", new { name = "Nobody" });
        Assert.True(refused.GetProperty("isError").GetBoolean());
        Assert.Equal("scopes.missing", refused.GetProperty("structuredContent").GetProperty("code").GetString());
        var session = (await _wire.Initialize(door, product.Token)).Session;
        var legacy = (await _wire.Ask(door, product.Token, session, "tools/list")).Result.GetProperty("tools");
        Assert.True(JsonElement.DeepEquals(tools, legacy));
    }

    [Fact]
    public async Task A_session_of_one_address_does_no_more_at_another()
    {
        var session = (await _wire.Initialize(product.Root + "/mcp", product.Token)).Session;
        var answer = await _wire.Ask(
            product.Root + "/mcp/read",
            product.Token,
            session,
            "tools/call",
            new { name = "contacts_create", arguments = new { name = "Nobody" } }
        );
        Assert.True(
            answer.Status == HttpStatusCode.NotFound || answer.Result.GetProperty("isError").GetBoolean(),
            "A write passed the reading address."
        );
    }

    [Fact]
    public async Task The_sandbox_holds_data_of_its_own()
    {
        var sandboxed = await product.Agent("sandboxed", environment: "sandbox");
        var door = product.Root + "/sandbox/mcp";
        var made = await Call(door, sandboxed, "contacts_create", new { name = "Only Sandboxed", email = "only@sandbox.example" });
        var id = made.GetProperty("structuredContent").GetProperty("contact").GetProperty("id").GetString();
        Assert.Contains("Only Sandboxed", (await Call(door, sandboxed, "contacts_list", new { })).ToString());
        Assert.DoesNotContain("Only Sandboxed", (await Call(product.Mcp, product.Token, "contacts_list", new { })).ToString());
        var missing = await Call(product.Mcp, product.Token, "contacts_get", new { id });
        Assert.Equal("record.not_found", missing.GetProperty("structuredContent").GetProperty("code").GetString());
        var told = (await _wire.Ask(door, sandboxed, "server/discover")).Result.GetProperty("instructions").GetString();
        Assert.Contains("in the sandbox environment", told);
    }

    private async Task<JsonElement> Call(string url, string token, string name, object arguments) =>
        (await _wire.Ask(url, token, "tools/call", new { name, arguments })).Result;
}
