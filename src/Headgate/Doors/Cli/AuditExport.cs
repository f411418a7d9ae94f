using System.CommandLine;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>audit export</c>: the log as a bundle for who verifies it, or its events for a system that collects logs.</summary>
internal static class AuditExport
{
    public static Command Command(Shell shell)
    {
        var filters = new AuditFilters();
        var to = new Option<string>("--out")
        {
            Description = "bundle: a new folder, or a file that ends in .zip; jsonl: a file; otlp: a file, or the address of a collector",
            Required = true,
        };
        var format = new Option<string>("--format") { Description = "bundle, jsonl or otlp", DefaultValueFactory = _ => "bundle" };
        format.AcceptOnlyFromAmong("bundle", "jsonl", "otlp");
        var after = new Option<string?>("--after") { Description = "Begin behind this place, whatever was exported before" };
        var export = shell.Command(
            "export",
            "Writes the log as a bundle that anybody can verify, or its events for other systems",
            [to, format, after, .. filters.All, shell.Org, shell.As]
        );
        export.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    var (target, asked) = (parsed.GetValue(to)!, filters.Of(parsed));
                    if (parsed.GetValue(format) != "bundle")
                        return await Events(shell, parsed, way, parsed.GetValue(format)!, target, parsed.GetValue(after), asked, cancel);
                    if (asked.Count > 0 || parsed.GetValue(after) is not null)
                        return shell.Complain(
                            parsed,
                            new("cli.options", "A bundle is the whole log.", "Leave out the filters, or add --format jsonl."),
                            Shell.Usage
                        );
                    return shell.Tell(
                        parsed,
                        await way.ExportAudit(Path.GetFullPath(target), cancel),
                        a => $"{Of(a, "entries")} entries in {Of(a, "exported")}"
                    );
                }
            )
        );
        return export;
    }

    private static async Task<int> Events(
        Shell shell,
        ParseResult parsed,
        Way way,
        string format,
        string target,
        string? after,
        Dictionary<string, object?> asked,
        CancellationToken cancel
    )
    {
        using var sink = ExportSink.Of(format, target, JsonSerializer.Serialize(asked));
        var place = after ?? sink.Place;
        var count = 0L;
        for (var more = true; more; )
        {
            if (place is not null)
                asked["after"] = place;
            var answer = await way.Call("audit.page", asked, cancel);
            if (!answer.Ok)
                return shell.Tell(parsed, answer, _ => "");
            List<string> events = [.. answer.Json.GetProperty("events").EnumerateArray().Select(e => e.GetString()!)];
            place = answer.Json.GetProperty("next").GetString()!;
            await sink.Take(events, place, cancel);
            count += events.Count;
            more = answer.Json.GetProperty("more").GetBoolean();
        }
        var said = JsonSerializer.SerializeToElement(
            new
            {
                exported = target,
                events = count,
                next = place,
            }
        );
        return shell.Tell(parsed, new(true, said), a => $"{Of(a, "events")} events to {target}; a further run goes on behind them");
    }
}
