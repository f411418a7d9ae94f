using System.CommandLine;
using System.Text.Json;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Cli;

/// <summary><c>up</c>, <c>serve</c>, <c>init</c>, <c>mcp</c>: what runs or makes a server.</summary>
internal static class ServerCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1", DefaultValueFactory = _ => 7070 };
        var noDemo = new Option<bool>("--no-demo") { Description = "Start with an empty company" };
        var up = shell.Command("up", "Starts Headgate with a demo company and prints how to connect", port, noDemo);
        up.SetAction(
            (parsed, cancel) => shell.Guarded(parsed, () => Up(shell, parsed, parsed.GetValue(port), !parsed.GetValue(noDemo), cancel))
        );
        yield return up;

        var url = new Option<string?>("--url") { Description = "The address that others use, such as https://crm.example" };
        var serve = shell.Command("serve", "Serves a data folder in the foreground, without a demo", port, url);
        serve.SetAction(
            (parsed, cancel) => shell.Guarded(parsed, () => Serve(shell, parsed, parsed.GetValue(port), parsed.GetValue(url), cancel))
        );
        yield return serve;

        var admin = new Option<string?>("--admin") { Description = "The first administrator's e-mail address" };
        var init = shell.Command("init", "Makes a store with one organisation and its first administrator", shell.Org, admin);
        init.SetAction((parsed, _) => shell.Guarded(parsed, () => Init(shell, parsed, parsed.GetValue(admin))));
        yield return init;

        var agent = new Option<string?>("--agent") { Description = "The agent that the client is; without it one that only reads" };
        var mcp = shell.Command("mcp", "Serves MCP over standard input and output, for a client on this machine", agent, shell.Org);
        mcp.SetAction(
            (parsed, cancel) =>
                shell.Guarded(
                    parsed,
                    () => StdioDoor.Run(shell.SettingsOf(parsed), parsed.GetValue(agent), parsed.GetValue(shell.Org), Console.Error, cancel)
                )
        );
        yield return mcp;
    }

    private static async Task<int> Up(Shell shell, ParseResult parsed, int port, bool demo, CancellationToken cancel)
    {
        var settings = shell.SettingsOf(parsed) with { Port = port };
        var (site, made) = await (demo ? OpenDemo(settings, cancel) : Starting.Open(settings));
        await using var open = site;
        await using var server = Server.Build(site, port);
        return await Run(server, port, async () => await Welcome.Print(site, AddressOf(server), made, cancel), cancel);
    }

    /// <summary>Opens a data folder; a fresh one gets the demo company.</summary>
    public static async Task<(Site Site, JsonElement? Made)> OpenDemo(Settings settings, CancellationToken cancel)
    {
        var (site, made) = await Starting.Open(settings, "Northwind Capital", "alex@northwind.example");
        try
        {
            if ((await site.Organisations(cancel)).Count == 1)
                await Welcome.Seed(site, begin: made is not null, cancel);
            return (site, made);
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    private static async Task<int> Serve(Shell shell, ParseResult parsed, int port, string? url, CancellationToken cancel)
    {
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            throw new StoreException($"--url {url} is not an http or https address.");
        var settings = shell.SettingsOf(parsed);
        settings = settings with { Port = port, Url = url?.TrimEnd('/') ?? settings.Url };
        var (site, made) = await Starting.Open(settings);
        await using var open = site;
        await using var server = Server.Build(site, port);
        return await Run(server, port, () => Announce(settings, AddressOf(server), made), cancel);
    }

    private static Task Announce(Settings settings, string address, JsonElement? made)
    {
        Console.Out.WriteLine($"Headgate serves {settings.Data} on {address}");
        if (made is { } first)
        {
            Console.Out.WriteLine($"First administrator: {first.GetProperty("person").GetString()}");
            Console.Out.WriteLine(
                $"Sign in once:        {settings.Url ?? address}/sign-in/{first.GetProperty("sign_in_link").GetString()}"
            );
            Console.Out.WriteLine(
                $"Command-line token:  {first.GetProperty("person_token").GetString()}   (shown this once; HEADGATE_PERSON_TOKEN)"
            );
        }
        return Task.CompletedTask;
    }

    private static async Task<int> Init(Shell shell, ParseResult parsed, string? admin)
    {
        var settings = shell.SettingsOf(parsed);
        var (site, made) = await Starting.Open(settings, parsed.GetValue(shell.Org), admin);
        await using var open = site;
        if (made is not { } first)
            return shell.Complain(
                parsed,
                new("init.exists", $"{settings.Data} holds a Headgate already.", "Use it, or choose another folder.")
            );
        var answer = new
        {
            org = first.GetProperty("org").GetString(),
            person = first.GetProperty("person").GetString(),
            person_token = first.GetProperty("person_token").GetString(),
            sign_in = $"{settings.Url ?? "http://127.0.0.1:7070"}/sign-in/{first.GetProperty("sign_in_link").GetString()}",
        };
        return shell.Tell(
            parsed,
            new(true, JsonSerializer.SerializeToElement(answer)),
            _ =>
                $"Organisation {answer.org}\nAdministrator {answer.person}\nToken (shown this once) {answer.person_token}\nSign in once, when it runs: {answer.sign_in}"
        );
    }

    private static async Task<int> Run(WebApplication server, int port, Func<Task> started, CancellationToken cancel)
    {
        try
        {
            await server.StartAsync(cancel);
        }
        catch (IOException taken)
        {
            throw new StoreException($"Port {port} on 127.0.0.1 cannot be used: {taken.Message}", taken);
        }
        await started();
        await server.WaitForShutdownAsync(cancel);
        return 0;
    }

    private static string AddressOf(WebApplication server) =>
        server.Urls.First(u => u.StartsWith("http://", StringComparison.Ordinal) && !u.Contains("unix", StringComparison.Ordinal));
}
