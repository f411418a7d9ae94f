using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>approvals</c>: what waits for a person, and the person's word.</summary>
internal static class GuardCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("approvals", "Calls that wait for a person")
        {
            List(shell),
            Show(shell),
            DecisionCommands.Approve(shell),
            DecisionCommands.Change(shell),
            DecisionCommands.Reject(shell),
        };
        yield return new Command("runs", "Runs of agents: what they did, and undoing it")
        {
            RunCommands.List(shell),
            RunCommands.Get(shell),
            RunCommands.Undo(shell),
            Start(shell),
        };
    }

    private static Command Start(Shell shell)
    {
        var agent = new Argument<string>("AGENT") { Description = "Name or id" };
        var reason = new Option<string>("--reason") { Description = "Why nothing that it read matters any more", Required = true };
        var start = shell.Command("start", "Starts a clean run for an agent; a named person does it", agent, reason, shell.Org, shell.As);
        start.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("runs.start", new { agent = parsed.GetValue(agent), reason = parsed.GetValue(reason) }, cancel),
                        a => $"{Of(a, "run")} begun"
                    ),
                needsPerson: true
            )
        );
        return start;
    }

    private static Command List(Shell shell)
    {
        var status = new Option<string>("--status")
        {
            Description = "pending, approved, executed, failed, rejected, superseded or expired",
            DefaultValueFactory = _ => "pending",
        };
        var list = shell.Command("list", "Lists held calls with their plans", status, shell.Org, shell.As);
        list.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var page = await way.Call("approvals.list", new { status = parsed.GetValue(status), limit = 100 }, cancel);
                    if (!page.Ok)
                        return shell.Tell(parsed, page, _ => "");
                    var all = new JsonArray();
                    foreach (var one in page.Json.GetProperty("items").EnumerateArray())
                    {
                        var got = await way.Call("approvals.get", new { id = Of(one, "id") }, cancel);
                        var shown = JsonObject.Create(one)!;
                        shown["plan"] = got.Ok ? Of(got.Json, "plan") : null;
                        all.Add(shown);
                    }
                    return shell.Tell(
                        parsed,
                        new(true, JsonSerializer.SerializeToElement(all)),
                        a => string.Join('\n', a.EnumerateArray().Select(Line).DefaultIfEmpty("Nothing waits."))
                    );
                }
            )
        );
        return list;
    }

    private static Command Show(Shell shell)
    {
        var id = new Argument<string>("ID");
        var show = shell.Command("show", "Shows one held call and its whole plan", id, shell.Org, shell.As);
        show.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("approvals.get", new { id = parsed.GetValue(id) }, cancel),
                        a => $"{Line(a.GetProperty("approval"))}\n{Of(a, "plan")}"
                    )
            )
        );
        return show;
    }

    internal static string Line(JsonElement it) =>
        $"{Of(it, "id")}  {Of(it, "status"), -10}  {Of(it, "action")}  {string.Join(", ", it.GetProperty("reasons").EnumerateArray().Select(r => Of(r, "code")))}"
        + (it.TryGetProperty("escalated_to", out var to) ? $"  escalated to {Of(to, "name")}" : "")
        + (Of(it, "outcome") is { Length: > 0 } outcome ? $"  {outcome}" : "")
        + (Of(it, "runs_at") is { Length: > 0 } runs ? $"  stays approved, is done by itself from {runs}" : "");
}
