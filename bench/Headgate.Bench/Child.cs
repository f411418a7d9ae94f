using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Headgate.Bench;

/// <summary>A server under measurement, in a process of its own; ended with the run.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Resident memory, MiB.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    public static async Task<(Child Child, TimeSpan Ready)> Start(string program, Func<int, string[]> arguments, string probe)
    {
        var port = FreePort();
        var watch = Stopwatch.StartNew();
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [program, .. arguments(port)]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        _ = process.StandardOutput.ReadToEndAsync();
        using var client = new HttpClient();
        while (watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            try
            {
                using var answer = await client.GetAsync($"http://127.0.0.1:{port}{probe}");
                return (new(process, port), watch.Elapsed);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5);
            }
        }
        throw new TimeoutException($"{program} did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
