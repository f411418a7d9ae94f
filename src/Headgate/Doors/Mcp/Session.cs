using System.Collections.Concurrent;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
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
    private readonly ConcurrentDictionary<RequestId, CancellationTokenSource> _asked = new();
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

    /// <summary>A request that is being answered, until the client goes away or takes it back. Without this a request taken back would never end.</summary>
    public Asking Ask(RequestId id, CancellationToken gone)
    {
        var asked = CancellationTokenSource.CreateLinkedTokenSource(gone);
        _asked[id] = asked;
        return new(this, id, asked);
    }

    /// <summary>Ends the request that a <c>notifications/cancelled</c> names.</summary>
    public void TakeBack(JsonRpcNotification cancelled)
    {
        try
        {
            if (
                cancelled.Params?["requestId"] is { } id
                && _asked.TryRemove(id.Deserialize<RequestId>(McpJsonUtilities.DefaultOptions), out var asked)
            )
                asked.Cancel();
        }
        catch (Exception late) when (late is JsonException or ObjectDisposedException)
        {
            // No id, or answered meanwhile.
        }
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

    /// <summary>A request under way.</summary>
    public sealed class Asking(Session session, RequestId id, CancellationTokenSource asked) : IDisposable
    {
        /// <summary>Cancelled when nobody waits for the answer.</summary>
        public CancellationToken Token { get; } = asked.Token;

        /// <inheritdoc/>
        public void Dispose()
        {
            session._asked.TryRemove(new(id, asked));
            asked.Dispose();
        }
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
