using System.Text;
using Headgate.Doors.Mcp;
using Headgate.Hosting;
using Headgate.Store;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol.Server;

namespace Headgate.Doors.Cli;

/// <summary>
/// MCP over standard input and output. Every such process is a bridge to the server of its data folder; where none runs, it is one itself, and when that one
/// ends, another takes over and introduces its client again.
/// </summary>
internal static class StdioDoor
{
    /// <summary>The server's side: one client behind a bridge.</summary>
    public static async Task Attach(HttpContext http, Site site, Surface surface, ILoggerFactory logs)
    {
        if (!LocalSocket.Is(http) || http.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } upgrade)
        {
            http.Response.StatusCode = 404;
            return;
        }
        Caller caller;
        var agent = http.Request.Headers["X-Headgate-Agent"] is [{ Length: > 0 } name] ? name : null;
        var org = http.Request.Headers["X-Headgate-Org"] is [{ Length: > 0 } wanted] ? wanted : null;
        try
        {
            caller = new(await Operator.Agent(site, agent, org, http.RequestAborted), "stdio");
        }
        catch (StoreException refused)
        {
            http.Response.StatusCode = 403;
            await http.Response.WriteAsync(refused.Message, http.RequestAborted);
            return;
        }
        await using var stream = await upgrade.UpgradeAsync();
        await using var transport = new StreamServerTransport(stream, stream, "headgate", logs);
        await using var server = McpServer.Create(transport, await surface.ServeStream(caller), logs);
        using var stands = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var watch = Watch(site, caller.By.Person, agent, org, stands);
        try
        {
            await server.RunAsync(stands.Token);
        }
        catch (OperationCanceledException)
        {
            // The bridge went away, or may not stay.
        }
        finally
        {
            await stands.CancelAsync();
            await watch;
        }
    }

    // A stream carries no token with each message: whether its agent and person may still act is looked up instead.
    private static async Task Watch(Site site, string person, string? agent, string? org, CancellationTokenSource stands)
    {
        try
        {
            while (!stands.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), stands.Token);
                if ((await Operator.Agent(site, agent, org, stands.Token)).Person != person)
                    await stands.CancelAsync();
            }
        }
        catch (Exception gone) when (gone is not OperationCanceledException)
        {
            // It may not act any more, or nobody can tell: the bridge asks anew, and is told.
            await stands.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // It ended by itself.
        }
    }

    /// <summary>The client's side, until its input ends.</summary>
    public static async Task<int> Run(Settings settings, string? agent, string? org, TextWriter errors, CancellationToken cancel)
    {
        await using var host = new StdioHost(settings);
        var bridge = new StdioBridge(Console.OpenStandardInput(), Console.OpenStandardOutput());
        while (!bridge.Ended && !cancel.IsCancellationRequested)
        {
            try
            {
                using var client = await host.Connect(cancel);
                using var request = new HttpRequestMessage(HttpMethod.Post, "/local/mcp");
                request.Headers.Connection.Add("Upgrade");
                request.Headers.Upgrade.Add(new("mcp"));
                request.Headers.Add("X-Headgate-Agent", agent ?? "");
                request.Headers.Add("X-Headgate-Org", org ?? "");
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
                if (answer.StatusCode != System.Net.HttpStatusCode.SwitchingProtocols)
                {
                    await errors.WriteLineAsync(await answer.Content.ReadAsStringAsync(cancel));
                    return 1;
                }
                await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
                await bridge.Carry(stream, cancel);
            }
            catch (StoreException failure)
            {
                await errors.WriteLineAsync(failure.Message);
                return 1;
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                // The process that served has ended; the next turn finds its successor or becomes it.
                await Task.Delay(50, cancel);
            }
        }
        return 0;
    }
}
