using System.CommandLine;
using System.Net;
using Headgate.Hosting.Anchoring;
using Headgate.Store;

namespace Headgate.Doors.Cli;

/// <summary><c>audit witness</c>: a witness to be run by somebody else than the server's operator, best on another machine.</summary>
internal static class WitnessCommand
{
    public static Command Of(Shell shell)
    {
        var data = new Option<string>("--data") { Description = "The witness's own folder, not a Headgate's", Required = true };
        var name = new Option<string>("--name")
        {
            Description = "Its name in signatures, best an address without its scheme",
            DefaultValueFactory = _ => "headgate-witness",
        };
        var listen = new Option<string>("--listen")
        {
            Description = "Where it listens; put a proxy with TLS in front for others",
            DefaultValueFactory = _ => "127.0.0.1:7171",
        };
        var logs = new Option<string[]>("--log")
        {
            Description = "The verifier key of a log that it signs for; kept in its folder",
            AllowMultipleArgumentsPerToken = true,
        };
        var witness = new Command("witness", "Runs a witness that signs checkpoints of logs, and never two that contradict each other")
        {
            data,
            name,
            listen,
            logs,
            shell.Json,
        };
        witness.SetAction(
            (parsed, cancel) =>
                shell.Guarded(
                    parsed,
                    () =>
                        Run(
                            Path.GetFullPath(parsed.GetValue(data)!),
                            parsed.GetValue(name)!,
                            parsed.GetValue(logs) ?? [],
                            parsed.GetValue(listen)!,
                            cancel
                        )
                )
        );
        return witness;
    }

    private static async Task<int> Run(string data, string name, string[] logs, string listen, CancellationToken cancel)
    {
        if (!IPEndPoint.TryParse(listen, out var at) || at.Port == 0 && !listen.EndsWith(":0", StringComparison.Ordinal))
            throw new StoreException($"--listen {listen} is not an address and a port, such as 127.0.0.1:7171.");
        if (File.Exists(Path.Combine(data, "log.key")))
            throw new StoreException(
                $"{data} is a Headgate's own folder. A witness beside the log that it watches is none: give it another."
            );
        await using var server = WitnessServer.Build(data, name, logs, at);
        await server.App.StartAsync(cancel);
        Console.Out.WriteLine($"Witnesses {server.Logs} logs on {server.App.Urls.First()}");
        Console.Out.WriteLine($"Its key: {server.Key}");
        await server.App.WaitForShutdownAsync(cancel);
        return 0;
    }
}
