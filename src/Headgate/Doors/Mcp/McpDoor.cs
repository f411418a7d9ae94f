using System.Text;
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

    // The two that clients ask for all day need no conversation: the list is the same bytes for the same grants, and a call is one passage through the gate.
    private async ValueTask<bool> Shortcut(HttpContext http, Caller caller, Envelope message)
    {
        if (!message.IsRequest || http.Request.Headers[RequestChecks.VersionHeader] != RequestChecks.Modern)
            return false;
        switch (message.Method)
        {
            case RequestMethods.ToolsList when Envelope.Part(message.Parameters, "cursor") is null:
                await WriteList(http, caller, message);
                return true;
            case RequestMethods.ToolsCall when PlainCall.Of(message, site.Catalogue) is { } call:
                var outcome = await site.Pass(caller.By, Door.Mcp, call.Name, call.Arguments, new(call.Client), http.RequestAborted);
                if (call.OpensPages && WayToApproval.For(site, caller.By, outcome) is { } asked)
                    await PlainCall.Write(http, message, asked);
                else
                    await PlainCall.Write(http, message, outcome);
                return true;
            default:
                return false;
        }
    }

    private async Task WriteList(HttpContext http, Caller caller, Envelope message)
    {
        var id = Encoding.UTF8.GetBytes(message.Id!.Value.GetRawText());
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        var list = surface.Tools.BytesFor(caller.By, await site.RolloutOf(caller.By, http.RequestAborted));
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
    }

    private static void Append(System.IO.Pipelines.PipeWriter writer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(writer.GetSpan(bytes.Length));
        writer.Advance(bytes.Length);
    }
}
