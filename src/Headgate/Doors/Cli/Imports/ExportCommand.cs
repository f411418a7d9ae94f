using System.CommandLine;
using System.Text.Json;
using CsvHelper;
using Headgate.Features.Exports;

namespace Headgate.Doors.Cli.Imports;

/// <summary><c>export</c>: everything as CSV that the import takes back.</summary>
internal static class ExportCommand
{
    public static Command Of(Shell shell)
    {
        var target = new Option<string>("--out") { Description = "A new or empty folder", Required = true };
        var command = shell.Command(
            "export",
            "Exports accounts, contacts, opportunities, products and activities as CSV",
            target,
            shell.Org,
            shell.As
        );
        command.SetAction(shell.Over((parsed, way, cancel) => Run(shell, parsed, way, Path.GetFullPath(parsed.GetValue(target)!), cancel)));
        return command;
    }

    private static async Task<int> Run(Shell shell, ParseResult parsed, Way way, string folder, CancellationToken cancel)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"{folder} is not empty.");
        Directory.CreateDirectory(folder);
        Hosting.DataFolder.Private(folder);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var kind in Columns.Kinds)
        {
            await using var writer = CsvWriter.ToFile(Path.Combine(folder, kind + ".csv"), CsvWriterOptions.Default);
            writer.WriteRecord([.. Columns.Of(kind).Select(c => c.Header)]);
            counts[kind] = 0;
            for (var (isFirst, cursor) = (true, (string?)null); isFirst || cursor is not null; isFirst = false)
            {
                var page = await way.Call("exports.page", cursor is null ? new { kind } : (object)new { kind, cursor }, cancel);
                if (!page.Ok)
                    return shell.Tell(parsed, page, _ => "");
                foreach (var row in page.Json.GetProperty("rows").EnumerateArray())
                {
                    writer.WriteRecord([.. row.EnumerateArray().Select(c => Safe(c.GetString()!))]);
                    counts[kind]++;
                }
                cursor = page.Json.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
            }
        }
        return shell.Tell(
            parsed,
            new(true, JsonSerializer.SerializeToElement(counts)),
            _ => $"{folder}: {string.Join(", ", counts.Select(c => $"{c.Value} {c.Key}"))}"
        );
    }

    // A spreadsheet runs what begins like a formula; the import takes the quote off again.
    private static string Safe(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\'' && cell.Length > 1 ? "'" + cell : cell;
}
