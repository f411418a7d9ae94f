using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.Running;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Headgate.Tests.Planted;

/// <summary>The program in a process of its own, and everything that it says anywhere: what it prints, what it exports, what it answers.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Where, string Text)> _said = new();
    private readonly HttpListener _collector = new();
    private readonly Task _collecting;
    private readonly string? _database;
    private Process? _server;

    public Office(string? database)
    {
        _database = database;
        var port = Ports.Free();
        _collector.Prefixes.Add($"http://127.0.0.1:{port}/");
        _collector.Start();
        _collecting = Collect();
        Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}";
        Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        Environment["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        // Whoever turns everything up gets no more than the program has to say.
        Environment["Logging__LogLevel__Default"] = "Trace";
        Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        if (database is not null)
            Environment["HEADGATE_DATABASE"] = database;
    }

    /// <summary>The data folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("headgate-planted-").FullName;

    /// <summary>Settings of every process.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>All that was said, and where.</summary>
    public IEnumerable<(string Where, string Text)> Said => _said;

    /// <summary>Where it is.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Runs a command to its end; what it prints is told to whoever runs it, and only what goes wrong is kept.</summary>
    public async Task<string> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        _said.Enqueue(("errors of " + arguments[0], said[1]));
        if (process.ExitCode != 0)
            _said.Enqueue(("output of " + arguments[0], said[0]));
        return said[0];
    }

    /// <summary>Starts the server.</summary>
    public async Task Serve()
    {
        Address = new($"http://127.0.0.1:{Ports.Free()}");
        _server = Start("serve", "--data", Folder, "--port", $"{Address.Port}");
        foreach (var name in (string[])["output", "errors"])
            Listen(name == "output" ? _server.StandardOutput : _server.StandardError, name);
        using HttpClient client = new() { BaseAddress = Address };
        for (var tries = 0; ; tries++)
        {
            try
            {
                if ((await client.GetAsync("/readyz")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (tries < 3000)
            {
                // It does not listen yet.
            }
            await Task.Delay(100);
        }
    }

    /// <summary>Ends it as a power cut does.</summary>
    public async Task Kill()
    {
        _server!.Kill();
        await _server.WaitForExitAsync();
    }

    /// <summary>Keeps what was answered.</summary>
    public void Heard(string where, string text) => _said.Enqueue((where, text));

    /// <summary>Runs a statement beside the server.</summary>
    public async Task Beside(string sql)
    {
        await using System.Data.Common.DbConnection connection = _database is null
            ? new SqliteConnection($"Data Source={Path.Combine(Folder, "headgate.db")};Pooling=False;Default Timeout=30")
            : new NpgsqlConnection(_database + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Everything in the data folder, but the keys themselves.</summary>
    public IEnumerable<(string Where, byte[] Bytes)> Files() =>
        from file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        where Path.GetFileName(file) is not ("master.key" or "log.key" or "headgate.sock")
        select (Path.GetRelativePath(Folder, file), File.ReadAllBytes(file));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { HasExited: false })
            await Kill();
        _server?.Dispose();
        _collector.Stop();
        await _collecting;
        _collector.Close();
        Directory.Delete(Folder, recursive: true);
    }

    private Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Clients.Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private void Listen(StreamReader from, string name) =>
        _ = Task.Run(async () =>
        {
            while (await from.ReadLineAsync() is { } line)
                _said.Enqueue((name, line));
        });

    private async Task Collect()
    {
        while (_collector.IsListening)
        {
            try
            {
                var context = await _collector.GetContextAsync();
                using MemoryStream body = new();
                await context.Request.InputStream.CopyToAsync(body);
                // The key of the collector is for the collector, in its header; the payload is for whoever reads there.
                _said.Enqueue(("export" + context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
