using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>What a request got.</summary>
public sealed record Reply(HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Body)
{
    /// <summary>The message, also out of an event stream's last event.</summary>
    public JsonElement Json
    {
        get
        {
            var text = Encoding.UTF8.GetString(Body);
            var data = text.Split('\n').LastOrDefault(l => l.StartsWith("data: {", StringComparison.Ordinal));
            return JsonElement.Parse(data?["data: ".Length..] ?? text);
        }
    }

    /// <summary>The result; fails on an error.</summary>
    public JsonElement Result =>
        Json.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"{Status}: {Json}");

    /// <summary>The challenge of a 401.</summary>
    public string Challenge => string.Join(", ", Headers.WwwAuthenticate.Select(w => w.ToString()));

    /// <summary>The session that was opened.</summary>
    public string Session => Headers.GetValues("Mcp-Session-Id").Single();
}

/// <summary>Requests written by hand, as far from any library as can be.</summary>
public sealed class Wire : IDisposable
{
    public const string Modern = "2026-07-28";
    public const string Legacy = "2025-11-25";

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    /// <summary>A request of 2026-07-28.</summary>
    public Task<Reply> Ask(string url, string? token, string method, object? parameters = null, Action<HttpRequestMessage>? change = null)
    {
        var sent = JsonSerializer.SerializeToNode(parameters ?? new { })!.AsObject();
        var name = (string?)sent["name"] ?? (string?)sent["uri"];
        var meta = (JsonObject)(sent["_meta"] ??= new JsonObject());
        meta["io.modelcontextprotocol/protocolVersion"] = Modern;
        meta["io.modelcontextprotocol/clientInfo"] = new JsonObject { ["name"] = "wire", ["version"] = "1" };
        meta["io.modelcontextprotocol/clientCapabilities"] = new JsonObject();
        return Send(
            url,
            token,
            method,
            sent,
            request =>
            {
                request.Headers.Add("MCP-Protocol-Version", Modern);
                request.Headers.Add("Mcp-Method", method);
                if (name is not null && method is "tools/call" or "prompts/get" or "resources/read")
                    request.Headers.Add("Mcp-Name", name);
                change?.Invoke(request);
            }
        );
    }

    /// <summary>A request of 2025-11-25, in a session unless it opens one.</summary>
    public Task<Reply> Ask(string url, string? token, string? session, string method, object? parameters = null) =>
        Send(
            url,
            token,
            method,
            JsonSerializer.SerializeToNode(parameters ?? new { })!.AsObject(),
            request =>
            {
                request.Headers.Add("MCP-Protocol-Version", Legacy);
                if (session is not null)
                    request.Headers.Add("Mcp-Session-Id", session);
            }
        );

    /// <summary>Opens a session of 2025-11-25.</summary>
    public Task<Reply> Initialize(string url, string? token) =>
        Ask(
            url,
            token,
            null,
            "initialize",
            new
            {
                protocolVersion = Legacy,
                capabilities = new { },
                clientInfo = new { name = "wire", version = "1" },
            }
        );

    /// <summary>A notification in a session of 2025-11-25.</summary>
    public async Task<Reply> Notify(string url, string session, string method, object? parameters = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", Legacy);
        request.Headers.Add("Mcp-Session-Id", session);
        request.Content = JsonContent(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["method"] = method,
                ["params"] = JsonSerializer.SerializeToNode(parameters ?? new { }),
            }
        );
        return await Send(request, null);
    }

    /// <summary>Any other request.</summary>
    public async Task<Reply> Send(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var answer = await _http.SendAsync(request);
        return new(answer.StatusCode, answer.Headers, await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<Reply> Send(string url, string? token, string method, JsonObject parameters, Action<HttpRequestMessage> change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        change(request);
        request.Content = JsonContent(
            new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["id"] = 1,
                ["method"] = method,
                ["params"] = parameters,
            }
        );
        return await Send(request, token);
    }

    private static StringContent JsonContent(JsonObject message) => new(message.ToJsonString(), Encoding.UTF8, "application/json");
}
