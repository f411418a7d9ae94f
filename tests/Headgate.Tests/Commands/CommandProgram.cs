using System.Diagnostics;
using System.Text.Json;
using Headgate.Tests.Doors.Mcp;
using Headgate.Tests.Running;

namespace Headgate.Tests.Commands;

/// <summary>The program as an operator runs it: its own process, its own data folder.</summary>
internal sealed class CommandProgram : IAsyncDisposable
{
    private readonly List<Process> _running = [];

    /// <summary>The data folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("headgate-command-").FullName;

    /// <summary>Further settings of every process.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes the store; the administrator's token from then on.</summary>
    public async Task Init() =>
        Environment["HEADGATE_PERSON_TOKEN"] = (await Json("init", "--data", Folder, "--json")).GetProperty("person_token").GetString()!;

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int Status, string Output, string Errors)> Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, said[0], said[1]);
    }

    /// <summary>Runs a command that must end well, and reads what it says.</summary>
    public async Task<JsonElement> Json(params string[] arguments)
    {
        var (status, output, errors) = await Run(arguments);
        Assert.True(status == 0, $"{string.Join(' ', arguments)} ended with {status}: {output}{errors}");
        return JsonElement.Parse(System.Text.Encoding.UTF8.GetBytes(output));
    }

    /// <summary>Starts one and does not wait.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Clients.Program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        return process;
    }

    /// <summary>Starts a server and waits until it is ready.</summary>
    public async Task<(Process Process, Uri Address)> Serve()
    {
        Uri address = new($"http://127.0.0.1:{Ports.Free()}");
        var process = Start("serve", "--data", Folder, "--port", $"{address.Port}");
        _running.Add(process);
        // Nobody reads them; a full pipe would stop it.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using HttpClient client = new() { BaseAddress = address };
        for (var tries = 0; ; tries++)
        {
            Assert.False(process.HasExited, "The server ended before it was ready.");
            try
            {
                if ((await client.GetAsync("/readyz")).IsSuccessStatusCode)
                    return (process, address);
            }
            catch (HttpRequestException) when (tries < 3000)
            {
                // It does not listen yet.
            }
            await Task.Delay(100);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(Folder, recursive: true);
    }
}
