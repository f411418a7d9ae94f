using System.Collections.Concurrent;
using System.Security.Cryptography;
using ModelContextProtocol.Server;

namespace Headgate.Doors.Mcp;

/// <summary>Sessions of clients that begin with <c>initialize</c>: random ids, bound to the caller, closed after a quiet time, bounded in number.</summary>
public sealed class Sessions(TimeProvider time, ILoggerFactory logs) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Session> _open = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Cancelled when the server stops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    /// <summary>The session of that id.</summary>
    public Session? Find(string id) => _open.GetValueOrDefault(id);

    /// <summary>Opens a session, or nothing when there are too many.</summary>
    public Session? Start(string key, Func<StreamableHttpServerTransport, McpServer> serve, McpOptions options)
    {
        if (_open.Count >= options.MaxSessions)
            return null;
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var transport = new StreamableHttpServerTransport(logs) { SessionId = id };
        var session = new Session(id, key, transport, serve(transport), options.SessionIdle, time);
        _open[id] = session;
        session.Start();
        return session;
    }

    /// <summary>Closes a session.</summary>
    public async Task Remove(string id)
    {
        if (_open.TryRemove(id, out var session))
            await session.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var every = new PeriodicTimer(TimeSpan.FromSeconds(15), time);
        try
        {
            while (await every.WaitForNextTickAsync(stoppingToken))
                foreach (var session in _open.Values.Where(s => s.IsIdle))
                    await Remove(session.Id);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        await _stopping.CancelAsync();
        foreach (var session in _open.Values)
            await Remove(session.Id);
    }
}
