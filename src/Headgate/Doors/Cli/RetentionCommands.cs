using System.CommandLine;
using System.Text.Json;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>retention</c>: how long what is kept of calls stays.</summary>
internal static class RetentionCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("retention", "How long what is kept of calls stays") { List(shell), Set(shell) };
    }

    private static Command List(Shell shell)
    {
        var list = shell.Command("list", "Shows the classes, their days, and what waits for a second person", shell.Org, shell.As);
        list.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("retention.list", new { }, cancel),
                        a => string.Join('\n', a.GetProperty("classes").EnumerateArray().Select(Line))
                    )
            )
        );
        return list;
    }

    private static Command Set(Shell shell)
    {
        var of = new Argument<string>("CLASS") { Description = "calls, refusals or facts" };
        var days = new Argument<int>("DAYS") { Description = "1 to 3650" };
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var set = shell.Command(
            "set",
            "Sets the days; they stand once a second administrator sets the same",
            of,
            days,
            reason,
            shell.Org,
            shell.As
        );
        set.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call(
                            "retention.set",
                            new
                            {
                                @class = parsed.GetValue(of),
                                days = parsed.GetValue(days),
                                reason = parsed.GetValue(reason),
                            },
                            cancel
                        ),
                        Line
                    ),
                needsPerson: true
            )
        );
        return set;
    }

    private static string Line(JsonElement it) =>
        $"{Of(it, "class"), -10} {Of(it, "days"), 5} days  {Of(it, "what")}"
        + (
            it.TryGetProperty("waiting", out var wish)
                ? $"\n{"", -10} {Of(wish, "days"), 5} days  wanted by {Of(wish.GetProperty("asked_by"), "name")}, until a second person sets the same or {Of(wish, "expires_at")}"
                : ""
        );
}
