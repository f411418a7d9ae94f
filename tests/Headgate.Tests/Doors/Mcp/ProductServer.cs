using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Client;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>The product as it is served: a data folder with one organisation, and a server on a free port.</summary>
public sealed class ProductServer : IAsyncLifetime
{
    public const string Everything = "mcp:read mcp:write mcp:comms mcp:admin";

    private readonly List<IAsyncDisposable> _shared = [];
    private readonly Dictionary<string, Task<McpClient>> _clients = new(StringComparer.Ordinal);
    private WebApplication? _server;
    private Site? _site;

    /// <summary>The data folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("headgate-mcp-").FullName;

    /// <summary>A PostgreSQL database instead of the embedded one.</summary>
    public string? Database { get; init; }

    /// <summary>The clock.</summary>
    public ShiftedTime Time { get; } = new();

    /// <summary>The first administrator's own token.</summary>
    public string PersonToken { get; private set; } = "";

    /// <summary>An agent with every scope and no toolset beyond the core.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The name of that agent.</summary>
    public const string AgentName = "bot";

    /// <summary>Where it listens.</summary>
    public string Root { get; private set; } = "";

    /// <summary>What is served.</summary>
    internal Site Site => _site!;

    /// <summary>The door for production.</summary>
    public string Mcp => Root + "/mcp";

    public async ValueTask InitializeAsync()
    {
        _site = await Site.Open(
            new()
            {
                Data = Folder,
                Port = 0,
                Database = Database,
            },
            Time,
            NullLoggerFactory.Instance
        );
        var made = await _site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = "Northwind", email = "alex@northwind.example" }),
            Door.Cli,
            CancellationToken.None
        );
        PersonToken = JsonElement.Parse(made.Json.Span).GetProperty("person_token").GetString()!;
        await Configure();
        Token = await Agent(AgentName);
        _server = Server.Build(_site, 0);
        await _server.StartAsync();
        Root = _server.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            await (await client).DisposeAsync();
        foreach (var shared in _shared)
            await shared.DisposeAsync();
        await Close();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task Configure()
    {
        var person = await _site!.Credentials.Verify(PersonToken, CancellationToken.None);
        foreach (var realm in Enum.GetValues<Realm>())
        foreach (var (action, measures) in Measures.All)
            await _site.Pass(person!.By with { Realm = realm }, Door.Cli, action, JsonSerializer.SerializeToElement(measures));
    }

    /// <summary>Stops serving; the data folder stays.</summary>
    public async Task Close()
    {
        if (_server is not null)
        {
            await _server.StopAsync();
            await _server.DisposeAsync();
        }
        if (_site is not null)
            await _site.DisposeAsync();
        (_server, _site) = (null, null);
    }

    /// <summary>An agent's new token, made by the first administrator.</summary>
    public async Task<string> Agent(
        string name,
        string scopes = Everything,
        string toolsets = "",
        string environment = "production",
        int ttl = 3600
    )
    {
        var person = await _site!.Credentials.Verify(PersonToken, CancellationToken.None);
        var outcome = await _site.Pass(
            person!.By,
            Door.Cli,
            "agents.create",
            JsonSerializer.SerializeToElement(
                new
                {
                    name,
                    scopes = scopes.Split(' '),
                    toolsets = toolsets.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                    grants = new[] { "contact_details" },
                    environment,
                    ttl,
                }
            )
        );
        Assert.Null(outcome.Refusal);
        return JsonElement.Parse(outcome.Json.Span).GetProperty("token").GetString()!;
    }

    /// <summary>A call of the first administrator that must end well.</summary>
    public async Task<JsonElement> Person(string action, object arguments)
    {
        var person = await _site!.Credentials.Verify(PersonToken, CancellationToken.None);
        var outcome = await _site.Pass(person!.By, Door.Cli, action, JsonSerializer.SerializeToElement(arguments));
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal?.Code} {outcome.Refusal?.Why}");
        _site.Credentials.Forget();
        return JsonElement.Parse(outcome.Json.Span);
    }

    /// <summary>A client that the tests of one class share.</summary>
    public Task<McpClient> Client(string name, Func<Task<McpClient>> connect)
    {
        if (!_clients.TryGetValue(name, out var client))
            _clients[name] = client = connect();
        return client;
    }

    /// <summary>Keeps something until the end.</summary>
    public T Keep<T>(T it)
        where T : IAsyncDisposable
    {
        _shared.Add(it);
        return it;
    }
}
