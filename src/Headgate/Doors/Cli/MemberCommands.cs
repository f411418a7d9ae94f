using System.CommandLine;
using System.Text.Json;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary>What becomes of people once they are in, where they are signed in, and their teams.</summary>
internal static class MemberCommands
{
    /// <summary>The further verbs of <c>users</c>.</summary>
    public static IEnumerable<Command> OfUsers(Shell shell)
    {
        yield return Update(shell);
        yield return Set(
            shell,
            "suspend",
            "Suspends a person: sessions and tokens end, their agents do nothing",
            a => $"{Of(a, "person")} is {Of(a, "status")}"
        );
        yield return Set(shell, "resume", "Lets a suspended person in again", a => $"{Of(a, "person")} is {Of(a, "status")}");
        yield return Set(
            shell,
            "reset-factors",
            "Takes away what a person signs in with, when it is lost",
            a => $"{Of(a, "removed")} removed. Make a link for them: headgate users link EMAIL"
        );
        yield return Sessions(shell);
        yield return EndSession(shell);
    }

    /// <summary><c>teams</c>.</summary>
    public static Command Teams(Shell shell)
    {
        var name = new Argument<string>("NAME");
        var manager = new Option<string?>("--manager") { Description = "Name, e-mail or id" };
        var region = new Option<string?>("--region") { Description = "Where it sells" };
        var renamed = new Option<string?>("--name") { Description = "The new name" };
        return new Command("teams", "Teams of people")
        {
            Tell(
                shell,
                shell.Command("create", "Creates a team", name, manager, region, shell.Org, shell.As),
                "teams.create",
                p => Given(("name", p.GetValue(name)), ("manager", p.GetValue(manager)), ("region", p.GetValue(region))),
                a => Of(a.GetProperty("team"), "id")
            ),
            Tell(
                shell,
                shell.Command(
                    "update",
                    "Renames a team, or gives it another manager or region",
                    name,
                    renamed,
                    manager,
                    region,
                    shell.Org,
                    shell.As
                ),
                "teams.update",
                p =>
                    Given(
                        ("team", p.GetValue(name)),
                        ("name", p.GetValue(renamed)),
                        ("manager", p.GetValue(manager)),
                        ("region", p.GetValue(region))
                    ),
                a => Of(a.GetProperty("team"), "name")
            ),
            Tell(
                shell,
                shell.Command("list", "Lists teams", shell.Org, shell.As),
                "teams.list",
                _ => Given(),
                Lines("name", "region", "id")
            ),
        };
    }

    private static Command Update(Shell shell)
    {
        var person = new Argument<string>("PERSON") { Description = "E-mail, name or id" };
        Option<string?>[] options =
        [
            new("--name") { Description = "The name" },
            new("--role") { Description = "admin, revops, rep or auditor" },
            new("--sees") { Description = "own, team or all" },
            new("--team") { Description = "Name or id of a team" },
            new("--title") { Description = "The title" },
        ];
        var command = shell.Command("update", "Changes a person's role, what they see, team", [person, .. options, shell.Org, shell.As]);
        return Tell(
            shell,
            command,
            "users.update",
            p => Given([("person", p.GetValue(person)), .. options.Select(o => (o.Name.TrimStart('-'), p.GetValue(o)))]),
            a => $"{Of(a.GetProperty("user"), "name")}: {Of(a.GetProperty("user"), "role")}, sees {Of(a.GetProperty("user"), "sees")}"
        );
    }

    private static Command Set(Shell shell, string verb, string says, Func<JsonElement, string> words)
    {
        var person = new Argument<string>("PERSON") { Description = "E-mail, name or id" };
        return Tell(
            shell,
            shell.Command(verb, says, person, shell.Org, shell.As),
            "users." + verb.Replace('-', '_'),
            p => Given(("person", p.GetValue(person))),
            words
        );
    }

    private static Command Sessions(Shell shell)
    {
        var person = Whose();
        return Tell(
            shell,
            shell.Command("sessions", "Lists where you are signed in", person, shell.Org, shell.As),
            "users.sessions",
            p => Given(("person", p.GetValue(person))),
            a =>
                string.Join(
                    '\n',
                    a.GetProperty("items")
                        .EnumerateArray()
                        .Select(s =>
                            $"{Of(s, "id")}  {Of(s, "kind")}  {Of(s, "device")}  opened {Of(s, "opened")}  used {Of(s, "last_used")}{(Of(s, "current") == "true" ? "  (this one)" : "")}"
                        )
                )
        );
    }

    private static Command EndSession(Shell shell)
    {
        var session = new Argument<string?>("SESSION")
        {
            Description = "Its id; all others when left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var person = Whose();
        return Tell(
            shell,
            shell.Command("end-session", "Ends a session, or all others", session, person, shell.Org, shell.As),
            "users.end_session",
            p => Given(("session", p.GetValue(session)), ("person", p.GetValue(person))),
            a => $"{Of(a, "ended")} ended"
        );
    }

    private static Option<string?> Whose() => new("--person") { Description = "Somebody else, for an administrator" };

    private static Command Tell(
        Shell shell,
        Command command,
        string action,
        Func<ParseResult, Dictionary<string, object?>> arguments,
        Func<JsonElement, string> words
    )
    {
        command.SetAction(
            shell.Over(
                async (parsed, way, cancel) => shell.Tell(parsed, await way.Call(action, arguments(parsed), cancel), words),
                needsPerson: true
            )
        );
        return command;
    }

    private static Dictionary<string, object?> Given(params IEnumerable<(string Name, string? Value)> arguments) =>
        arguments.Where(a => a.Value is not null).ToDictionary(a => a.Name, a => (object?)a.Value, StringComparer.Ordinal);
}
