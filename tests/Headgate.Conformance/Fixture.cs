using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Conformance;

/// <summary>The catalogue behind the endpoint.</summary>
public sealed class Fixture
{
    private readonly Dictionary<string, FixtureTool> _tools;
    private int _cancelled;
    private int _waiting;

    /// <summary>Builds it.</summary>
    public Fixture()
    {
        _tools = PlainTools
            .All()
            .Concat(AskingTools.All())
            .Concat(RoundTools.All())
            .Append(new("test_waits", "Waits until the call is cancelled", Wait))
            .ToDictionary(t => t.Name, StringComparer.Ordinal);
        Options = new()
        {
            ServerInfo = new() { Name = "headgate-conformance", Version = "1" },
            ScopeRequests = false,
            Capabilities = new()
            {
                Tools = new(),
                Prompts = new(),
                Resources = new() { Subscribe = true },
                Completions = new(),
                Logging = new(),
            },
            Handlers = new()
            {
                ListToolsHandler = (request, _) =>
                    new(Cached(request, new ListToolsResult { Tools = [.. _tools.Values.Select(t => t.Described)] })),
                CallToolHandler = Call,
                ListPromptsHandler = (request, _) => new(Cached(request, FixturePrompts.List())),
                GetPromptHandler = (request, _) => new(FixturePrompts.Get(request)),
                ListResourcesHandler = (request, _) => new(Cached(request, FixtureResources.List())),
                ListResourceTemplatesHandler = (request, _) => new(Cached(request, FixtureResources.Templates())),
                ReadResourceHandler = (request, _) => new(Cached(request, FixtureResources.Read(request.Params!.Uri))),
                SubscribeToResourcesHandler = (_, _) => new(new EmptyResult()),
                UnsubscribeFromResourcesHandler = (_, _) => new(new EmptyResult()),
                SetLoggingLevelHandler = (_, _) => new(new EmptyResult()),
                CompleteHandler = (request, _) => new(FixturePrompts.Complete(request.Params!.Argument.Value)),
            },
        };
    }

    /// <summary>How it is served.</summary>
    public McpServerOptions Options { get; }

    /// <summary>How many calls of the tool that waits have begun.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many calls of <c>test_waits</c> were cancelled.</summary>
    public int Cancelled => Volatile.Read(ref _cancelled);

    private ValueTask<CallToolResult> Call(RequestContext<CallToolRequestParams> request, CancellationToken cancel) =>
        _tools.TryGetValue(request.Params!.Name, out var tool)
            ? tool.Run(request, cancel)
            : throw new McpProtocolException($"There is no tool {request.Params.Name}.", McpErrorCode.InvalidParams);

    private async ValueTask<CallToolResult> Wait(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            // Whoever asks is told that it has begun.
            await PlainTools.Told(request, 0, cancel);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _cancelled);
            throw;
        }
        return PlainTools.Said("Nobody cancelled.");
    }

    // Older clients refuse results with members that they do not know.
    private static TResult Cached<TParams, TResult>(RequestContext<TParams> request, TResult result)
        where TResult : ICacheableResult
    {
        if (request.JsonRpcRequest.Context?.ProtocolVersion == "2026-07-28")
        {
            result.TimeToLive = TimeSpan.FromMinutes(1);
            result.CacheScope = CacheScope.Private;
        }
        return result;
    }
}
