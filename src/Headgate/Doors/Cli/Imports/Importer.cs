using System.Text.Json;
using System.Threading.Channels;
using Headgate.Features.Imports;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Doors.Cli.Imports;

/// <summary>How an importer asks the gate.</summary>
internal delegate Task<Answered> AskGate(string action, JsonElement arguments, Task? after, CancellationToken cancel);

/// <summary>
/// Takes files in: parents before children, each file a job of chunks. Rows are read and mapped while the chunk before commits. It knows nothing of the store; what
/// it is told is where the job stands.
/// </summary>
internal sealed class Importer(AskGate ask, Meter meter, bool goesAhead, int mostChanges)
{
    private const int MostBytes = 700_000;
    private const int MostRowsSeen = 10_000;

    private readonly HashSet<string> _made = new(StringComparer.Ordinal);

    /// <summary>Imports, or previews.</summary>
    /// <exception cref="StoreException">The gate refuses the import as a whole.</exception>
    public async Task<Outturn> Run(IReadOnlyList<Sheet> sheets, bool preview, bool again, CancellationToken cancel)
    {
        var outturn = new Outturn { Rows = preview ? [] : null };
        var zone = Moments.Zone((await Need("org.get", new { }, cancel)).GetProperty("organisation").GetProperty("time_zone").GetString()!);
        foreach (var sheet in InOrder(sheets))
        {
            meter.Begin(sheet.Kind == Intakes.Parents ? sheet.Name + " (parents)" : sheet.Name, new FileInfo(sheet.Path).Length);
            if (preview)
                await Preview(sheet, zone, outturn, cancel);
            else
                await Import(sheet, zone, again, outturn, cancel);
            meter.End();
        }
        return outturn;
    }

    private static IEnumerable<Sheet> InOrder(IReadOnlyList<Sheet> sheets) =>
        sheets
            .SelectMany(s => s.Kind == "accounts" && HasParents(s) ? (Sheet[])[s, s with { Kind = Intakes.Parents }] : [s])
            .OrderBy(s => Intakes.Order.ToList().IndexOf(s.Kind))
            .ThenBy(s => s.Name, StringComparer.Ordinal);

    private static bool HasParents(Sheet sheet)
    {
        var mapper = new RowMapper(sheet.Shape, sheet.Map, sheet.Headers, TimeZoneInfo.Utc);
        return mapper.Has("parent") || mapper.Has("parent_external");
    }

    private async Task Import(Sheet sheet, TimeZoneInfo zone, bool again, Outturn outturn, CancellationToken cancel)
    {
        var begun = await Need(
            "imports.begin",
            new
            {
                kind = sheet.Kind,
                fingerprint = sheet.Fingerprint(),
                again,
                pipelines = sheet.Kind == "opportunities" ? sheet.Shape.Pipelines : [],
            },
            cancel
        );
        var job = begun.GetProperty("job");
        var id = job.GetProperty("id").GetString()!;
        if (begun.GetProperty("done").GetBoolean())
        {
            var all = Count(job, "created") + Count(job, "updated") + Count(job, "unchanged");
            outturn.Add(sheet, "known", 0, 0, all, Count(job, "refused"), ReasonsOf(job));
            return;
        }
        var position = Count(job, "position");
        var state = position > 0 ? "resumed" : "imported";
        var taker = new Taker(ask, id, sheet, position, goesAhead);
        await foreach (var (rows, offset) in Chunks(sheet, zone, position, keepTexts: false, cancel))
        {
            await taker.Take(rows, cancel);
            meter.At(offset);
        }
        await taker.End(cancel);
        var finished = (await Need("imports.finish", new { job = id }, cancel)).GetProperty("job");
        outturn.Add(
            sheet,
            state,
            Count(finished, "created"),
            Count(finished, "updated"),
            Count(finished, "unchanged"),
            Count(finished, "refused"),
            ReasonsOf(finished)
        );
    }

