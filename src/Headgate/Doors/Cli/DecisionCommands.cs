using System.CommandLine;
using System.Text.Json;
using static Headgate.Doors.Cli.GuardCommands;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>approvals approve|edit|reject</c>: a named person's word on a held call.</summary>
internal static class DecisionCommands
{
    public static Command Approve(Shell shell)
    {
        var id = new Argument<string>("ID");
        var approve = shell.Command("approve", "Approves a held call and does it; a named person does it", id, shell.Org, shell.As);
        approve.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var held = parsed.GetValue(id)!;
                    var done = await OnPlan(
                        way,
                        held,
                        "approvals.approve",
                        hash => new { ids = new[] { held }, plan_hashes = new[] { hash } },
                        cancel
                    );
                    var after = done.Ok ? await way.Call("approvals.get", new { id = held }, cancel) : done;
                    return shell.Tell(parsed, after.Ok ? new(true, after.Json.GetProperty("approval")) : after, Line);
                },
                needsPerson: true
            )
        );
        return approve;
    }

    public static Command Change(Shell shell)
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
                    var (arguments, wrong) = Arguments(parsed.GetValue(set)!);
                    if (wrong is not null)
                        return shell.Complain(parsed, new("cli.set", wrong, ""), Shell.Usage);
                    var held = parsed.GetValue(id)!;
                    var done = await OnPlan(
                        way,
                        held,
                        "approvals.edit",
                        hash => new
                        {
                            id = held,
                            plan_hash = hash,
                            arguments,
                        },
                        cancel
                    );
                    var now = done.Ok ? await way.Call("approvals.get", new { id = held }, cancel) : done;
                    // What it would do now waits as an approval of its own.
                    if (now.Ok && Of(now.Json.GetProperty("approval"), "outcome") is ['a', 'p', 'r', '_', ..] next)
                        now = await way.Call("approvals.get", new { id = next }, cancel);
                    return shell.Tell(parsed, now, a => $"{Line(a.GetProperty("approval"))}\n{Of(a, "plan")}");
                },
                needsPerson: true
            )
        );
        return edit;
    }

    public static Command Reject(Shell shell)
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

    // The plan as it waits now, and the decision on exactly that one.
    private static async Task<Answered> OnPlan(Way way, string id, string action, Func<string, object> arguments, CancellationToken cancel)
    {
        var seen = await way.Call("approvals.get", new { id }, cancel);
        return seen.Ok ? await way.Call(action, arguments(Of(seen.Json.GetProperty("approval"), "plan_hash")), cancel) : seen;
    }

    private static (Dictionary<string, JsonElement> Arguments, string? Wrong) Arguments(IEnumerable<string> given)
    {
        Dictionary<string, JsonElement> arguments = new(StringComparer.Ordinal);
        foreach (var one in given)
        {
            var parts = one.Split('=', 2);
            if (parts[0].Length == 0)
                return (arguments, $"--set takes NAME=VALUE, and '{one}' has no name.");
            if (!arguments.TryAdd(parts[0], Value(parts.ElementAtOrDefault(1))))
                return (arguments, $"--set names {parts[0]} twice; say once what it shall be.");
        }
        return (arguments, null);
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
}
