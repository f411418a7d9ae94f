using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>The MCP addresses: production, sandbox, and one that only reads.</summary>
internal sealed class McpDoor(Site site, Surface surface, Sessions sessions, IServiceProvider services, ILoggerFactory logs)
{
    public void Map(IEndpointRouteBuilder app)
    {
        Endpoint(Realm.Production, Scope.All).Map(app, "/mcp");
        Endpoint(Realm.Production, Scope.Read).Map(app, "/mcp/read");
        Endpoint(Realm.Sandbox, Scope.All).Map(app, "/sandbox/mcp");
        Endpoint(Realm.Sandbox, Scope.Read).Map(app, "/sandbox/mcp/read");
    }

    private McpEndpoint Endpoint(Realm realm, Scope within) =>
        new(
            new McpOptions
            {
                Authenticate = http => Authenticate(http, realm, within),
                Serve = surface.Serve,
                Shortcut = Shortcut,
                AllowedHosts = site.Settings.Url is { } url
                    ? new HashSet<string>(StringComparer.OrdinalIgnoreCase) { new Uri(url).Host }
                    : null,
            },
            sessions,
            services,
            logs
        );

    private async ValueTask<Caller?> Authenticate(HttpContext http, Realm realm, Scope within)
    {
        if (await Bearer.Demand(http, site, realm, agentsOnly: true) is not { } found)
            return null;
        return new(found.By with { Scopes = found.By.Scopes & within });
    }

    // The list is the largest answer and the most asked for; it is the same bytes for the same grants.
    private async ValueTask<bool> Shortcut(HttpContext http, Caller caller, JsonRpcMessage message)
    {
        if (
            message is not JsonRpcRequest { Method: RequestMethods.ToolsList } request
            || message.Context?.ProtocolVersion is not RequestChecks.Modern
        )
            return false;
        if (request.Params?["cursor"] is not null)
            return false;
        var id = JsonSerializer.SerializeToUtf8Bytes(request.Id, ModelContextProtocol.McpJsonUtilities.DefaultOptions);
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        var list = surface.Tools.BytesFor(caller.By);
        ReadOnlySpan<byte> head = "{\"jsonrpc\":\"2.0\",\"result\":{"u8;
        ReadOnlySpan<byte> middle = "},\"id\":"u8;
        var writer = http.Response.BodyWriter;
        http.Response.ContentLength = head.Length + list.Length + middle.Length + id.Length + 1;
        Append(writer, head);
        Append(writer, list);
        Append(writer, middle);
        Append(writer, id);
        Append(writer, "}"u8);
        await writer.FlushAsync(http.RequestAborted);
        return true;
    }

    private static void Append(System.IO.Pipelines.PipeWriter writer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(writer.GetSpan(bytes.Length));
        writer.Advance(bytes.Length);
    }
}
