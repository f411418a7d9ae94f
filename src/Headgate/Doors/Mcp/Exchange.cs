using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Headgate.Doors.Mcp;

/// <summary>
/// One message and its answer: plain JSON when the answer is all there is, an event stream when something comes before it. While nothing comes, comment lines
/// keep proxies and clients from giving up; the protocol library alone would send no byte.
/// </summary>
internal static class Exchange
{
    private static readonly byte[] Comment = ": keep-alive\n\n"u8.ToArray();

    public static async Task Run(
        HttpContext http,
        StreamableHttpServerTransport transport,
        JsonRpcMessage message,
        bool modern,
        TimeSpan keepAlive,
        CancellationToken cancel
    )
    {
        await using var body = new SwitchStream(http.Response.Body);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var alive = KeepAlive(http, body, keepAlive, stop.Token);
        bool wrote;
        try
        {
            wrote = await transport.HandlePostRequestAsync(message, body, first => Begin(http, body, first, modern), cancel);
        }
        finally
        {
            await stop.CancelAsync();
            await alive;
        }
        if (!wrote)
            http.Response.StatusCode = 202;
    }

    /// <summary>The headers of an event stream.</summary>
    public static void StreamHeaders(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    private static async ValueTask Begin(HttpContext http, SwitchStream body, JsonRpcMessage? first, bool modern)
    {
        using var held = await body.Lock();
        if (body.Started)
            return;
        body.Started = true;
        if (modern && first is JsonRpcError { Error: { } error })
            http.Response.StatusCode = StatusOf((McpErrorCode)error.Code);
        if (first is not (JsonRpcResponse or JsonRpcError))
        {
            StreamHeaders(http);
            return;
        }
        // The library's own frame goes nowhere; the client gets the message itself.
        body.Discards = true;
        http.Response.ContentType = "application/json";
        http.Response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(http.Response.Body, first, RpcError.Answers, http.RequestAborted);
    }

    private static int StatusOf(McpErrorCode code) =>
        code switch
        {
            McpErrorCode.MethodNotFound => 404,
            McpErrorCode.MissingRequiredClientCapability or McpErrorCode.UnsupportedProtocolVersion or McpErrorCode.HeaderMismatch => 400,
            _ => 200,
        };

    private static async Task KeepAlive(HttpContext http, SwitchStream body, TimeSpan every, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(every, cancel);
                using var held = await body.Lock();
                if (cancel.IsCancellationRequested || body.Discards)
                    return;
                if (!body.Started)
                {
                    body.Started = true;
                    StreamHeaders(http);
                }
                await http.Response.Body.WriteAsync(Comment, cancel);
                await http.Response.Body.FlushAsync(cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // Answered.
        }
    }
}
