namespace Headgate.Bench;

/// <summary>Requests of protocol version 2026-07-28.</summary>
internal static class Modern
{
    private const string Meta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{},\"io.modelcontextprotocol/clientInfo\":{\"name\":\"bench\",\"version\":\"1\"}}";

    public static string Call(string tool, string arguments) =>
        $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{{\"name\":\"{tool}\",\"arguments\":{arguments},{Meta}}}}}";

    public static string List() => $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{{{Meta}}}}}";

    public static IEnumerable<(string, string)> Headers(string method, string? name, string? token)
    {
        yield return ("Content-Type", "application/json");
        yield return ("Accept", "application/json, text/event-stream");
        yield return ("MCP-Protocol-Version", "2026-07-28");
        yield return ("Mcp-Method", method);
        if (name is not null)
            yield return ("Mcp-Name", name);
        if (token is not null)
            yield return ("Authorization", "Bearer " + token);
    }
}
