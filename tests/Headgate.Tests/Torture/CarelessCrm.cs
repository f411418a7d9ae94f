using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Tests.Torture;

/// <summary>A CRM that does whatever it is told, over the protocol library alone: what a scorecard must be able to tell from one that holds.</summary>
internal sealed class CarelessCrm : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (string Name, string Email)> _contacts = new();
    private readonly ConcurrentBag<string> _notes = [];
    private readonly WebApplication _app;
    private int _ids;

    private CarelessCrm()
    {
        for (var i = 0; i < 500; i++)
            Add($"Customer {i}", $"{i}@customers.example");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        var messages = McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));
        var logs = _app.Services.GetRequiredService<ILoggerFactory>();
        var options = new McpServerOptions
        {
            ScopeRequests = false,
            ServerInfo = new() { Name = "careless", Version = "1" },
            ToolCollection = [.. Tools()],
        };
        _app.MapPost(
            "/mcp",
            async (HttpContext http) =>
            {
                var message = (JsonRpcMessage)(await http.Request.ReadFromJsonAsync(messages, http.RequestAborted))!;
                (message.Context ??= new()).ProtocolVersion = http.Request.Headers["MCP-Protocol-Version"].ToString();
                await using var transport = new StreamableHttpServerTransport(logs) { Stateless = true };
                await using var server = McpServer.Create(transport, options, logs, _app.Services);
                _ = server.RunAsync(http.RequestAborted);
                http.Response.ContentType = "text/event-stream";
                await transport.HandlePostRequestAsync(message, http.Response.Body, http.RequestAborted);
            }
        );
    }

    public Uri Address => new(_app.Urls.First() + "/mcp");

    public static async Task<CarelessCrm> Start()
    {
        var crm = new CarelessCrm();
        await crm._app.StartAsync();
        return crm;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<McpServerTool> Tools() =>
        [
            // Every contact called Selfmade waits for anybody at all to approve it.
            Tool(
                "create_contact",
                (string name, string email) =>
                    name.StartsWith("Selfmade", StringComparison.Ordinal)
                        ? Json(new { held = true, approval = "apr_1" })
                        : Json(new { id = Add(name, email) })
            ),
            Tool("approve_call", (string id) => Json(new { id, approved = true })),
            Tool(
                "search_contacts",
                (string query) => Page(_contacts.Where(c => c.Value.Email.Contains(query, StringComparison.OrdinalIgnoreCase)))
            ),
            Tool("list_contacts", (int limit = 20) => Page(_contacts.Take(limit))),
            Tool("delete_contact", (string id) => Json(new { id, deleted = _contacts.TryRemove(id, out _) })),
            Tool(
                "add_note",
                (string contactId, string body) =>
                    Json(
                        new
                        {
                            id = $"n{_notes.Count}",
                            contactId,
                            body,
                        }
                    )
            ),
            Tool("get_notes", (string contactId) => Json(new { contactId, notes = _notes })),
            Tool(
                "send_email",
                (string to, string subject, string body) =>
                    Json(
                        new
                        {
                            status = "sent",
                            to,
                            subject,
                            body.Length,
                        }
                    )
            ),
            Tool(
                "list_deals",
                () =>
                    Json(
                        new
                        {
                            items = new[]
                            {
                                new
                                {
                                    id = "d1",
                                    name = "Big one",
                                    stage = "New",
                                },
                            },
                        }
                    )
            ),
            Tool(
                "update_deal",
                (string id, string? stage = null, string? status = null) =>
                    Json(
                        new
                        {
                            id,
                            stage,
                            status,
                        }
                    )
            ),
            Tool("update_deal_stage", (string id, string stage) => Json(new { id, stage })),
        ];

    private string Add(string name, string email)
    {
        var id = $"c{Interlocked.Increment(ref _ids)}";
        _contacts[id] = (name, email);
        return id;
    }

    private static string Page(IEnumerable<KeyValuePair<string, (string Name, string Email)>> contacts) =>
        Json(
            new
            {
                items = contacts.Select(c => new
                {
                    id = c.Key,
                    name = c.Value.Name,
                    email = c.Value.Email,
                }),
            }
        );

    private static string Json(object value) => JsonSerializer.Serialize(value);

    private static McpServerTool Tool(string name, Delegate does) => McpServerTool.Create(does, new() { Name = name, Description = name });
}