    private async Task Preview(Sheet sheet, TimeZoneInfo zone, Outturn outturn, CancellationToken cancel)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var reasons = new Reasons();
        if (sheet.Kind == "opportunities")
            foreach (var pipeline in sheet.Shape.Pipelines)
            foreach (var stage in pipeline.Stages)
                _made.Add($"stage:{$"{pipeline.Name}/{stage.Name}/{stage.Kind}".ToLowerInvariant()}");
        await foreach (var (rows, offset) in Chunks(sheet, zone, 0, keepTexts: true, cancel))
        {
            var left = rows;
            while (left.Count > 0)
            {
                var arguments = JsonDocument.Parse(Taker.ChunkOf(left, json => HeadOfPreview(json, sheet, left)));
                var seen = await Need("imports.preview", arguments.RootElement, cancel);
                var by = left.ToDictionary(r => r.Number);
                foreach (var row in seen.GetProperty("rows").EnumerateArray())
                    See(sheet, row, by, counts, reasons, outturn);
                left = left.SkipWhile(r => r.Number <= Count(seen, "position")).ToList();
            }
            meter.At(offset);
        }
        long Of(string would) => counts.GetValueOrDefault(would);
        outturn.Add(sheet, "previewed", Of("created"), Of("updated"), Of("unchanged"), Of("refused"), reasons.All);
    }

    private void See(
        Sheet sheet,
        JsonElement row,
        Dictionary<long, MappedRow> by,
        Dictionary<string, long> counts,
        Reasons reasons,
        Outturn outturn
    )
    {
        var would = row.GetProperty("would").GetString()!;
        var number = Count(row, "row");
        counts[would] = counts.GetValueOrDefault(would) + 1;
        var remarks = row.TryGetProperty("remarks", out var list) ? list.Deserialize<List<Remark>>(Shapes.Form) : null;
        foreach (var remark in remarks ?? [])
            reasons.Add(remark, number, would == "refused");
        if (would != "refused")
            _made.UnionWith(by[number].Makes(sheet.Kind));
        if (outturn.Rows!.Count < MostRowsSeen && sheet.Kind != Intakes.Parents)
            outturn.Rows.Add(new(sheet.Name, number, would, remarks));
    }

    // The file is read and mapped on another thread while the chunk before is decided and committed.
    private async IAsyncEnumerable<(List<MappedRow> Rows, long Offset)> Chunks(
        Sheet sheet,
        TimeZoneInfo zone,
        long after,
        bool keepTexts,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        var ready = Channel.CreateBounded<(List<MappedRow>, long)>(2);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = Task.Run(
            async () =>
            {
                Exception? failure = null;
                try
                {
                    foreach (var (rows, offset) in Batches(sheet.Rows(zone, after, keepTexts), MostRowsOf(sheet.Kind)))
                        await ready.Writer.WriteAsync((rows, offset), stop.Token);
                }
                catch (Exception thrown)
                {
                    failure = thrown;
                }
                ready.Writer.TryComplete(failure);
            },
            CancellationToken.None
        );
        try
        {
            await foreach (var batch in ready.Reader.ReadAllAsync(cancel))
                yield return batch;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    // As many as a chunk holds when every row makes its record and what hangs on it: what is left over would be judged twice.
    private int MostRowsOf(string kind) =>
        mostChanges
            / kind switch
            {
                "opportunities" or "activities" => 3,
                "people" => 4,
                _ => 2,
            }
        - 10;

    private static IEnumerable<(List<MappedRow> Rows, long Offset)> Batches(IEnumerable<MappedRow> rows, int most)
    {
        var batch = new List<MappedRow>(most);
        var bytes = 0;
        foreach (var row in rows)
        {
            if (batch.Count == most || bytes + row.Json.Length > MostBytes && batch.Count > 0)
            {
                yield return (batch, batch[^1].Offset);
                (batch, bytes) = (new(most), 0);
            }
            batch.Add(row);
            bytes += row.Json.Length + 1;
        }
        if (batch.Count > 0)
            yield return (batch, batch[^1].Offset);
    }

    private void HeadOfPreview(Utf8JsonWriter json, Sheet sheet, List<MappedRow> rows)
    {
        json.WriteString("kind", sheet.Kind);
        json.WriteString("system", sheet.Shape.System);
        json.WriteStartArray("pending");
        var stages = sheet.Kind == "opportunities" ? _made.Where(m => m.StartsWith("stage:", StringComparison.Ordinal)) : [];
        foreach (
            var key in rows.SelectMany(r => r.Names().Concat(r.Makes(sheet.Kind)))
                .Where(_made.Contains)
                .Concat(stages)
                .Distinct()
                .Take(10_000)
        )
            json.WriteStringValue(key);
        json.WriteEndArray();
    }

    private async Task<JsonElement> Need(string action, object arguments, CancellationToken cancel) =>
        ImportRefused.Unless(
            await ask(action, arguments as JsonElement? ?? JsonSerializer.SerializeToElement(arguments, Shapes.Form), null, cancel)
        );

    private static long Count(JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static List<Reason> ReasonsOf(JsonElement job) =>
        job.TryGetProperty("reasons", out var reasons) ? reasons.Deserialize<List<Reason>>(Shapes.Form)! : [];
}
