using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Doors.Mcp;

/// <summary>
/// Streamable HTTP on one address for both eras of the protocol: 2026-07-28, where every request stands alone, and the versions before it, where
/// <c>initialize</c> opens a session.
/// </summary>
public sealed class McpEndpoint(McpOptions options, Sessions sessions, IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>Maps the three methods of the transport.</summary>
    public void Map(IEndpointRouteBuilder app, string path)
    {
        app.MapPost(path, (RequestDelegate)Post);
        app.MapGet(path, (RequestDelegate)Get);
        app.MapDelete(path, (RequestDelegate)Delete);
    }

    private async Task Post(HttpContext http)
    {
        if (RequestChecks.Origin(http, options) is { } foreign)
        {
            await RpcError.Write(http, 403, RpcError.InvalidRequest, foreign);
            return;
        }
        if (await options.Authenticate(http) is not { } caller)
            return;
        using var envelope = await Read(http);
        if (envelope is null)
            return;
        if (options.Shortcut is { } shortcut && await shortcut(http, caller, envelope))
            return;
        if (envelope.ToMessage() is not { } message)
        {
            await RpcError.Write(http, 400, RpcError.InvalidRequest, "The body is not a valid JSON-RPC message.", envelope.RequestId);
            return;
        }
        if (!Shapes.Fit(message))
        {
            await RpcError.Write(
                http,
                400,
                RpcError.InvalidParams,
                $"The parameters are not what {envelope.Method} takes.",
                envelope.RequestId
            );
            return;
        }
        var version = http.Request.Headers[RequestChecks.VersionHeader].ToString();
        (message.Context ??= new()).User = caller;
        if (version.Length > 0)
            message.Context.ProtocolVersion = version;
        if (RequestChecks.IsModern(version))
            await AnswerAlone(http, caller, message);
        else
            await AnswerInSession(http, caller, message);
    }

    private async ValueTask<Envelope?> Read(HttpContext http)
    {
        if (RequestChecks.Form(http, options) is var (status, why) && status != 0)
        {
            await RpcError.Write(http, status, RpcError.InvalidRequest, why);
            return null;
        }
        Envelope? envelope;
        try
        {
            envelope = await Envelope.Read(http);
        }
        catch (BadHttpRequestException unreadable)
        {
            await RpcError.Write(http, unreadable.StatusCode, RpcError.InvalidRequest, "The body cannot be read; it may be too large.");
            return null;
        }
        if (envelope is null)
        {
            await RpcError.Write(http, 400, RpcError.InvalidRequest, "The body is not a valid JSON-RPC message.");
            return null;
        }
        if (!await ProtocolChecks.Refused(http, envelope))
            return envelope;
        envelope.Dispose();
        return null;
    }

    private async Task AnswerAlone(HttpContext http, Caller caller, JsonRpcMessage message)
    {
        var transport = new StreamableHttpServerTransport(logs) { Stateless = true };
        await using var server = McpServer.Create(transport, await options.Serve(caller, message), logs, services);
        var run = server.RunAsync(http.RequestAborted);
        try
        {
            await Exchange.Run(http, transport, message, modern: true, options.KeepAlive, http.RequestAborted);
        }
        finally
        {
            await transport.DisposeAsync();
            try
            {
                await run;
            }
            catch (OperationCanceledException)
            {
                // The client went away.
            }
        }
    }

    private async Task AnswerInSession(HttpContext http, Caller caller, JsonRpcMessage message)
    {
        var id = message is JsonRpcRequest request ? request.Id : default;
        var asked = http.Request.Headers[RequestChecks.SessionHeader].ToString();
        Session? session;
        if (asked.Length > 0)
        {
            session = await Bound(http, caller, asked, id);
            if (session is null)
                return;
        }
        else if (message is JsonRpcRequest { Method: RequestMethods.Initialize })
        {
            var serve = await options.Serve(caller, message);
            session = sessions.Start(caller.Key, transport => McpServer.Create(transport, serve, logs, services), options);
            if (session is null)
            {
                await RpcError.Write(http, 503, RpcError.Internal, "Too many sessions are open. Try again later.", id);
                return;
            }
        }
        else
        {
            await RpcError.Write(http, 400, RpcError.InvalidRequest, "Mcp-Session-Id is required after initialize.", id);
            return;
        }
        http.Response.Headers[RequestChecks.SessionHeader] = session.Id;
        using var use = session.Use();
        using var asking = message is JsonRpcRequest ? session.Ask(id, http.RequestAborted) : null;
        try
        {
            var cancel = asking?.Token ?? http.RequestAborted;
            await Exchange.Run(http, session.Transport, message, modern: false, options.KeepAlive, cancel);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            // The client took the request back: nothing answers it, and its stream ends.
        }
        if (message is JsonRpcNotification { Method: NotificationMethods.CancelledNotification } taken)
            session.TakeBack(taken);
    }

    private async Task Get(HttpContext http)
    {
        if (await SessionOf(http) is not { } session)
            return;
        if (!RequestChecks.Accepts(http, "text/event-stream"))
        {
            await RpcError.Write(http, 406, RpcError.InvalidRequest, "Accept must list text/event-stream.");
            return;
        }
        if (!session.TryOpenStream())
        {
            await RpcError.Write(http, 409, RpcError.InvalidRequest, "This session has a stream open already.");
            return;
        }
        Exchange.StreamHeaders(http);
        using (session.Use())
        {
            try
            {
                using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, sessions.Stopping);
                await session.Transport.HandleGetRequestAsync(http.Response.Body, ends.Token);
            }
            catch (OperationCanceledException)
            {
                // The client went away, or the server stops.
            }
            finally
            {
                session.CloseStream();
            }
        }
    }

    private async Task Delete(HttpContext http)
    {
        if (await SessionOf(http) is { } session)
            await sessions.Remove(session.Id);
    }

    private async ValueTask<Session?> SessionOf(HttpContext http)
    {
        if (RequestChecks.Origin(http, options) is { } foreign)
        {
            await RpcError.Write(http, 403, RpcError.InvalidRequest, foreign);
            return null;
        }
        if (await options.Authenticate(http) is not { } caller)
            return null;
        if (RequestChecks.IsModern(http.Request.Headers[RequestChecks.VersionHeader].ToString()))
        {
            http.Response.Headers.Allow = "POST";
            await RpcError.Write(http, 405, RpcError.InvalidRequest, "This protocol version has no sessions: use POST.");
            return null;
        }
        var asked = http.Request.Headers[RequestChecks.SessionHeader].ToString();
        if (asked.Length > 0)
            return await Bound(http, caller, asked, default);
        await RpcError.Write(http, 400, RpcError.InvalidRequest, "Mcp-Session-Id is required.");
        return null;
    }

    private async ValueTask<Session?> Bound(HttpContext http, Caller caller, string asked, RequestId id)
    {
        // Somebody else's session looks like none.
        if (sessions.Find(asked) is { } session && session.Key == caller.Key)
            return session;
        await RpcError.Write(http, 404, RpcError.SessionNotFound, "There is no such session. Begin again with initialize.", id);
        return null;
    }
}
