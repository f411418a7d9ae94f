using System.Text.Json;
using Headgate.Doors.Cli;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.Running;
using Headgate.Tests.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Headgate.Tests.Stories;

/// <summary>The demo company at a fixed hour, served for real, with a client that an agent would use and a connection of its own to the file.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-story-").FullName;
    private readonly FakeTime _time = new();
    private Site? _site;
    private WebApplication? _server;

    /// <summary>The hour at which the stories happen.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The agent's client.</summary>
    public McpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // A Wednesday afternoon in New York, so that this week has something to compare.
        _time.Pass(TimeSpan.FromHours(56));
        _site = await Site.Open(new() { Data = _folder, Port = 0 }, _time, NullLoggerFactory.Instance);
        await _site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = "Demo", email = "alex@demo.example" }),
            Door.Cli,
            CancellationToken.None
        );
        await Welcome.Seed(_site, begin: true, CancellationToken.None);
        var admin = await Operator.Of(_site, null, CancellationToken.None) with { Only = null };
        foreach (var (action, measures) in Measures.All)
            await _site.Pass(admin, Door.Cli, action, JsonSerializer.SerializeToElement(measures));
        var token = await Welcome.ScriptedAgent(_site, CancellationToken.None);
        _server = Server.Build(_site, 0);
        await _server.StartAsync();
        var root = _server.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal));
        Client = await McpClient.CreateAsync(
            new HttpClientTransport(
                new()
                {
                    Endpoint = new Uri(root + "/mcp"),
                    AdditionalHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = "Bearer " + token },
                }
            ),
            Patient.Options(null)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _server!.StopAsync();
        await _server.DisposeAsync();
        await _site!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Calls a tool and gives its structured answer.</summary>
    public async Task<JsonElement> Call(string tool, object arguments)
    {
        var given = JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(a => a.Name, object? (a) => a.Value);
        var result = await Client.CallToolAsync(tool, given);
        var text = ((TextContentBlock)result.Content[0]).Text;
        Assert.False(result.IsError == true, text);
        return result.StructuredContent!.Value;
    }

    /// <summary>All items of a list, page by page.</summary>
    public async Task<List<JsonElement>> Pages(string tool, Dictionary<string, object> arguments)
    {
        var items = new List<JsonElement>();
        while (true)
        {
            var page = await Call(tool, arguments);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            if (!page.TryGetProperty("next_cursor", out var next))
                return items;
            arguments["cursor"] = next.GetString()!;
        }
    }

    /// <summary>Rows of the file, read beside the product.</summary>
    public List<object[]> Sql(string sql, params (string Name, object Value)[] values)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "headgate.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }
}
