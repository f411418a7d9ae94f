using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Conformance;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>The transport's own rules, which no well-behaved client ever meets.</summary>
public sealed class EndpointTests : IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    [Proves(Frameworks.Aisvs, "10.4.5")]
    [Proves(Frameworks.Llm, "LLM06")]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var fixture = await FixtureServer.Start(tune: o => o with { MaxBody = 2000 });
        Assert.Equal(HttpStatusCode.OK, (await _wire.Ask(fixture.Address, null, "tools/list")).Status);
        var reply = await _wire.Ask(fixture.Address, null, "tools/list", new { ballast = new string('x', 3000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
    }

    [Theory]
    [InlineData("text/plain", "application/json, text/event-stream", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "application/json", "{}", HttpStatusCode.NotAcceptable)]
    [InlineData("application/json", "text/event-stream", "{}", HttpStatusCode.NotAcceptable)]
    [InlineData("application/json", "*/*", "{", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "*/*", "[]", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "*/*", "null", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "*/*", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", HttpStatusCode.BadRequest)]
    public async Task A_request_that_is_none_of_the_protocol_is_refused(string type, string accept, string body, HttpStatusCode status)
    {
        await using var fixture = await FixtureServer.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, fixture.Address);
        request.Headers.Accept.ParseAdd(accept);
        request.Content = new StringContent(body, Encoding.UTF8, type);
        var reply = await _wire.Send(request, null);
        Assert.Equal(status, reply.Status);
        Assert.Equal(-32600, reply.Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_version_that_nobody_knows_is_answered_with_those_that_are()
    {
        await using var fixture = await FixtureServer.Start();
        var reply = await _wire.Ask(
            fixture.Address,
            null,
            "tools/list",
            change: r =>
            {
                r.Headers.Remove("MCP-Protocol-Version");
                r.Headers.Add("MCP-Protocol-Version", "2031-01-01");
            }
        );
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        var error = reply.Json.GetProperty("error");
        Assert.Equal(-32022, error.GetProperty("code").GetInt32());
        var discovered = (await _wire.Ask(fixture.Address, null, "server/discover")).Result.GetProperty("supportedVersions");
        Assert.True(JsonElement.DeepEquals(discovered, error.GetProperty("data").GetProperty("supported")));
    }

    [Fact]
    public async Task What_routes_by_headers_sees_the_call_that_is_made()
    {
        await using var fixture = await FixtureServer.Start();
        foreach (var (header, value) in (List<(string, string)>)[("Mcp-Method", "tools/list"), ("Mcp-Name", "test_image_content")])
        {
            var reply = await _wire.Ask(
                fixture.Address,
                null,
                "tools/call",
                new { name = "test_simple_text" },
                r =>
                {
                    r.Headers.Remove(header);
                    r.Headers.Add(header, value);
                }
            );
            Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
            Assert.Equal(-32020, reply.Json.GetProperty("error").GetProperty("code").GetInt32());
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task The_version_without_sessions_has_only_posts(string method)
    {
        await using var fixture = await FixtureServer.Start();
        using var request = new HttpRequestMessage(new(method), fixture.Address);
        request.Headers.Add("MCP-Protocol-Version", Wire.Modern);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _wire.Send(request, null)).Status);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.6")]
    public async Task Sessions_are_bounded_and_an_ended_one_makes_room()
    {
        await using var fixture = await FixtureServer.Start(tune: o => o with { MaxSessions = 1 });
        var first = await _wire.Initialize(fixture.Address, null);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _wire.Initialize(fixture.Address, null)).Status);
        using var end = new HttpRequestMessage(HttpMethod.Delete, fixture.Address) { Headers = { { "Mcp-Session-Id", first.Session } } };
        await _wire.Send(end, null);
        Assert.Equal(HttpStatusCode.OK, (await _wire.Initialize(fixture.Address, null)).Status);
    }

    [Fact]
    public async Task A_session_is_cancelled_by_its_notification()
    {
        await using var fixture = await FixtureServer.Start();
        var session = (await _wire.Initialize(fixture.Address, null)).Session;
        await _wire.Notify(fixture.Address, session, "notifications/initialized");
        var waits = _wire.Ask(fixture.Address, null, session, "tools/call", new { name = "test_waits" });
        for (var i = 0; i < 1200 && fixture.Fixture.Cancelled == 0; i++)
        {
            await Task.Delay(50);
            await _wire.Notify(fixture.Address, session, "notifications/cancelled", new { requestId = 1 });
        }
        Assert.Equal(1, fixture.Fixture.Cancelled);
        var ended = await waits.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.DoesNotContain("result", Encoding.UTF8.GetString(ended.Body));
        // The session goes on.
        Assert.Equal(HttpStatusCode.OK, (await _wire.Ask(fixture.Address, null, session, "tools/list")).Status);
    }
}
