using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Client;

namespace Headgate.Torture;

/// <summary>The server under trial, over several connections of one agent.</summary>
public sealed class Target : IAsyncDisposable
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    private readonly List<McpClient> _clients = [];
    private Mapping _mapping = null!;
    private int _calls;

    private readonly TimeSpan _patience;

    private Target(TimeSpan patience) => _patience = patience;

    /// <summary>How many connections it has.</summary>
    public int Connections => _clients.Count;

    /// <summary>How many calls were made.</summary>
    public int Calls => _calls;

    /// <summary>Who answers, as it says itself.</summary>
    public string Server => _clients[0].ServerInfo is { } info ? $"{info.Name} {info.Version}" : "unnamed";

    /// <summary>Connects and finds the tools for the jobs.</summary>
    /// <param name="url">The server's address.</param>
    /// <param name="token">What it takes for the agent's word, if it takes any.</param>
    /// <param name="connections">How many to open.</param>
    /// <param name="mapping">Which tool does which job, where the names do not tell.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="patience">How long a call may take before it counts as failed; 30 s without it.</param>
    /// <exception cref="FormatException">The mapping does not fit.</exception>
    public static async Task<Target> Connect(
        Uri url,
        string? token,
        int connections,
        JsonElement? mapping,
        CancellationToken cancel,
        TimeSpan? patience = null
    )
    {
        var target = new Target(patience ?? Usual);
        try
        {
            for (var i = 0; i < connections; i++)
                target._clients.Add(await Client(url, token, cancel));
            var tools = await target._clients[0].ListToolsAsync(cancellationToken: cancel);
            target._mapping = Mapping.Of(tools.ToDictionary(t => t.Name, t => t.JsonSchema, StringComparer.Ordinal), mapping);
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether there is a tool for each of these jobs.</summary>
    public bool Can(params Job[] jobs) => jobs.All(_mapping.Has);

    /// <summary>The jobs without a tool.</summary>
    public IEnumerable<string> Lacks(params Job[] jobs) => jobs.Where(j => !_mapping.Has(j)).Select(j => j.Name);

    /// <summary>Calls the tool for a job.</summary>
    public async Task<Answered> Call(Job job, object values, CancellationToken cancel, int connection = 0)
    {
        Interlocked.Increment(ref _calls);
        var given = JsonSerializer.SerializeToElement(values).EnumerateObject().ToDictionary(p => p.Name, p => (object?)p.Value);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(_patience);
        try
        {
            return Answered.Of(
                await _clients[connection % _clients.Count]
                    .CallToolAsync(_mapping.ToolOf(job), _mapping.Arguments(job, given), cancellationToken: limited.Token)
            );
        }
        catch (McpException refused)
        {
            return new(Fate.Refused, refused.Message, null);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            return Answered.Nothing(failure.Message);
        }
    }

    /// <summary>Makes many calls at once, spread over all connections, and gives their answers in order.</summary>
    public async Task<Answered[]> Storm(Job job, int times, Func<int, object> values, CancellationToken cancel)
    {
        var answers = new Answered[times];
        var next = -1;
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async connection =>
                {
                    for (int i; (i = Interlocked.Increment(ref next)) < times; )
                        answers[i] = await Call(job, values(i), cancel, connection);
                })
        );
        return answers;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            await client.DisposeAsync();
    }

    private static Task<McpClient> Client(Uri url, string? token, CancellationToken cancel) =>
        McpClient.CreateAsync(
            new HttpClientTransport(
                new()
                {
                    Endpoint = url,
                    TransportMode = HttpTransportMode.StreamableHttp,
                    AdditionalHeaders = token is null ? null : new Dictionary<string, string> { ["Authorization"] = "Bearer " + token },
                }
            ),
            new()
            {
                ClientInfo = new() { Name = "headgate-torture", Version = Hosting.Product.Version },
            },
            cancellationToken: cancel
        );
}
