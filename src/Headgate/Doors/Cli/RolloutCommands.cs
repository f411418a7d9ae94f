using System.CommandLine;
using System.Text.Json;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>rollout</c>: how far agents have been let in, week by week; <c>readiness</c>: what of the data would mislead them.</summary>
internal static class RolloutCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("rollout", "Lets agents in week by week")
        {
            Week(shell, 1, "One agent, one use case, at most 10 tools that read"),
            Week(shell, 2, "Besides: tasks, lead statuses, new leads; 5 new records a minute, 50 a day"),
            Week(shell, 3, "Besides: what grants name, with a person's word for what matters"),
            Week(shell, 4, "Besides: enrichment, warehouse, calendar, one or two at a time"),
            Status(shell),
            End(shell),
        };
        yield return Readiness(shell);
    }

    private static Command Readiness(Shell shell)
    {
        var readiness = shell.Command("readiness", "What of the data would mislead agents, with a fix for each", shell.Org, shell.As);
        readiness.SetAction(
            shell.Over(async (parsed, way, cancel) => shell.Tell(parsed, await way.Call("readiness.report", new { }, cancel), Findings))
        );
        return readiness;
    }

    private static string Findings(JsonElement it)
    {
        List<string> lines = [];
        foreach (var finding in it.GetProperty("findings").EnumerateArray())
        {
            lines.Add($"{Of(finding, "code")}: {Of(finding, "says")}");
            lines.Add($"    Why  {Of(finding, "why")}");
            lines.Add($"    Fix  {Of(finding, "fix")}");
            lines.Add($"    Such as  {string.Join("; ", finding.GetProperty("examples").EnumerateArray().Select(e => e.GetString()))}");
        }
        var clear = it.GetProperty("clear").EnumerateArray().Select(c => c.GetString()).ToList();
        if (clear.Count > 0)
            lines.Add($"Nothing wrong with: {string.Join(", ", clear)}");
        if (it.TryGetProperty("not_seen", out var seen))
            lines.Add($"Not seen in a sample: {string.Join(", ", seen.EnumerateArray().Select(c => c.GetString()))}");
        return string.Join('\n', lines);
    }

    private static Command Week(Shell shell, int week, string says)
    {
        var agent = new Option<string?>("--agent") { Description = "The one agent of weeks 1 and 2: name or id" };
        var useCase = new Option<string?>("--use-case") { Description = "What the agent is for, in a sentence" };
        var tools = new Option<string?>("--tools") { Description = "At most 10 tools that read, by id; ten usual ones without" };
        var statuses = new Option<string?>("--statuses") { Description = "Lead statuses that agents may set; all without" };
        var open = new Option<string?>("--open") { Description = "calendar, enrichment, warehouse: one or two" };
        var force = new Option<bool>("--force") { Description = "Go on though a gate is not met" };
        var reason = new Option<string?>("--reason") { Description = "Why, when it is forced; it is kept" };
        Symbol[] own = week switch
        {
            1 => [useCase, agent, tools],
            2 => [statuses],
            4 => [open],
            _ => [],
        };
        var command = shell.Command($"week{week}", $"{says}; a named person does it", [.. own, force, reason, shell.Org, shell.As]);
        command.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var asked = new Dictionary<string, object?>(StringComparer.Ordinal) { ["week"] = week };
                    if (own.Contains(useCase))
                        (asked["use_case"], asked["agent"]) = (parsed.GetValue(useCase), parsed.GetValue(agent));
                    foreach (var list in (Option<string?>[])[tools, statuses, open])
                        if (own.Contains(list) && parsed.GetValue(list) is { } given)
                            asked[list.Name.TrimStart('-')] = given.Split(
                                ',',
                                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                            );
                    if (parsed.GetValue(force))
                        asked["force"] = true;
                    asked["reason"] = parsed.GetValue(reason);
                    foreach (var name in asked.Where(a => a.Value is null).Select(a => a.Key).ToList())
                        asked.Remove(name);
                    return shell.Tell(parsed, await way.Call("rollout.step", asked, cancel), Words);
                },
                needsPerson: true
            )
        );
        return command;
    }

    private static Command Status(Shell shell)
    {
        var status = shell.Command("status", "Which week it is, and whether to go on", shell.Org, shell.As);
        status.SetAction(
            shell.Over(async (parsed, way, cancel) => shell.Tell(parsed, await way.Call("rollout.status", new { }, cancel), Words))
        );
        return status;
    }

    private static Command End(Shell shell)
    {
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var end = shell.Command(
            "end",
            "Ends the plan: grants, limits and approvals stand alone; a named person does it",
            reason,
            shell.Org,
            shell.As
        );
        end.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(parsed, await way.Call("rollout.end", new { reason = parsed.GetValue(reason) }, cancel), Words),
                needsPerson: true
            )
        );
        return end;
    }

    private static string Words(JsonElement it)
    {
        List<string> lines = [Of(it, "week") == "0" ? Of(it, "allows") : $"Week {Of(it, "week")}: {Of(it, "allows")}"];
        if (it.TryGetProperty("agent", out var agent) && it.TryGetProperty("owner", out var owner))
            lines.Add($"{Of(agent, "name")} for {Of(owner, "name")}: {Of(it, "use_case")}");
        if (it.TryGetProperty("tools", out var tools))
            lines.Add($"Tools: {string.Join(", ", tools.EnumerateArray().Select(t => t.GetString()))}");
        if (it.TryGetProperty("statuses", out var statuses))
            lines.Add($"Statuses: {string.Join(", ", statuses.EnumerateArray().Select(t => t.GetString()))}");
        if (Of(it, "forced") is { Length: > 0 } forced)
            lines.Add($"Forced: {forced}");
        foreach (var gate in it.GetProperty("gates").EnumerateArray())
            lines.Add(
                $"{(Of(gate, "met") == "true" ? "met    " : "not met")}  {Of(gate, "name"), -15} {Of(gate, "value"), 8}  {Of(gate, "target"), -16} {Of(gate, "says")}"
            );
        return string.Join('\n', lines);
    }
}
