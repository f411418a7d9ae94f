using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Gate;

namespace Headgate.Tests.Running;

/// <summary>MCP: each request alone (2026-07-28), or in a session that <c>initialize</c> opened (2025-11-25).</summary>
internal sealed class McpWay(House house, bool modern) : Way(house, modern ? "mcp" : "mcp session", "mcp")
{
    private const string Modern = "2026-07-28";
    private const string Legacy = "2025-11-25";

    private readonly ConcurrentDictionary<string, string> _sessions = new(StringComparer.Ordinal);
    private int _id;

    public override bool LetsPeopleIn => false;

    // Arriving, signing in, delivering and giving a client its tokens is what the host does for somebody, not what somebody asks for.
    public override bool LeadsTo(ActionSpec action) =>
        !action.Id.StartsWith("clients.", StringComparison.Ordinal)
            && !action.Id.StartsWith("providers.", StringComparison.Ordinal)
            && !(action.Offered == Offered.Inside && action.Id.StartsWith("users.", StringComparison.Ordinal))
            && action.Id is not ("outbound.record" or "approvals.escalate" or "retention.apply")
        || action.Offered == Offered.People;

    public override bool TakesArguments(ActionSpec action) => action.Offered != Offered.Inside;

    public override Task<Told> Call(ActionSpec action, JsonObject arguments, string token)
    {
        var (method, parameters, name) = Message(action, arguments);
        return Send(method, parameters, name, token);
    }

    /// <summary>Sends a message.</summary>
    public async Task<Told> Send(string method, JsonObject parameters, string? name, string token)
    {
        if (modern)
            parameters["_meta"] = new JsonObject
            {
                ["io.modelcontextprotocol/protocolVersion"] = Modern,
                ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
                ["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "tests", ["version"] = "1" },
            };
        JsonObject message = new()
        {
            ["jsonrpc"] = "2.0",
            ["id"] = Interlocked.Increment(ref _id),
            ["method"] = method,
            ["params"] = parameters,
        };
        return await Post(Encoding.UTF8.GetBytes(message.ToJsonString()), method, name, token);
    }

    /// <summary>The session that was opened with a token; nothing when there is none.</summary>
    public string? SessionOf(string token) => _sessions.GetValueOrDefault(token);

    /// <summary>Posts a body as it is.</summary>
    public async Task<Told> Post(byte[] body, string method, string? name, string token, string type = "application/json")
    {
        using var request = await Request(body, method, name, token, type);
        // A body that is too large is refused before it is sent.
        request.Headers.ExpectContinue = body.Length > 500_000;
        using var answer = await House.Web.SendAsync(request);
        return Told.OfMcp((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpRequestMessage> Request(byte[] body, string method, string? name, string token, string type)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/mcp") { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        if (modern)
        {
            request.Headers.Add("MCP-Protocol-Version", Modern);
            request.Headers.Add("Mcp-Method", method);
            if (name is not null)
                request.Headers.Add("Mcp-Name", Encoded(name));
        }
        else if (method != "initialize")
        {
            request.Headers.Add("MCP-Protocol-Version", Legacy);
            request.Headers.Add("Mcp-Session-Id", await Session(token));
        }
        return request;
    }

    // Plain ASCII goes as it is, anything else in base64 (specification 2026-07-28, transports).
    private static string Encoded(string name) =>
        name.All(c => c is > ' ' and <= '~') ? name : $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(name))}?=";

    private async Task<string> Session(string token)
    {
        if (_sessions.TryGetValue(token, out var open))
            return open;
        JsonObject hello = new()
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 0,
            ["method"] = "initialize",
            ["params"] = new JsonObject
            {
                ["protocolVersion"] = Legacy,
                ["capabilities"] = new JsonObject(),
                ["clientInfo"] = new JsonObject { ["name"] = "tests", ["version"] = "1" },
            },
        };
        using var request = await Request(Encoding.UTF8.GetBytes(hello.ToJsonString()), "initialize", null, token, "application/json");
        using var answer = await House.Web.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        var session = _sessions[token] = answer.Headers.GetValues("Mcp-Session-Id").Single();
        using var ready = await Request(
            """{"jsonrpc":"2.0","method":"notifications/initialized"}"""u8.ToArray(),
            "notifications/initialized",
            null,
            token,
            "application/json"
        );
        using var _ = await House.Web.SendAsync(ready);
        return session;
    }

    private static (string Method, JsonObject Parameters, string? Name) Message(ActionSpec action, JsonObject arguments)
    {
        var name = action.Id[(action.Id.IndexOf('.') + 1)..];
        string Text(string field) => arguments[field]?.GetValue<string>() ?? "";
        switch (action)
        {
            case { Id: "catalogue.describe" }:
                return Read("headgate://tools/" + Text("name"));
            case { Id: "documents.bytes" }:
                return Read("headgate://documents/" + Text("id"));
            case { Id: "completions.complete" }:
                return (
                    "completion/complete",
                    new()
                    {
                        ["ref"] = new JsonObject { ["type"] = "ref/resource", ["uri"] = "headgate://accounts/{id}" },
                        ["argument"] = new JsonObject { ["name"] = "id", ["value"] = Text("prefix") },
                    },
                    null
                );
            case { Offered: Offered.Prompt }:
                return ("prompts/get", new() { ["name"] = name, ["arguments"] = arguments }, name);
            default:
                return ("tools/call", new() { ["name"] = action.WireName, ["arguments"] = arguments }, action.WireName);
        }
    }

    private static (string, JsonObject, string?) Read(string uri) => ("resources/read", new() { ["uri"] = uri }, uri);
}
