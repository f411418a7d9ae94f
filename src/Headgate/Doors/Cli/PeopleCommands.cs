using System.CommandLine;
using System.Text.Json;

namespace Headgate.Doors.Cli;

/// <summary><c>agents</c>, <c>users</c>, <c>orgs</c>: who may come in.</summary>
internal static class PeopleCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return Agents(shell);
        yield return Users(shell);
        yield return MemberCommands.Teams(shell);
        yield return Orgs(shell);
    }

    private static Command Agents(Shell shell)
    {
        var name = new Argument<string>("NAME");
        var scopes = new Option<string>("--scopes") { Description = "mcp:read,mcp:write,mcp:comms,mcp:admin", Required = true };
        var toolsets = new Option<string?>("--toolsets")
        {
            Description = "leads,activities,drafts,documents,lenders,reports,approvals,runs, or seller, or all",
        };
        var grants = new Option<string?>("--grants")
        {
            Description = "contact_details: e-mail addresses, phones and cash flow as they are, not as handles",
        };
        var details = new Option<bool>("--contact-details") { Description = "The same as --grants contact_details" };
        var ttl = new Option<string>("--ttl")
        {
            Description = "How long the token is good: 30m, 1h, at most 24h",
            DefaultValueFactory = _ => "1h",
        };
        var sandbox = new Option<bool>("--sandbox") { Description = "For the sandbox" };
        var whom = new Option<string?>("--for") { Description = "On whose behalf, for an administrator" };
        var create = shell.Command(
            "create",
            "Makes an agent's token; shown this once",
            name,
            scopes,
            toolsets,
            grants,
            details,
            ttl,
            sandbox,
            whom,
            shell.Org,
            shell.As
        );
        create.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    if (Seconds(parsed.GetValue(ttl)!) is not { } seconds)
                        return shell.Complain(
                            parsed,
                            new("cli.ttl", $"--ttl {parsed.GetValue(ttl)} is not a time such as 30m or 1h, at most 24h.", ""),
                            Shell.Usage
                        );
                    var answer = await way.Call(
                        "agents.create",
                        new Dictionary<string, object?>(StringComparer.Ordinal)
                        {
                            ["name"] = parsed.GetValue(name),
                            ["scopes"] = Split(parsed.GetValue(scopes)),
                            ["toolsets"] = Split(parsed.GetValue(toolsets)),
                            ["grants"] = parsed.GetValue(details) ? ["contact_details"] : Split(parsed.GetValue(grants)),
                            ["ttl"] = seconds,
                            ["environment"] = parsed.GetValue(sandbox) ? "sandbox" : "production",
                            ["for"] = parsed.GetValue(whom),
                        },
                        cancel
                    );
                    return shell.Tell(
                        parsed,
                        answer,
                        a => $"Agent {Of(a, "agent")}\nToken {Of(a, "token")}   (shown this once)\nGood until {Of(a, "expires")}"
                    );
                },
                needsPerson: true
            )
        );
        var list = shell.Command("list", "Lists agents and their grants", shell.Org, shell.As);
        list.SetAction(
            shell.Over(async (parsed, way, cancel) => shell.Tell(parsed, await way.Call("agents.list", new { }, cancel), Granted))
        );
        var revoke = shell.Command("revoke", "Ends every token of an agent", name, shell.Org, shell.As);
        revoke.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("agents.revoke", new { agent = parsed.GetValue(name) }, cancel),
                        a => $"{Of(a, "revoked")} revoked"
                    ),
                needsPerson: true
            )
        );
        return new Command("agents", "Agents and their tokens")
        {
            create,
            list,
            revoke,
            ClientCommands.Set(shell, "suspend", "Stops an agent at once; its grants stay"),
            ClientCommands.Set(shell, "resume", "Lets an agent act that is suspended or in quarantine"),
        };
    }

    private static Command Users(Shell shell)
    {
        var email = new Argument<string>("EMAIL");
        var name = new Option<string>("--name") { Description = "The person's name", Required = true };
        var role = new Option<string>("--role") { Description = "admin, revops, rep or auditor", DefaultValueFactory = _ => "rep" };
        var invite = shell.Command("invite", "Adds a person", email, name, role, shell.Org, shell.As);
        invite.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var address = await way.Address(shell.SettingsOf(parsed), cancel);
                    return shell.Tell(
                        parsed,
                        await way.Call(
                            "users.invite",
                            new
                            {
                                email = parsed.GetValue(email),
                                name = parsed.GetValue(name),
                                role = parsed.GetValue(role),
                            },
                            cancel
                        ),
                        a =>
                            Of(a, "sign_in_link") is { Length: > 0 } first
                                ? $"Added. Hand over this link; it is good once, for 72 hours:\n{address}/sign-in/{first}"
                                : $"Added. A sign-in link: headgate users link {parsed.GetValue(email)}"
                    );
                },
                needsPerson: true
            )
        );
        var token = new Option<bool>("--token") { Description = "Also a token for the command line" };
        var link = shell.Command("link", "Makes a sign-in link", email, token, shell.Org, shell.As);
        link.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var address = await way.Address(shell.SettingsOf(parsed), cancel);
                    return shell.Tell(
                        parsed,
                        await way.Call("users.link", new { person = parsed.GetValue(email), token = parsed.GetValue(token) }, cancel),
                        a =>
                            $"{address}/sign-in/{Of(a, "sign_in_link")}"
                            + (Of(a, "person_token") is { Length: > 0 } t ? $"\nToken {t}" : "")
                    );
                },
                needsPerson: true
            )
        );
        var list = shell.Command("list", "Lists people", shell.Org, shell.As);
        list.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(parsed, await way.Call("users.list", new { }, cancel), Lines("name", "email", "role", "id"))
            )
        );
        Command users = new("users", "People of the organisation") { invite, link, list };
        foreach (var command in MemberCommands.OfUsers(shell))
            users.Add(command);
        return users;
    }

    private static Command Orgs(Shell shell)
    {
        var list = shell.Command("list", "Lists organisations");
        list.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        new(
                            true,
                            JsonSerializer.SerializeToElement(
                                (await way.Organisations(cancel)).Select(o => new { id = o.Id, name = o.Name })
                            )
                        ),
                        a => string.Join('\n', a.EnumerateArray().Select(o => $"{Of(o, "id")}  {Of(o, "name")}"))
                    )
            )
        );
        var name = new Argument<string>("NAME");
        var admin = new Option<string>("--admin") { Description = "The first administrator's e-mail address", Required = true };
        var create = shell.Command("create", "Makes a further organisation", name, admin);
        create.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.CreateOrganisation(new { name = parsed.GetValue(name), email = parsed.GetValue(admin) }, cancel),
                        a =>
                            $"Organisation {Of(a, "org")}\nAdministrator {Of(a, "person")}\nToken (shown this once) {Of(a, "person_token")}"
                    )
            )
        );
        return new Command("orgs", "Organisations of this store") { list, create };
    }

    /// <summary>A time such as 90s, 30m, 1h or 1d in seconds; nothing when it is none, or over a day.</summary>
    internal static int? Seconds(string text)
    {
        var unit =
            text.Length > 1
                ? text[^1] switch
                {
                    's' => 1,
                    'm' => 60,
                    'h' => 3600,
                    'd' => 86_400,
                    _ => 0,
                }
                : 0;
        return unit > 0 && long.TryParse(text[..^1], out var count) && count > 0 && count * unit <= 86_400 ? (int)(count * unit) : null;
    }

    internal static string Of(JsonElement it, string name) =>
        it.TryGetProperty(name, out var value) ? (value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()) : "";

    private static string Granted(JsonElement answer) =>
        string.Join(
            '\n',
            answer
                .GetProperty("items")
                .EnumerateArray()
                .Select(a =>
                    $"{Of(a, "name")}  {Of(a, "status")}  {Of(a, "id")}"
                    + string.Concat(
                        a.GetProperty("grants")
                            .EnumerateArray()
                            .Select(g =>
                                "\n    "
                                + string.Join(
                                    "  ",
                                    ((string[])[Of(g, "scopes"), Of(g, "toolsets"), Of(g, "grants"), "until " + Of(g, "expires")]).Where(
                                        p => p.Length > 0
                                    )
                                )
                            )
                    )
                )
        );

    internal static string[] Split(string? list) =>
        (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static Func<JsonElement, string> Lines(params string[] fields) =>
        answer =>
            answer.TryGetProperty("items", out var items)
                ? string.Join('\n', items.EnumerateArray().Select(i => string.Join("  ", fields.Select(f => Of(i, f)))))
                : answer.GetRawText();
}
