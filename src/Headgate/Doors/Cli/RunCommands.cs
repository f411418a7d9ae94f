using System.CommandLine;
using System.Text.Json;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>runs</c>: what an agent did in one go, and undoing it.</summary>
internal static class RunCommands
{
    public static Command List(Shell shell)
    {
        var agent = new Option<string?>("--agent") { Description = "Name or id" };
        var list = shell.Command("list", "Lists runs, newest first", agent, shell.Org, shell.As);
        list.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("runs.list", Given(("agent", parsed.GetValue(agent)), ("limit", 100)), cancel),
                        a => string.Join('\n', a.GetProperty("items").EnumerateArray().Select(RunLine).DefaultIfEmpty("No runs."))
                    )
            )
        );
        return list;
    }

    public static Command Get(Shell shell)
    {
        var id = new Argument<string>("RUN") { Description = "A run, or one event of it" };
        var effects = new Option<bool>("--effects") { Description = "Only calls that changed something" };
        var facts = new Option<bool>("--facts") { Description = "Every guard's word, and why" };
        var cursor = new Option<string?>("--cursor") { Description = "Where the last page ended" };
        var get = shell.Command("get", "Shows a run's calls and what can be undone", id, effects, facts, cursor, shell.Org, shell.As);
        get.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call(
                            "runs.get",
                            Given(
                                ("id", parsed.GetValue(id)),
                                ("effects", parsed.GetValue(effects)),
                                ("facts", parsed.GetValue(facts)),
                                ("cursor", parsed.GetValue(cursor)),
                                ("limit", 100)
                            ),
                            cancel
                        ),
                        Run
                    )
            )
        );
        return get;
    }

    public static Command Undo(Shell shell)
    {
        var id = new Argument<string>("RUN") { Description = "A run, or one event of it" };
        var only = new Option<string[]>("--only")
        {
            Description = "Events of the run, when not all",
            AllowMultipleArgumentsPerToken = true,
        };
        var skip = new Option<bool>("--skip-conflicts") { Description = "Leave what somebody has changed since, and undo the rest" };
        var preview = new Option<bool>("--preview") { Description = "Show what would be done, and do nothing" };
        var undo = shell.Command(
            "undo",
            "Undoes a run, or some of it; a named person does it",
            id,
            only,
            skip,
            preview,
            shell.Org,
            shell.As
        );
        undo.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    string? before = null;
                    while (true)
                    {
                        var answer = await way.Call(
                            "runs.undo",
                            Given(
                                ("run", parsed.GetValue(id)),
                                ("only", parsed.GetValue(only) is { Length: > 0 } events ? events : null),
                                ("before", before),
                                ("on_conflict", parsed.GetValue(skip) ? "skip" : null),
                                ("dry_run", parsed.GetValue(preview))
                            ),
                            cancel
                        );
                        var status = shell.Tell(parsed, answer, a => Undone(a, parsed.GetValue(preview)));
                        // Nothing was undone: a script must see it.
                        if (answer.Ok && Report(answer.Json).GetProperty("stopped").GetBoolean())
                            return Shell.Failed;
                        before = answer.Ok && !parsed.GetValue(preview) ? Left(answer.Json) : null;
                        if (before is null)
                            return status;
                    }
                },
                needsPerson: true
            )
        );
        return undo;
    }

    private static Dictionary<string, object> Given(params IEnumerable<(string Name, object? Value)> arguments) =>
        arguments.Where(a => a.Value is not (null or false)).ToDictionary(a => a.Name, a => a.Value!, StringComparer.Ordinal);

    private static JsonElement Report(JsonElement answer) => answer.TryGetProperty("preview", out var preview) ? preview : answer;

    // A held part is no part that was undone: what came before it waits as well.
    private static string? Left(JsonElement answer) => answer.TryGetProperty("rest", out var rest) ? Of(rest, "before") : null;

    private static string RunLine(JsonElement run) =>
        $"{Of(run, "id")}  {Of(run, "began_at")}  {Of(run.TryGetProperty("agent", out var agent) ? agent : run.GetProperty("person"), "name")}"
        + $"  {Of(run, "calls")} calls, {Of(run, "refused")} refused{(Of(run, "tainted") == "true" ? ", tainted" : "")}";

    private static string Run(JsonElement answer) =>
        string.Join(
            '\n',
            [
                .. answer.GetProperty("calls").EnumerateArray().SelectMany(CallLines),
                .. Of(answer, "next_cursor") is { Length: > 0 } next ? (string[])[$"There are more: --cursor {next}"] : [],
            ]
        );

    private static IEnumerable<string> CallLines(JsonElement call)
    {
        yield return $"{Of(call, "event")}  {Of(call, "at")}  {Of(call, "action")}  {Of(call, "ended")} {Of(call, "code")}".TrimEnd()
            + (Of(call, "undo") is { Length: > 0 } undo ? $"  undo: {undo} {Of(call, "why")}".TrimEnd() : "");
        foreach (var decided in Items(call, "decided"))
            yield return $"    {Of(decided, "guard"), -14} {Of(decided, "said")}"
                + (Of(decided, "because") is { Length: > 0 } because ? $"  ({because})" : "");
        foreach (var changed in Items(call, "changed"))
            yield return (
                $"    {Of(changed, "what")} {Of(changed, "record")} "
                + string.Join(", ", Items(changed, "fields").Select(f => $"{Of(f, "field")}: {Of(f, "was")} → {Of(f, "became")}"))
            ).TrimEnd();
    }

    private static string Undone(JsonElement answer, bool preview)
    {
        var report = Report(answer);
        var lines = new List<string>();
        lines.AddRange(Items(report, "undone").Select(Record));
        lines.AddRange(Items(report, "free").Select(u => "could be " + Record(u)));
        foreach (var conflict in Items(report, "conflicts"))
            lines.Add(
                $"conflict {Of(conflict, "record")} {Of(conflict, "field")}".TrimEnd()
                    + (Of(conflict, "then") is { Length: > 0 } then ? $", then {then}, now {Of(conflict, "now")}" : "")
                    + (conflict.TryGetProperty("by", out var by) ? $", by {Of(by, "name")} at {Of(conflict, "at")}" : "")
                    + $": {Of(conflict, "why")}"
            );
        foreach (var left in Items(report, "not_undoable"))
            lines.Add($"stays {Of(left, "event")} {Of(left, "action")} {Of(left, "record")}: {Of(left, "why")}");
        if (lines.Count == 0)
            lines.Add("There is nothing to undo.");
        if (Of(report, "stopped") == "true")
            lines.Add("Nothing of this was undone: --skip-conflicts undoes what could be, and leaves what others have changed.");
        else if (preview)
            lines.Add("Nothing is done yet.");
        if (report.TryGetProperty("rest", out var rest))
            lines.Add($"{Of(rest, "events")} earlier events are left, for further parts.");
        return string.Join('\n', lines).TrimEnd();
    }

    private static string Record(JsonElement undone) =>
        $"{Of(undone, "what").Replace('_', ' ')} {Of(undone, "record")} {string.Join(", ", Items(undone, "fields").Select(f => f.GetString()))}".TrimEnd();

    private static List<JsonElement> Items(JsonElement it, string name) =>
        it.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];
}
