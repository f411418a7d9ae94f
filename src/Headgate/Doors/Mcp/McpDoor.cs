using System.Text;
using Headgate.Doors.OAuth;
using Headgate.Gate;
using Headgate.Hosting;
using ModelContextProtocol.Protocol;

namespace Headgate.Doors.Mcp;

/// <summary>The MCP addresses: production and sandbox, and of each one that only reads and one that only writes.</summary>
internal sealed class McpDoor(Site site, Surface surface, Sessions sessions, IServiceProvider services, ILoggerFactory logs)
{
    public void Map(IEndpointRouteBuilder app)
    {
        foreach (var resource in ProtectedResource.All)
            Endpoint(resource).Map(app, resource.Path);
    }

    private McpEndpoint Endpoint(ProtectedResource resource) =>
        new(
            new McpOptions
            {
                Authenticate = http => Authenticate(http, resource),
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

    private async ValueTask<Caller?> Authenticate(HttpContext http, ProtectedResource resource)
    {
        if (await Bearer.Demand(http, site, resource.Realm, resource) is not { } found)
            return null;
        var by = found.By with { Scopes = found.By.Scopes & resource.Within };
        return new(by) { Resource = found.Grant is null ? null : resource };
    }

    // The two that clients ask for all day need no conversation: the list is the same bytes for the same grants, and a call is one passage through the gate.
    private async ValueTask<bool> Shortcut(HttpContext http, Caller caller, Envelope message)
    {
        if (await StepUp.Asked(http, site, caller, message))
            return true;
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
