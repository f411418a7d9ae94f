using System.Net;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Bench;

/// <summary>
/// The baseline: the protocol library with one echo tool and nothing else; no token, no checks, no store, one server per request as the library's own
/// stateless mode does, one frozen options object.
/// </summary>
internal static class EchoServer
{
    public static async Task<int> Run(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var options = new McpServerOptions
        {
            ScopeRequests = false,
            ServerInfo = new() { Name = "echo", Version = "1" },
            ToolCollection = [McpServerTool.Create((string text) => text, new() { Name = "echo", Description = "Echoes." }), .. Fillers()],
        };
        var messages = McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));
        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        app.MapPost(
            "/mcp",
            async (HttpContext http) =>
            {
                var message = (JsonRpcMessage)(await http.Request.ReadFromJsonAsync(messages, http.RequestAborted))!;
                (message.Context ??= new()).ProtocolVersion = http.Request.Headers["MCP-Protocol-Version"].ToString();
                var transport = new StreamableHttpServerTransport(logs) { Stateless = true };
                await using var server = McpServer.Create(transport, options, logs, app.Services);
                var run = server.RunAsync(http.RequestAborted);
                http.Response.ContentType = "text/event-stream";
                await transport.HandlePostRequestAsync(message, http.Response.Body, http.RequestAborted);
                await transport.DisposeAsync();
                try
                {
                    await run;
                }
                catch (OperationCanceledException)
                {
                    // The client went away.
                }
            }
        );
        await app.RunAsync();
        return 0;
    }

    // As many tools as the product's core lists, so that the two lists are comparable.
    private static IEnumerable<McpServerTool> Fillers() =>
        Enumerable
            .Range(1, 36)
            .Select(i =>
                McpServerTool.Create(
                    (string id, string? owner, string? status, string? updatedSince, int? limit, string? cursor) => id,
                    new()
                    {
                        Name = $"filler_{i}",
                        Title = $"Filler {i}",
                        Description = "Lists records of a kind, latest change first, by owner, status and time.",
                    }
                )
            );
}
