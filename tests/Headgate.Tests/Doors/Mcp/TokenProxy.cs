using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>Adds a token to every request and leaves the rest as it is, for clients that can send none.</summary>
public sealed class TokenProxy : IAsyncDisposable
{
    private readonly HttpMessageInvoker _out = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly WebApplication _app;

    private TokenProxy(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Root => _app.Urls.First();

    public static async Task<TokenProxy> Start(string target, string token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var proxy = new TokenProxy(builder.Build());
        proxy._app.Run(http => proxy.Forward(http, target, token));
        await proxy._app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _out.Dispose();
    }

    private async Task Forward(HttpContext http, string target, string token)
    {
        using var request = new HttpRequestMessage(new(http.Request.Method), target + http.Request.Path);
        if (http.Request.Method == "POST")
            request.Content = new StreamContent(http.Request.Body);
        foreach (var (name, values) in http.Request.Headers)
            if (name is not ("Connection" or "Content-Length" or "Transfer-Encoding"))
                if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                    request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        request.Headers.Authorization = new("Bearer", token);
        try
        {
            using var answer = await _out.SendAsync(request, http.RequestAborted);
            http.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
                if (name is not "Transfer-Encoding")
                    http.Response.Headers[name] = values.ToArray();
            await using var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
            var buffer = new byte[8192];
            for (int read; (read = await body.ReadAsync(buffer, http.RequestAborted)) > 0; )
            {
                await http.Response.Body.WriteAsync(buffer.AsMemory(0, read), http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or HttpRequestException or IOException)
        {
            http.Abort();
        }
    }
}
