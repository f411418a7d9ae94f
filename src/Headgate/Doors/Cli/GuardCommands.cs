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
            Approve(shell),
            Change(shell),
            Reject(shell),
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

    private static Command Approve(Shell shell)
    {
        var id = new Argument<string>("ID");
        var approve = shell.Command("approve", "Approves a held call and does it; a named person does it", id, shell.Org, shell.As);
        approve.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var seen = await way.Call("approvals.get", new { id = parsed.GetValue(id) }, cancel);
                    if (!seen.Ok)
                        return shell.Tell(parsed, seen, _ => "");
                    var done = await way.Call(
                        "approvals.approve",
                        new
                        {
                            ids = new[] { parsed.GetValue(id) },
                            plan_hashes = new[] { Of(seen.Json.GetProperty("approval"), "plan_hash") },
                        },
                        cancel
                    );
                    if (!done.Ok)
                        return shell.Tell(parsed, done, _ => "");
                    var after = await way.Call("approvals.get", new { id = parsed.GetValue(id) }, cancel);
                    return shell.Tell(parsed, new(after.Ok, after.Ok ? after.Json.GetProperty("approval") : after.Json), Line);
                },
                needsPerson: true
            )
        );
        return approve;
    }

    private static Command Change(Shell shell)
    {
        var id = new Argument<string>("ID");
        var set = new Option<string[]>("--set")
        {
            Description = "NAME=VALUE; a value is JSON or else a text, none takes it out",
            Required = true,
        };
        var edit = shell.Command(
            "edit",
            "Changes a held call, which then waits with its new plan; a named person does it",
            id,
            set,
            shell.Org,
            shell.As
        );
        edit.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var seen = await way.Call("approvals.get", new { id = parsed.GetValue(id) }, cancel);
                    if (!seen.Ok)
                        return shell.Tell(parsed, seen, _ => "");
                    var done = await way.Call(
                        "approvals.edit",
                        new
                        {
                            id = parsed.GetValue(id),
                            plan_hash = Of(seen.Json.GetProperty("approval"), "plan_hash"),
                            arguments = parsed
                                .GetValue(set)!
                                .Select(s => s.Split('=', 2))
                                .ToDictionary(s => s[0], s => Value(s.ElementAtOrDefault(1))),
                        },
                        cancel
                    );
                    if (!done.Ok)
                        return shell.Tell(parsed, done, _ => "");
                    var was = await way.Call("approvals.get", new { id = parsed.GetValue(id) }, cancel);
                    var next = Of(was.Json.GetProperty("approval"), "outcome");
                    var now = next.StartsWith("apr_", StringComparison.Ordinal)
                        ? await way.Call("approvals.get", new { id = next }, cancel)
                        : was;
                    return shell.Tell(parsed, now, a => $"{Line(a.GetProperty("approval"))}\n{Of(a, "plan")}");
                },
                needsPerson: true
            )
        );
        return edit;
    }

    private static JsonElement Value(string? given)
    {
        if (string.IsNullOrEmpty(given))
            return JsonElement.Parse("null");
        try
        {
            return JsonElement.Parse(given);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(given);
        }
    }

    private static Command Reject(Shell shell)
    {
        var id = new Argument<string>("ID");
        var reason = new Option<string>("--reason") { Description = "Why; the agent is told", Required = true };
        var reject = shell.Command("reject", "Rejects a held call; a named person does it", id, reason, shell.Org, shell.As);
        reject.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call(
                            "approvals.reject",
                            new { ids = new[] { parsed.GetValue(id) }, reason = parsed.GetValue(reason) },
                            cancel
                        ),
                        _ => $"{parsed.GetValue(id)} rejected"
                    ),
                needsPerson: true
            )
        );
        return reject;
    }

    private static string Line(JsonElement it) =>
        $"{Of(it, "id")}  {Of(it, "status"), -10}  {Of(it, "action")}  {string.Join(", ", it.GetProperty("reasons").EnumerateArray().Select(r => Of(r, "code")))}"
        + (Of(it, "outcome") is { Length: > 0 } outcome ? $"  {outcome}" : "");
}
