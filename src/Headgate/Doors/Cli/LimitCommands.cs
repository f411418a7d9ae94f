using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>limits</c>: how much agents may do.</summary>
internal static class LimitCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("limits", "How much agents may do") { Show(shell), Set(shell) };
    }

    private static Command Show(Shell shell)
    {
        var agent = new Option<string?>("--agent") { Description = "An agent's name or id; all agents together without" };
        var show = shell.Command("show", "Shows the limits and what is left", agent, shell.Org, shell.As);
        show.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var name = parsed.GetValue(agent);
                    var shown = await way.Call("limits.show", name is null ? new { } : new { agent = name }, cancel);
                    return shell.Tell(
                        parsed,
                        shown,
                        a => string.Join('\n', a.GetProperty("measures").GetProperty("limits").EnumerateArray().Select(Line))
                    );
                }
            )
        );
        return show;
    }

    private static Command Set(Shell shell)
    {
        var name = new Argument<string>("LIMIT") { Description = "Its name, such as creates_per_minute" };
        var most = new Argument<string>("MOST") { Description = "A whole number; off lifts it, golden sets it back" };
        var set = shell.Command("set", "Sets a limit; a named person does it", name, most, shell.Org, shell.As);
        set.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var (limit, given) = (parsed.GetValue(name)!, parsed.GetValue(most)!);
                    // What is no number is refused as such by the schema.
                    object number = long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : given;
                    object one = given switch
                    {
                        "off" => new { name = limit, off = true },
                        "golden" => new { name = limit, golden = true },
                        _ => new { name = limit, most = number },
                    };
                    var done = await way.Call("limits.set", new { limits = new[] { one } }, cancel);
                    return shell.Tell(parsed, done, _ => $"{limit}: {given}");
                },
                needsPerson: true
            )
        );
        return set;
    }

    private static string Line(JsonElement it) =>
        $"{Of(it, "name"), -32} {(Of(it, "most") is { Length: > 0 } most ? most : "no limit"), 14}"
        + (Of(it, "left") is { Length: > 0 } left ? $"  {left} left" : "");
}
