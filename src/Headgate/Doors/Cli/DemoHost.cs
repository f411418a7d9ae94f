using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Cli;

/// <summary>The server of a demo folder: the one that runs, or one that is started, and seeded when the folder is fresh.</summary>
internal sealed class DemoHost(Settings settings) : IAsyncDisposable
{
    private Site? _site;
    private WebApplication? _server;

    /// <summary>Whether the server was started here.</summary>
    public bool IsOwn => _server is not null;

    /// <summary>A client of the server.</summary>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public async Task<HttpClient> Connect(CancellationToken cancel)
    {
        if (await LocalSocket.Connect(settings.Data) is { } running)
            return running;
        (_site, _) = await ServerCommands.OpenDemo(settings, cancel);
        _server = Server.Build(_site, port: null);
        await _server.StartAsync(cancel);
        return await LocalSocket.Connect(settings.Data) ?? throw new StoreException("The server that was started does not answer.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.StopAsync();
            await _server.DisposeAsync();
        }
        if (_site is not null)
            await _site.DisposeAsync();
    }
}
