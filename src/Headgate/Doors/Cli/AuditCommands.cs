using System.CommandLine;
using System.Text.Json;
using Headgate.Verify;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>audit</c>: what was called, and the log that proves it.</summary>
internal static class AuditCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("audit", "What was called, by whom, and the log that proves it")
        {
            Search(shell),
            AuditExport.Command(shell),
            Verify(shell),
            Proof(shell),
            Key(shell),
            WitnessCommand.Of(shell),
            ReplayCommands.Audit(shell),
        };
    }

    private static Command Search(Shell shell)
    {
        var filters = new AuditFilters();
        var limit = new Option<int>("--limit") { Description = "How many at most", DefaultValueFactory = _ => 20 };
        var cursor = new Option<string?>("--cursor") { Description = "Where the answer before ended" };
        var search = shell.Command("search", "Finds audit events, newest first", [.. filters.All, limit, cursor, shell.Org, shell.As]);
        search.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var asked = filters.Of(parsed);
                    asked["limit"] = parsed.GetValue(limit);
                    if (parsed.GetValue(cursor) is { } place)
                        asked["cursor"] = place;
                    return shell.Tell(parsed, await way.Call("audit.search", asked, cancel), Events);
                }
            )
        );
        return search;
    }

    private static Command Verify(Shell shell)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "A bundle or a proof; the store itself without it",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var key = new Option<string?>("--key") { Description = "The verifier key that you hold; audit key shows it" };
        var heads = new Option<string?>("--heads") { Description = "A file of checkpoints that were kept elsewhere" };
        var witness = new Option<string[]>("--witness") { Description = "The key of a witness that must have signed it" };
        var verify = shell.Command(
            "verify",
            "Checks the log: the store's own, or one that was exported",
            file,
            key,
            heads,
            witness,
            shell.Org
        );
        var ofStore = shell.Over(async (parsed, way, cancel) => Judge(shell, parsed, await way.VerifyAudit(cancel)));
        verify.SetAction(
            (parsed, cancel) =>
                parsed.GetValue(file) is { } given
                    ? shell.Guarded(
                        parsed,
                        () =>
                            Task.FromResult(
                                OfFile(shell, parsed, given, parsed.GetValue(key), parsed.GetValue(heads), parsed.GetValue(witness) ?? [])
                            )
                    )
                    : ofStore(parsed, cancel)
        );
        return verify;
    }

    private static int OfFile(Shell shell, ParseResult parsed, string file, string? key, string? heads, string[] witnesses)
    {
        Verdict verdict;
        try
        {
            verdict = Verification.Of(file, key, heads, witnesses);
        }
        catch (UsageException wrong)
        {
            return shell.Complain(parsed, new("cli.file", wrong.Message, ""), Shell.Usage);
        }
        var said = new
        {
            whole = verdict.Findings.Count == 0,
            faults = verdict.Findings.Select(f => new
            {
                code = f.Code,
                what = f.What,
                where = f.Where,
            }),
            said = verdict.Said,
        };
        return Judge(shell, parsed, new(true, JsonSerializer.SerializeToElement(said)));
    }

    private static int Judge(Shell shell, ParseResult parsed, Answered answer)
    {
        var status = shell.Tell(parsed, answer, Faults);
        return status == 0 && !answer.Json.GetProperty("whole").GetBoolean() ? Shell.Failed : status;
    }

    private static Command Proof(Shell shell)
    {
        var id = new Argument<string>("EVENT") { Description = "The event's id, evt_…" };
        var to = new Option<string?>("--out") { Description = "The file; its name ends in .tlog-proof" };
        var proof = shell.Command("proof", "Writes the proof that one event is in the log", id, to, shell.Org, shell.As);
        proof.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var answer = await way.Call("audit.proof", new { id = parsed.GetValue(id) }, cancel);
                    if (answer.Ok && parsed.GetValue(to) is { } path)
                        await File.WriteAllTextAsync(path, Of(answer.Json, "proof"), cancel);
                    return shell.Tell(
                        parsed,
                        answer,
                        a =>
                            parsed.GetValue(to) is { } path
                                ? $"Entry {Of(a, "index")} of {Of(a, "size")} in {path}"
                                : Of(a, "proof").TrimEnd()
                    );
                }
            )
        );
        return proof;
    }

    private static Command Key(Shell shell)
    {
        var key = shell.Command("key", "Shows the key that the log's checkpoints are verified with", shell.Org, shell.As);
        key.SetAction(
            shell.Over(
                async (parsed, way, cancel) => shell.Tell(parsed, await way.Call("audit.checkpoint", new { }, cancel), a => Of(a, "vkey"))
            )
        );
        return key;
    }

    private static string Faults(JsonElement answer) =>
        string.Join(
            '\n',
            [
                .. answer.GetProperty("faults").EnumerateArray().Select(f => $"{Of(f, "code")}: {Of(f, "what")} ({Of(f, "where")})"),
                .. answer.TryGetProperty("said", out var said) ? said.EnumerateArray().Select(s => s.GetString()) : [],
                .. answer.TryGetProperty("entries", out var entries)
                    ? (string[])
                        [
                            $"{entries} entries, {Of(answer, "checkpoints")} checkpoints, {Of(answer, "waiting")} events on their way; root {Of(answer, "root")}",
                        ]
                    : [],
                .. answer.TryGetProperty("anchors", out var anchors)
                    ? anchors.EnumerateArray().Select(a => $"{Of(a, "anchor")}, {Of(a, "log")}: {Of(a, "what")}")
                    : [],
                answer.GetProperty("whole").GetBoolean() ? "Whole." : "Tampered with, or damaged.",
            ]
        );

    private static string Events(JsonElement answer) =>
        string.Join(
            '\n',
            answer
                .GetProperty("items")
                .EnumerateArray()
                .Select(e =>
                    $"{Of(e, "at")}  {Of(e, "ended"), -8}  {Of(e, "action"), -28}  {(Of(e, "agent_name") is { Length: > 0 } agent ? agent : Of(e, "person_name"))}  {Of(e, "code")}  {Of(e, "id")}"
                )
                .Concat(answer.TryGetProperty("next_cursor", out var next) ? [$"More: --cursor {next.GetString()}"] : [])
        );
}
