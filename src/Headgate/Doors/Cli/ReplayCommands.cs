using System.CommandLine;
using System.Text.Json;
using Headgate.Hosting;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>audit replay</c> judges recorded decisions again; <c>replay</c> passes the calls of a run again over a copy of the data.</summary>
internal static class ReplayCommands
{
    private static readonly string[] Counted = ["decisions", "same", "different", "erased", "unrecorded", "on_rulings"];

    public static Command Audit(Shell shell)
    {
        var id = new Argument<string?>("RUN") { Description = "A run or an event; all when left out", Arity = ArgumentArity.ZeroOrOne };
        var since = new Option<string?>("--since") { Description = "From this instant on" };
        var until = new Option<string?>("--until") { Description = "Before this instant" };
        var replay = shell.Command(
            "replay",
            "Judges recorded decisions again and tells where one would be another",
            id,
            since,
            until,
            shell.Org,
            shell.As
        );
        replay.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var counts = Counted.ToDictionary(c => c, _ => 0L, StringComparer.Ordinal);
                    List<JsonElement> differences = [];
                    string? cursor = null;
                    do
                    {
                        var page = await way.Call(
                            "audit.replay",
                            Given(parsed.GetValue(id), parsed.GetValue(since), parsed.GetValue(until), cursor),
                            cancel
                        );
                        if (!page.Ok)
                            return shell.Tell(parsed, page, _ => "");
                        foreach (var name in Counted)
                            counts[name] += page.Json.GetProperty(name).GetInt64();
                        differences.AddRange(page.Json.GetProperty("differences").EnumerateArray());
                        cursor = Of(page.Json, "next_cursor") is { Length: > 0 } next ? next : null;
                    } while (cursor is not null);
                    var whole = counts.ToDictionary(c => c.Key, c => (object)c.Value, StringComparer.Ordinal);
                    whole["differences"] = differences;
                    var status = shell.Tell(parsed, new(true, JsonSerializer.SerializeToElement(whole)), Told);
                    return counts["different"] > 0 ? Shell.Failed : status;
                }
            )
        );
        return replay;
    }

    public static Command Run(Shell shell)
    {
        var run = new Argument<string>("RUN") { Description = "A run" };
        var copy = new Option<string>("--copy") { Description = "A backup or copy of the data from when the run began", Required = true };
        var replay = shell.Command(
            "replay",
            "Passes a run's calls again over a copy, as dry runs, and compares the plans",
            run,
            copy,
            shell.Org
        );
        replay.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    await using var again = await DryReplay.Open(Path.GetFullPath(parsed.GetValue(copy)!));
                    List<Dictionary<string, string?>> calls = [];
                    string? cursor = null;
                    do
                    {
                        var page = await way.Call(
                            "runs.recorded",
                            Given(("run", parsed.GetValue(run)), ("limit", 20), ("cursor", cursor)),
                            cancel
                        );
                        if (!page.Ok)
                            return shell.Tell(parsed, page, _ => "");
                        foreach (var call in page.Json.GetProperty("calls").EnumerateArray())
                            calls.Add(await Pass(again, call, cancel));
                        cursor = Of(page.Json, "next_cursor") is { Length: > 0 } next ? next : null;
                    } while (cursor is not null);
                    var same = calls.Count(c => c["came"] is "same_plan" or "same_refusal");
                    var other = calls.Count(c => c["came"] is "other_plan" or "other_outcome");
                    var status = shell.Tell(
                        parsed,
                        new(
                            true,
                            JsonSerializer.SerializeToElement(
                                new
                                {
                                    same,
                                    other,
                                    calls,
                                }
                            )
                        ),
                        a => Lines(a, same, calls.Count)
                    );
                    return other > 0 ? Shell.Failed : status;
                }
            )
        );
        return replay;
    }

    private static async Task<Dictionary<string, string?>> Pass(DryReplay again, JsonElement call, CancellationToken cancel)
    {
        string? Text(string name) => Of(call, name) is { Length: > 0 } text ? text : null;
        var told = await again.Pass(Text("event")!, Text("ended")!, Text("code"), Text("kept"), cancel);
        return new(StringComparer.Ordinal)
        {
            ["event"] = Text("event"),
            ["at"] = Text("at"),
            ["action"] = Text("action"),
            ["ended"] = Text("ended"),
            ["came"] = told.Came,
            ["why"] = told.Why,
        };
    }

    private static string Lines(JsonElement answer, int same, int all) =>
        string.Join(
            '\n',
            [
                .. answer
                    .GetProperty("calls")
                    .EnumerateArray()
                    .Select(c =>
                        $"{Of(c, "at")}  {Of(c, "action"), -28}  {Of(c, "came").Replace('_', ' '), -13}  {Of(c, "why")}".TrimEnd()
                    ),
                $"{same} of {all} calls give the same.",
            ]
        );

    private static string Told(JsonElement answer) =>
        string.Join(
            '\n',
            [
                .. answer
                    .GetProperty("differences")
                    .EnumerateArray()
                    .Select(d =>
                        $"{Of(d, "event")}  {Of(d, "at")}  {Of(d, "action")}  {Of(d, "guard")}: {Of(d, "what").Replace('_', ' ')}"
                        + (
                            Of(d, "recorded") + Of(d, "replayed") is { Length: > 0 }
                                ? $"  then {Of(d, "recorded")}, now {Of(d, "replayed")}"
                                : ""
                        )
                    ),
                $"{Of(answer, "decisions")} decisions judged again: {Of(answer, "same")} the same, {Of(answer, "different")} different, "
                    + $"{Of(answer, "erased")} erased, {Of(answer, "unrecorded")} from before facts were recorded; "
                    + $"of {Of(answer, "on_rulings")} the policies were taken by what they said.",
            ]
        );

    private static Dictionary<string, object> Given(string? id, string? since, string? until, string? cursor) =>
        Given(("id", id), ("since", since), ("until", until), ("limit", 2000), ("cursor", cursor));

    private static Dictionary<string, object> Given(params IEnumerable<(string Name, object? Value)> arguments) =>
        arguments.Where(a => a.Value is not null).ToDictionary(a => a.Name, a => a.Value!, StringComparer.Ordinal);
}
