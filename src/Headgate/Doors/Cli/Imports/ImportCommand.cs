using System.CommandLine;
using System.Text;
using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Doors.Cli.Imports;

/// <summary><c>import</c>: files and folders of CSV into the CRM, through the gate like everything else.</summary>
internal static class ImportCommand
{
    public static Command Of(Shell shell)
    {
        var paths = new Argument<string[]>("PATH") { Description = "CSV files, or folders of them", Arity = ArgumentArity.OneOrMore };
        var preview = new Option<bool>("--preview") { Description = "Say what would be done, row by row, and do nothing" };
        var map = new Option<string?>("--map") { Description = "A mapping file, for exports of no known shape" };
        var save = new Option<string?>("--save-map") { Description = "Write a first mapping for the file, to correct and use with --map" };
        var again = new Option<bool>("--again") { Description = "Run an import again that was done with the same content" };
        var command = shell.Command(
            "import",
            "Imports CSV: HubSpot, Salesforce, Pipedrive, our own export, or any by a mapping",
            paths,
            preview,
            map,
            save,
            again,
            shell.Org,
            shell.As
        );
        command.SetAction(
            (parsed, cancel) =>
                shell.Guarded(
                    parsed,
                    async () =>
                    {
                        if (parsed.GetValue(save) is { } target)
                            return Save(shell, parsed, parsed.GetValue(paths)![0], target);
                        // What is wrong with the files is said before anything is opened.
                        var found = Found.In(parsed.GetValue(paths)!, parsed.GetValue(map) is { } file ? Shapes.Read(file) : null);
                        return await shell.Over((p, way, stop) => Run(shell, p, way, found, p.GetValue(preview), p.GetValue(again), stop))(
                            parsed,
                            cancel
                        );
                    }
                )
        );
        return command;
    }

    private static async Task<int> Run(
        Shell shell,
        ParseResult parsed,
        Way way,
        Found found,
        bool preview,
        bool again,
        CancellationToken cancel
    )
    {
        try
        {
            var outturn = await Meter.Over(async meter =>
            {
                var importer = new Importer(
                    (action, arguments, after, stop) => way.Call(action, arguments, stop, after: after),
                    meter,
                    goesAhead: !way.IsRemote,
                    // Beside others a chunk is half as long, since they wait for it; alone a long one writes the pages of the keys less often.
                    mostChanges: way.IsRemote ? Plan.MaxOfAChunk / 2 : Plan.MaxOfAChunk
                );
                var done = await importer.Run(found.Sheets, preview, again, cancel);
                meter.Begin("to be compared", 1);
                await way.IndexMatches(cancel);
                meter.End();
                return done;
            });
            foreach (var file in found.Unknown)
                outturn.Reasons.Add(
                    new(file, "import.unknown_shape", true, "No known shape has its headers: the file was left out.", null, null, 1, [])
                );
            return shell.Tell(parsed, new(true, JsonSerializer.SerializeToElement(outturn, Compact)), _ => Words(outturn, preview));
        }
        catch (ImportRefused refused)
        {
            return shell.Complain(parsed, refused.Refusal);
        }
    }

    private static readonly JsonSerializerOptions Compact = new(Shapes.Form)
    {
        WriteIndented = false,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private static int Save(Shell shell, ParseResult parsed, string file, string target)
    {
        if (!File.Exists(file))
            throw new Store.StoreException($"There is no file {file}.");
        if (File.Exists(target))
            throw new Store.StoreException($"{target} exists already.");
        File.WriteAllText(target, Proposal.For(Sheet.HeadersOf(file)) + "\n");
        return shell.Tell(
            parsed,
            new(true, JsonSerializer.SerializeToElement(new { map = target })),
            _ => $"Wrote {target}. Correct it, then: headgate import {file} --map {target} --preview"
        );
    }

    private static string Words(Outturn outturn, bool preview)
    {
        var text = new StringBuilder();
        foreach (var file in outturn.Files)
            text.AppendLine(
                $"{file.File}  {file.Kind} ({file.Shape}, {file.State}): {file.Created} created, {file.Updated} updated, {file.Unchanged} unchanged, {file.Refused} refused"
            );
        text.AppendLine(
            $"{(preview ? "Would be" : "In all")}: {outturn.Created} created, {outturn.Updated} updated, {outturn.Unchanged} unchanged, {outturn.Refused} refused"
        );
        foreach (var reason in outturn.Reasons)
            text.AppendLine(
                $"  {(reason.Refused ? "refused" : "note   ")} {reason.Count, 7}  {reason.Code}  {reason.Field} {reason.Value}  {reason.Why}"
                    + (reason.Rows.Count > 0 ? $" Rows {string.Join(", ", reason.Rows)}" : "")
            );
        foreach (var row in outturn.Rows?.Where(r => r.Would != "unchanged").Take(50) ?? [])
            text.AppendLine($"  {row.File}:{row.Row}  {row.Would}  {string.Join("; ", row.Remarks?.Select(r => r.Why) ?? [])}");
        return text.ToString().TrimEnd();
    }
}
