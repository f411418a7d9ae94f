using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Cli;

/// <summary>Finds the server of a data folder, or becomes it.</summary>
internal sealed class StdioHost(Settings settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private Site? _site;
    private WebApplication? _server;

    /// <summary>A client of the server.</summary>
    /// <exception cref="StoreException">None runs and the store cannot be opened.</exception>
    public async Task<HttpClient> Connect(CancellationToken cancel)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await LocalSocket.Connect(settings.Data) is { } client)
                return client;
            try
            {
                await Become();
            }
            catch (StoreException) when (TimeProvider.System.GetElapsedTime(since) < Patience)
            {
                // Somebody else was faster and is not listening yet.
                await Task.Delay(100, cancel);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_site is not null)
            await _site.DisposeAsync();
    }

    private async Task Become()
    {
        var (site, _) = await Starting.Open(settings);
        _site = site;
        _server = Server.Build(_site, port: null);
        await _server.StartAsync();
    }
}
