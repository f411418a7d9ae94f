using System.CommandLine;
using System.Text.Json;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>clients</c>: which programs people let in, and which may come at all.</summary>
internal static class ClientCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("clients", "Programs that people let in")
        {
            List(shell),
            Revoke(shell),
            Register(shell),
            Configure(shell),
        };
    }

    /// <summary>Suspends an agent, or lets it act again.</summary>
    public static Command Set(Shell shell, string verb, string says)
    {
        var name = new Argument<string>("NAME");
        var command = shell.Command(verb, says, name, shell.Org, shell.As);
        command.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call($"agents.{verb}", new { agent = parsed.GetValue(name) }, cancel),
                        a => $"{Of(a, "agent")} is {Of(a, "status")}"
                    ),
                needsPerson: true
            )
        );
        return command;
    }

    private static Command List(Shell shell)
    {
        var list = shell.Command("list", "Lists the clients that are let in", shell.Org, shell.As);
        list.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("clients.list", new { }, cancel),
                        a =>
                            string.Join(
                                '\n',
                                a.GetProperty("items")
                                    .EnumerateArray()
                                    .Select(c =>
                                        $"{Of(c, "id")}  {Of(c, "name")}  for {Of(c.GetProperty("person"), "name")}  {Of(c, "resource")}  {Of(c, "scopes")}  until {Of(c, "expires")}"
                                    )
                            )
                    ),
                needsPerson: true
            )
        );
        return list;
    }

    private static Command Revoke(Shell shell)
    {
        var id = new Argument<string>("ID") { Description = "grt_…, as clients list shows it" };
        var revoke = shell.Command("revoke", "Ends what a client was let in for, with every token", id, shell.Org, shell.As);
        revoke.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("clients.revoke", new { grant_id = parsed.GetValue(id) }, cancel),
                        a => $"{Of(a, "grant_id")} has ended"
                    ),
                needsPerson: true
            )
        );
        return revoke;
    }

    private static Command Register(Shell shell)
    {
        var name = new Argument<string>("NAME");
        var keys = new Option<string>("--keys") { Description = "A file with its public keys: a JWK or a JWK set", Required = true };
        var scopes = new Option<string>("--scopes") { Description = "mcp:read,mcp:write,mcp:comms,mcp:admin", Required = true };
        var toolsets = new Option<string?>("--toolsets") { Description = "As for agents create" };
        var at = new Option<string>("--at") { Description = "The address that it may call", DefaultValueFactory = _ => "/mcp" };
        var register = shell.Command(
            "register",
            "Registers a client that proves itself with a key and needs no browser",
            name,
            keys,
            scopes,
            toolsets,
            at,
            shell.Org,
            shell.As
        );
        register.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    if (!File.Exists(parsed.GetValue(keys)))
                        return shell.Complain(parsed, new("cli.file", $"There is no file {parsed.GetValue(keys)}.", ""), Shell.Usage);
                    return shell.Tell(
                        parsed,
                        await way.Call(
                            "clients.register",
                            new
                            {
                                name = parsed.GetValue(name),
                                keys = await File.ReadAllTextAsync(parsed.GetValue(keys)!, cancel),
                                scopes = Split(parsed.GetValue(scopes)),
                                toolsets = Split(parsed.GetValue(toolsets)),
                                resource = parsed.GetValue(at),
                            },
                            cancel
                        ),
                        a => $"client_id {Of(a, "client_id")}\nGood until {Of(a, "expires")}"
                    );
                },
                needsPerson: true
            )
        );
        return register;
    }

    private static Command Configure(Shell shell)
    {
        var unknown = new Option<string?>("--unknown")
        {
            Description = "consent, approval or refused: what becomes of a client that nobody knows yet",
        };
        var hosts = new Option<string?>("--hosts") { Description = "Hosts that clients may come from, with commas; \"\" for all" };
        var loopback = new Option<bool?>("--loopback") { Description = "For development: metadata documents on the server's own machine" };
        var configure = shell.Command("configure", "Sets which clients may connect", unknown, hosts, loopback, shell.Org, shell.As);
        configure.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var given = new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["unknown"] = parsed.GetValue(unknown),
                        ["hosts"] = parsed.GetValue(hosts) is { } named ? Split(named) : null,
                        ["loopback"] = parsed.GetValue(loopback),
                    };
                    return shell.Tell(
                        parsed,
                        await way.Call("clients.configure", given.Where(g => g.Value is not null).ToDictionary(), cancel),
                        a => JsonSerializer.Serialize(a)
                    );
                },
                needsPerson: true
            )
        );
        return configure;
    }
}
