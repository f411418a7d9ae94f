using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace Headgate.Doors.Cli;

/// <summary>
/// Carries lines between a client's standard streams and whichever server answers at the moment. It remembers how the client introduced itself, and tells a
/// new server the same; requests that the old one left unanswered get an error that says what to do, since nobody knows whether they were applied.
/// </summary>
internal sealed class StdioBridge
{
    private readonly Channel<string> _fromClient = Channel.CreateUnbounded<string>();
    private readonly TextWriter _toClient;
    private readonly Dictionary<string, JsonNode> _open = new(StringComparer.Ordinal);
    private readonly Lock _sync = new();
    private string? _initialize;
    private string? _initialized;
    private string? _swallow;

    public StdioBridge(Stream input, Stream output)
    {
        _toClient = TextWriter.Synchronized(new StreamWriter(output, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" });
        _ = ReadClient(new StreamReader(input, Encoding.UTF8));
    }

    /// <summary>Whether the client has closed its side.</summary>
    public bool Ended => _fromClient.Reader.Completion.IsCompleted;

    /// <summary>Carries lines until either side ends.</summary>
    public async Task Carry(Stream server, CancellationToken cancel)
    {
        using var reader = new StreamReader(server, Encoding.UTF8, leaveOpen: true);
        await using var writer = new StreamWriter(server, new UTF8Encoding(false), leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
        await Introduce(writer);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var up = Up(writer, ends.Token);
        var down = Down(reader, ends.Token);
        var first = await Task.WhenAny(up, down);
        if (first == up && up.IsCompletedSuccessfully)
        {
            // The client has said its last; what it asked is still answered.
            await Task.WhenAny(Answered(ends.Token), down, Task.Delay(TimeSpan.FromSeconds(10), cancel));
        }
        await ends.CancelAsync();
        await Apologise();
    }

    private async Task ReadClient(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
            if (line.Length > 0)
                await _fromClient.Writer.WriteAsync(line);
        _fromClient.Writer.Complete();
    }

    private async Task Introduce(StreamWriter writer)
    {
        if (_initialize is null)
            return;
        _swallow = IdOf(_initialize);
        await writer.WriteLineAsync(_initialize);
        if (_initialized is not null)
            await writer.WriteLineAsync(_initialized);
    }

    private async Task Up(StreamWriter writer, CancellationToken cancel)
    {
        while (await _fromClient.Reader.WaitToReadAsync(cancel))
        {
            // Taken from the queue only once it is written: what a dead server never got goes to its successor.
            while (_fromClient.Reader.TryPeek(out var line))
            {
                Remember(line);
                await writer.WriteLineAsync(line.AsMemory(), cancel);
                _fromClient.Reader.TryRead(out _);
            }
        }
    }

    private async Task Down(StreamReader reader, CancellationToken cancel)
    {
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            var id = Parse(line) is { } message && message["method"] is null ? IdOf(message) : null;
            if (id is not null)
            {
                lock (_sync)
                    _open.Remove(id);
                if (id == _swallow)
                {
                    _swallow = null;
                    continue;
                }
            }
            await _toClient.WriteLineAsync(line);
        }
    }

    private async Task Answered(CancellationToken cancel)
    {
        while (true)
        {
            lock (_sync)
                if (_open.Count == 0)
                    return;
            await Task.Delay(20, cancel);
        }
    }

    private void Remember(string line)
    {
        if (Parse(line) is not { } message)
            return;
        var method = (string?)message["method"];
        if (method == "initialize")
            _initialize = line;
        else if (method == "notifications/initialized")
            _initialized = line;
        if (method is not null && IdOf(message) is { } id)
            lock (_sync)
                _open[id] = message["id"]!.DeepClone();
    }

    private async Task Apologise()
    {
        List<JsonNode> left;
        lock (_sync)
        {
            left = [.. _open.Values];
            _open.Clear();
        }
        foreach (var id in left)
            await _toClient.WriteLineAsync(
                new JsonObject
                {
                    ["jsonrpc"] = "2.0",
                    ["id"] = id,
                    ["error"] = new JsonObject
                    {
                        ["code"] = -32603,
                        ["message"] =
                            "The serving process ended before it answered. Repeat the call with the same idempotency_key; it is applied once.",
                    },
                }.ToJsonString()
            );
    }

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? IdOf(string line) => Parse(line) is { } message ? IdOf(message) : null;

    private static string? IdOf(JsonObject message) => message["id"]?.ToJsonString();
}
