using System.CommandLine;
using System.Text.Json;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>policy</c>: the organisation's own rules. A file holds one as <c>policies.save</c> takes it.</summary>
internal static class PolicyCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("policy", "The organisation's own rules")
        {
            List(shell),
            OfFile(shell, "test", "Checks a policy in a file and tries its examples", "policies.test", "holds its examples"),
            OfFile(shell, "save", "Saves a policy in a file as a new version", "policies.save", "saved"),
            Backtest(shell),
            RejectionCommand.Make(shell),
        };
    }

    private static Command List(Shell shell)
    {
        var list = shell.Command("list", "Lists policies", shell.Org, shell.As);
        list.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("policies.list", new { }, cancel),
                        a =>
                            string.Join(
                                '\n',
                                a.GetProperty("policies")
                                    .EnumerateArray()
                                    .Select(p =>
                                        $"{Of(p, "name"), -32} {Of(p, "mode"), -8} {Of(p, "effect"), -16} {Of(p, "hash")[..12]}  {Of(p, "message")}"
                                    )
                                    .DefaultIfEmpty("No policies.")
                            )
                    )
            )
        );
        return list;
    }

    private static Command OfFile(Shell shell, string name, string says, string action, string done)
    {
        var file = new Argument<string>("FILE") { Description = "JSON with name, when or template, effect, message and examples" };
        var command = shell.Command(name, says, file, shell.Org, shell.As);
        command.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    JsonElement policy;
                    try
                    {
                        policy = JsonElement.Parse(await File.ReadAllTextAsync(parsed.GetValue(file)!, cancel));
                    }
                    catch (JsonException wrong)
                    {
                        return shell.Complain(
                            parsed,
                            new("cli.json", $"{parsed.GetValue(file)} is not JSON: {wrong.Message}", "Correct the file."),
                            Shell.Usage
                        );
                    }
                    return shell.Tell(parsed, await way.Call(action, policy, cancel), a => $"{NameIn(a)} {done}");
                },
                needsPerson: action == "policies.save"
            )
        );
        return command;
    }

    private static Command Backtest(Shell shell)
    {
        var policy = new Argument<string?>("POLICY") { Description = "A saved policy", Arity = ArgumentArity.ZeroOrOne };
        var when = new Option<string?>("--when") { Description = "A rule instead, in CEL" };
        var effect = new Option<string?>("--effect") { Description = "What comes of the rule; deny unless said" };
        var from = new Option<string?>("--from") { Description = "Default 30 days ago" };
        var to = new Option<string?>("--to") { Description = "Default now" };
        var command = shell.Command(
            "backtest",
            "Shows what a policy would have done to recorded calls",
            policy,
            when,
            effect,
            from,
            to,
            shell.Org,
            shell.As
        );
        command.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var given = new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["policy"] = parsed.GetValue(policy),
                        ["when"] = parsed.GetValue(when),
                        ["effect"] = parsed.GetValue(effect),
                        ["from"] = parsed.GetValue(from),
                        ["to"] = parsed.GetValue(to),
                    };
                    var arguments = given.Where(g => g.Value is not null).ToDictionary(g => g.Key, g => g.Value, StringComparer.Ordinal);
                    return shell.Tell(parsed, await way.Call("policies.backtest", arguments, cancel), Told);
                }
            )
        );
        return command;
    }

    internal static string Told(JsonElement trial) =>
        $"{Of(trial, "from")} to {Of(trial, "to")}: of {trial.GetProperty("asked")} calls {trial.GetProperty("denied")} denied, "
        + $"{trial.GetProperty("held")} held, {trial.GetProperty("masked")} masked, {trial.GetProperty("noted")} noted, "
        + $"{trial.GetProperty("failed")} failed; {trial.GetProperty("were_done")} of them were done then; {trial.GetProperty("estimated")} estimated"
        + string.Concat(
            trial
                .GetProperty("calls")
                .EnumerateArray()
                .Select(c => $"\n{Of(c, "at")}  {Of(c, "would"), -16}  {Of(c, "action"), -28}  {Of(c, "ended"), -8}  {Of(c, "event")}")
        );

    private static string NameIn(JsonElement answer) => Of(answer.TryGetProperty("policy", out var policy) ? policy : answer, "name");
}
