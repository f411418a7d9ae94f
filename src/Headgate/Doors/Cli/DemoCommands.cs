using System.CommandLine;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Hosting;
using Headgate.Store;
using ModelContextProtocol.Client;

namespace Headgate.Doors.Cli;

/// <summary><c>demo agent</c>: a scripted agent, without a model, that shows in a few minutes what the gate does.</summary>
internal static class DemoCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        var agent = shell.Command("agent", "Plays a scripted agent against the demo company and prints what the gate answers");
        agent.SetAction((parsed, cancel) => shell.Guarded(parsed, () => Play(shell.SettingsOf(parsed), cancel)));
        yield return new Command("demo", "Shows what Headgate does") { agent };
    }

    private static async Task<int> Play(Settings settings, CancellationToken cancel)
    {
        await using var host = new DemoHost(settings);
        using var http = await host.Connect(cancel);
        using var answer = await http.PostAsync("/local/demo", null, cancel);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        if (!answer.IsSuccessStatusCode)
            throw new StoreException(told.GetProperty("why").GetString()!);
        var transport = new HttpClientTransport(
            new()
            {
                Endpoint = new("http://localhost/mcp"),
                TransportMode = HttpTransportMode.StreamableHttp,
                AdditionalHeaders = new Dictionary<string, string>
                {
                    ["Authorization"] = "Bearer " + told.GetProperty("token").GetString(),
                },
            },
            http,
            ownsHttpClient: false
        );
        await using var client = await McpClient.CreateAsync(
            transport,
            new()
            {
                ClientInfo = new() { Name = "headgate-demo", Version = Product.Version },
            },
            cancellationToken: cancel
        );
        Console.Out.WriteLine(
            $"A scripted agent, without a model, calls {(host.IsOwn ? "a server started for it" : "the running server")}"
        );
        Console.Out.WriteLine($"over MCP {client.NegotiatedProtocolVersion}. Data: {settings.Data}");
        await new ScriptedAgent(client, Console.Out, TimeProvider.System.GetUtcNow()).Play(cancel);
        Console.Out.WriteLine(
            $"""

            Where to look now
              the audit      headgate audit search --data {settings.Data}
              what waits     headgate approvals list --data {settings.Data}
              your own agent headgate agents create NAME --scopes mcp:read,mcp:write --data {settings.Data}
              in a browser   headgate up --data {settings.Data}   (prints a sign-in link)
            """
        );
        return 0;
    }
}
