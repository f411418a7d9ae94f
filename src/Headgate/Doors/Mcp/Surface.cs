using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Doors.Mcp;

/// <summary>What an MCP client finds: tools, prompts, resources and completions, each one call through the gate.</summary>
public sealed class Surface
{
    private readonly Site _site;
    private readonly ToolList _tools;
    private readonly Prompts _prompts;
    private readonly Resources _resources;
    private readonly McpServerOptions _shared;

    /// <summary>Builds what is the same for every caller.</summary>
    public Surface(Site site)
    {
        _site = site;
        _tools = new(site.Catalogue);
        _prompts = new(site);
        _resources = new(site);
        _shared = Options("");
    }

    /// <summary>The tools as bytes, for lists that are answered without the library.</summary>
    public ToolList Tools => _tools;

    /// <summary>What a message is served with: the shared value, but for the two that tell the caller's own instructions.</summary>
    public async ValueTask<McpServerOptions> Serve(Caller caller, JsonRpcMessage message) =>
        message is JsonRpcRequest { Method: RequestMethods.Initialize or "server/discover" }
            ? Options(await Instructions.For(_site, caller))
            : _shared;

    /// <summary>What a caller behind a stream finds, where no request carries who calls.</summary>
    public async ValueTask<McpServerOptions> ServeStream(Caller caller)
    {
        var options = Options(await Instructions.For(_site, caller));
        options.Filters.Message.IncomingFilters.Add(next =>
            (context, cancel) =>
            {
                context.User = caller;
                return next(context, cancel);
            }
        );
        return options;
    }

    private McpServerOptions Options(string instructions) =>
        new()
        {
            ServerInfo = new()
            {
                Name = "headgate",
                Title = "Headgate CRM",
                Version = Product.Version,
            },
            ServerInstructions = instructions,
            ScopeRequests = false,
            Capabilities = new()
            {
                Tools = new(),
                Prompts = new(),
                Resources = new(),
                Completions = new(),
            },
            Handlers = new()
            {
                ListToolsHandler = async (request, cancel) =>
                    Whole(request, request.Params?.Cursor, _tools.For(By(request), await _site.RolloutOf(By(request), cancel))),
                CallToolHandler = CallTool,
                ListPromptsHandler = (request, _) => new(Whole(request, request.Params?.Cursor, _prompts.List(By(request)))),
                GetPromptHandler = (request, cancel) => _prompts.Get(CallerOf(request), request.Params!, cancel),
                ListResourcesHandler = (request, _) => new(Whole(request, request.Params?.Cursor, Resources.List())),
                ListResourceTemplatesHandler = (request, _) => new(Whole(request, request.Params?.Cursor, Resources.Templates())),
                ReadResourceHandler = (request, cancel) =>
                    _resources.Read(CallerOf(request), request.Params!.Uri, IsModern(request), cancel),
                CompleteHandler = (request, cancel) => new Completions(_site).Complete(CallerOf(request), request.Params!, cancel),
            },
        };

    private async ValueTask<CallToolResult> CallTool(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
    {
        var caller = CallerOf(request);
        var name = request.Params!.Name;
        if (_site.Catalogue.Find(name) is not { Offered: Offered.Tool or Offered.People })
            throw NoTool(name);
        if (request.Params.RequestState is { } state)
            return WayToApproval.Back(_site, caller.By, name, state);
        var progress = request.Params.ProgressToken is { } token ? new Progress(request.Server, token) : null;
        var outcome = await _site.Pass(
            caller.By,
            Door.Mcp,
            name,
            ToolAnswer.Arguments(request.Params.Arguments),
            new(ClientOf(request) ?? caller.Client, Progress: progress is null ? null : progress.Tell),
            cancel
        );
        if (progress is not null)
            await progress.Told;
        if (
            WayToApproval.Opens(request.JsonRpcRequest.Context?.ClientCapabilities ?? request.Server.ClientCapabilities)
            && WayToApproval.For(_site, caller.By, outcome) is { } asked
        )
            throw new InputRequiredException(asked);
        return ToolAnswer.Of(outcome);
    }

    private McpProtocolException NoTool(string name)
    {
        var near = _site.Catalogue.Near(name);
        var said = $"There is no tool {Text.Shown(name)}.";
        return new(near.Count == 0 ? said : $"{said} Did you mean {string.Join(" or ", near)}?", McpErrorCode.InvalidParams);
    }

    private static string? ClientOf<T>(RequestContext<T> request)
    {
        var client = request.JsonRpcRequest.Context?.ClientInfo ?? request.Server.ClientInfo;
        return client is null ? null : $"{client.Name} {client.Version}";
    }

    private static Caller CallerOf(MessageContext request) =>
        request.User as Caller ?? throw new McpProtocolException("Nobody is signed in.", McpErrorCode.InvalidRequest);

    private static Principal By(MessageContext request) => CallerOf(request).By;

    private static bool IsModern<T>(RequestContext<T> request) =>
        RequestChecks.IsModern(request.JsonRpcRequest.Context?.ProtocolVersion ?? "");

    // Every list is one page, so no cursor was ever given out. Older clients refuse results with members that they do not know.
    private static TResult Whole<TParams, TResult>(RequestContext<TParams> request, string? cursor, TResult result)
        where TResult : ICacheableResult
    {
        if (cursor is not null)
            throw new McpProtocolException($"The cursor {Text.Shown(cursor)} is not valid.", McpErrorCode.InvalidParams);
        if (IsModern(request))
        {
            result.TimeToLive = TimeSpan.FromMinutes(5);
            result.CacheScope = CacheScope.Private;
        }
        return result;
    }
}
