using System.CommandLine;
using System.Text.Json;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>outbound</c>: the switches for everything that is sent, and what they held back.</summary>
internal static class OutboundCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("outbound", "The switch for everything that is sent")
        {
            On(shell),
            Off(shell),
            Status(shell),
            Held(shell),
            Decide(shell, "release", "Queues held messages again; a named person does it"),
            Decide(shell, "discard", "Drops held messages for good; a named person does it"),
            Rules(shell),
        };
    }

    private static Command On(Shell shell)
    {
        var of = new Options();
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var on = shell.Command("on", "Lets messages out; a named person does it, with a reason", [reason, .. of.All, shell.Org, shell.As]);
        on.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(parsed, await way.Call("outbound.on", of.With(parsed, ("reason", parsed.GetValue(reason))), cancel), State),
                needsPerson: true
            )
        );
        return on;
    }

    private static Command Off(Shell shell)
    {
        var of = new Options();
        var why = new Option<string?>("--reason") { Description = "Why" };
        var off = shell.Command("off", "Stops every message, at once", [why, .. of.All, shell.Org, shell.As]);
        off.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(parsed, await way.Call("outbound.off", of.With(parsed, ("reason", parsed.GetValue(why))), cancel), State)
            )
        );
        return off;
    }

    private static Command Status(Shell shell)
    {
        var of = new Options();
        var status = shell.Command("status", "Says whether messages go out", [.. of.All, shell.Org, shell.As]);
        status.SetAction(
            shell.Over(
                async (parsed, way, cancel) => shell.Tell(parsed, await way.Call("outbound.status", of.With(parsed), cancel), Standing)
            )
        );
        return status;
    }

    private static Command Held(Shell shell)
    {
        var held = shell.Command("held", "Lists messages that were held back, and those in doubt", shell.Org, shell.As);
        held.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("outbound.held", new { limit = 100 }, cancel),
                        a => string.Join('\n', a.GetProperty("items").EnumerateArray().Select(Line).DefaultIfEmpty("Nothing is held."))
                    )
            )
        );
        return held;
    }

    private static Command Decide(Shell shell, string verb, string says)
    {
        var ids = new Argument<string[]>("ID") { Description = "out_…, from headgate outbound held", Arity = ArgumentArity.OneOrMore };
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var decide = shell.Command(verb, says, ids, reason, shell.Org, shell.As);
        decide.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call($"outbound.{verb}", new { ids = parsed.GetValue(ids), reason = parsed.GetValue(reason) }, cancel),
                        a => string.Join('\n', a.GetProperty("items").EnumerateArray().Select(Line))
                    ),
                needsPerson: true
            )
        );
        return decide;
    }

    private static Command Rules(Shell shell)
    {
        Option<int?>[] numbers =
        [
            new("--bounce-percent") { Description = "Share of bounces and complaints from which it goes off" },
            new("--error-percent") { Description = "Share of sends that failed or are in doubt" },
            new("--duplicate-percent") { Description = "Share of messages that the same recipient got within a day before" },
            new("--at-least") { Description = "How many outcomes before a share counts" },
            new("--minutes") { Description = "How far back" },
            new("--confirm-minutes") { Description = "How long a second person has" },
        ];
        var two = new Option<bool?>("--two-people") { Description = "Whether a second person must confirm that it is turned on" };
        var rules = shell.Command(
            "rules",
            "Sets when outbound goes off by itself; a named person does it",
            [.. numbers, two, shell.Org, shell.As]
        );
        rules.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var asked = new Dictionary<string, object?>(StringComparer.Ordinal);
                    foreach (var number in numbers)
                        if (parsed.GetValue(number) is { } given)
                            asked[number.Name.TrimStart('-').Replace('-', '_')] = given;
                    if (parsed.GetValue(two) is { } both)
                        asked["two_people"] = both;
                    return shell.Tell(
                        parsed,
                        await way.Call("outbound.configure", asked, cancel),
                        a => Words(a.GetProperty("rules")) + (a.TryGetProperty("waiting", out var w) ? "\n" + Waits(w) : "")
                    );
                },
                needsPerson: true
            )
        );
        return rules;
    }

    private static string State(JsonElement answer)
    {
        var of = Of(answer, "of") is { Length: > 0 } which and not "organisation" ? $" for {which}" : "";
        var reason = Of(answer, "reason") is { Length: > 0 } why ? $": {why}" : "";
        return $"Outbound is {Of(answer, "outbound")}{of}{reason}" + (answer.TryGetProperty("waiting", out var w) ? "\n" + Waits(w) : "");
    }

    private static string Standing(JsonElement answer)
    {
        var of = Of(answer, "of") is { Length: > 0 } which and not "organisation" ? $" for {which}" : "";
        List<string> lines = [$"Outbound is {Of(answer, "outbound")}{of}{(Of(answer, "reason") is { Length: > 0 } why ? $": {why}" : "")}"];
        foreach (var off in answer.GetProperty("off").EnumerateArray())
            lines.Add($"Off for {Of(off, "of")}{(Of(off, "reason") is { Length: > 0 } reason ? $": {reason}" : "")}");
        if (Of(answer, "held") is var held && held != "0")
            lines.Add($"{held} held: headgate outbound held");
        if (Of(answer, "in_doubt") is var doubt && doubt != "0")
            lines.Add($"{doubt} in doubt: headgate outbound held");
        lines.AddRange(answer.GetProperty("waiting").EnumerateArray().Select(Waits));
        lines.Add(Words(answer.GetProperty("rules")));
        return string.Join('\n', lines);
    }

    private static string Words(JsonElement rules) =>
        $"Goes off by itself at {Of(rules, "bounce_percent")} % bounces, {Of(rules, "error_percent")} % errors or {Of(rules, "duplicate_percent")} % duplicates "
        + $"of at least {Of(rules, "at_least")} messages in {Of(rules, "minutes")} minutes; {(Of(rules, "two_people") == "true" ? "two people turn" : "one person turns")} it on.";

    private static string Waits(JsonElement wish) =>
        $"{Of(wish, "of")} waits for a second person until {Of(wish, "until")}: asked by {Of(wish.GetProperty("by"), "name")}, {Of(wish, "reason")}";

    private static string Line(JsonElement it) =>
        $"{Of(it, "id")}  {Of(it, "status"), -9}  {Of(it, "channel"), -5}  {Of(it, "to")}  queued {Of(it, "queued")}"
        + (Of(it, "subject") is { Length: > 0 } subject ? $"  {subject}" : "");

    // Which switch is meant; the organisation's when none is given.
    private sealed class Options
    {
        private readonly Option<string?> _channel = new("--channel") { Description = "Only email, sms or call" };
        private readonly Option<string?> _agent = new("--agent") { Description = "Only an agent: name or id" };
        private readonly Option<string?> _run = new("--run") { Description = "Only a run: its id" };

        public Symbol[] All => [_channel, _agent, _run];

        public Dictionary<string, object?> With(ParseResult parsed, params (string Name, object? Value)[] besides)
        {
            var asked = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var option in (Option<string?>[])[_channel, _agent, _run])
                if (parsed.GetValue(option) is { } given)
                    // People say calls, the channel is call.
                    asked[option.Name.TrimStart('-')] = given == "calls" ? "call" : given;
            foreach (var (name, value) in besides)
                if (value is not null)
                    asked[name] = value;
            return asked;
        }
    }
}
