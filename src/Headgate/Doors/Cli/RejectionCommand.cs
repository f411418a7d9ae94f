using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>policy from-rejection</c>: what a rejected call could become, with its backtest; a second call, with --save, makes it a rule.</summary>
internal static class RejectionCommand
{
    public static Command Make(Shell shell)
    {
        var approval = new Argument<string>("APPROVAL") { Description = "A call that a person rejected" };
        var save = new Option<string?>("--save") { Description = "Saves the proposal of this template and turns it on" };
        var watch = new Option<bool>("--watch") { Description = "With --save: only watches at first" };
        var command = shell.Command(
            "from-rejection",
            "Proposes policies that would have stopped a rejected call; a named person does it",
            approval,
            save,
            watch,
            shell.Org,
            shell.As
        );
        command.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var proposed = await way.Call("policies.from_rejection", new { approval = parsed.GetValue(approval) }, cancel);
                    if (!proposed.Ok || parsed.GetValue(save) is not { } template)
                        return shell.Tell(parsed, proposed, Told);
                    var chosen = proposed.Json.GetProperty("proposals").EnumerateArray().FirstOrDefault(p => Of(p, "template") == template);
                    if (chosen.ValueKind == JsonValueKind.Undefined)
                        return shell.Complain(
                            parsed,
                            new(
                                "cli.template",
                                $"No proposal is called {template}.",
                                $"Choose {string.Join(" or ", proposed.Json.GetProperty("proposals").EnumerateArray().Select(p => Of(p, "template")))}."
                            ),
                            Shell.Usage
                        );
                    var policy = JsonObject.Create(chosen.GetProperty("save"))!;
                    policy["mode"] = parsed.GetValue(watch) ? "log_only" : "on";
                    return shell.Tell(
                        parsed,
                        await way.Call("policies.save", policy, cancel),
                        a => $"{Of(a.GetProperty("policy"), "name")} saved, {Of(a.GetProperty("policy"), "mode")}"
                    );
                },
                needsPerson: true
            )
        );
        return command;
    }

    private static string Told(JsonElement proposed) =>
        $"{Of(proposed, "action")} was rejected: {Of(proposed, "reason")}\n"
        + string.Join(
            '\n',
            proposed
                .GetProperty("proposals")
                .EnumerateArray()
                .Select(p =>
                    $"\n{Of(p, "template")}: {Of(p, "says")}\n  {Of(p, "when")}\n  {PolicyCommands.Told(p.GetProperty("backtest")).ReplaceLineEndings("\n  ")}"
                )
        )
        + "\n\nNothing is saved. --save TEMPLATE saves one and turns it on; --watch lets it only watch.";
}
