using ModelContextProtocol.Server;

namespace Headgate.Doors.Mcp;

/// <summary>One client's session, bound to the caller that opened it.</summary>
public sealed class Session(
    string id,
    string key,
    StreamableHttpServerTransport transport,
    McpServer server,
    TimeSpan idle,
    TimeProvider time
) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ends = new();
    private Task _run = Task.CompletedTask;
    private long _last = time.GetTimestamp();
    private int _uses;
    private int _stream;

    /// <summary>Its random id.</summary>
    public string Id => id;

    /// <summary>The caller that it is bound to.</summary>
    public string Key => key;

    /// <summary>Its transport.</summary>
    public StreamableHttpServerTransport Transport => transport;

    /// <summary>Whether nobody has used it for the quiet time.</summary>
    public bool IsIdle => Volatile.Read(ref _uses) == 0 && time.GetElapsedTime(Volatile.Read(ref _last)) > idle;

    /// <summary>Begins to serve.</summary>
    public void Start() => _run = server.RunAsync(_ends.Token);

    /// <summary>Takes the one stream that a session may have; false when it is taken.</summary>
    public bool TryOpenStream() => Interlocked.Exchange(ref _stream, 1) == 0;

    /// <summary>Gives the stream back.</summary>
    public void CloseStream() => Volatile.Write(ref _stream, 0);

    /// <summary>Keeps it from being idle until disposed.</summary>
    public IDisposable Use()
    {
        Interlocked.Increment(ref _uses);
        return new InUse(this);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transport.DisposeAsync();
        await _ends.CancelAsync();
        try
        {
            await _run;
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }
        await server.DisposeAsync();
        _ends.Dispose();
    }

    private sealed class InUse(Session session) : IDisposable
    {
        public void Dispose()
        {
            session.Touch();
            Interlocked.Decrement(ref session._uses);
        }
    }

    private void Touch() => Volatile.Write(ref _last, time.GetTimestamp());
}
