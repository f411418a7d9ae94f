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

namespace Headgate.Tests.Stories;

/// <summary>The demo company at a fixed hour, served for real, with clients that an agent would use and a connection of its own to the file.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    // As the demo company's scripted agent is called.
    private const string Agent = "scripted";

    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-story-").FullName;
    private readonly FakeTime _time = new();
    private Site? _site;
    private WebApplication? _server;
    private readonly Dictionary<(string, string, string), StoryClient> _clients = [];
    private string _token = "";

    /// <summary>The hour at which the stories happen.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

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
        _token = await Welcome.ScriptedAgent(_site, CancellationToken.None);
        _server = Server.Build(_site, 0);
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            await client.DisposeAsync();
        await _server!.StopAsync();
        await _server.DisposeAsync();
        await _site!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The agent's client: in C# or TypeScript, of a version, over HTTP or stdio.</summary>
    public async Task<StoryClient> Client(string language, string version, string transport) =>
        _clients.TryGetValue((language, version, transport), out var known)
            ? known
            : _clients[(language, version, transport)] = await Connect(language, version, transport == "stdio");

    private async Task<StoryClient> Connect(string language, string version, bool isStdio)
    {
        var url = _server!.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal)) + "/mcp";
        if (language == "C#")
            return new SdkStoryClient(isStdio ? await Clients.Stdio(_folder, Agent, version) : await Clients.Http(url, _token, version));
        var mode = version == Wire.Legacy ? "legacy" : version;
        string[] target = isStdio ? ["dotnet", Clients.Program, .. Clients.Arguments(_folder, Agent)] : [url, _token];
        return await NodeStoryClient.Begin(version, [mode, .. target]);
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
