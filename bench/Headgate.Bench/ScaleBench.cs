using System.Diagnostics;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Bench;

/// <summary>
/// Lists, gets and searches at 10,000 and at 1,000,000 contacts, which are imported as a person would: the import is timed too (on PostgreSQL they
/// are seeded, see <see cref="Seed"/>). Whole calls through the gate, audit included, one at a time; 95th percentiles and their ratio.
/// </summary>
internal static class ScaleBench
{
    private const int Small = 10_000;
    private const int Rounds = 20;

    public static async Task<int> Run(string[] arguments)
    {
        var kept = arguments.SkipWhile(a => a != "--keep").Skip(1).FirstOrDefault();
        var plain = arguments.TakeWhile(a => a != "--keep").ToArray();
        var large = plain is [var count, ..] ? int.Parse(count) : 1_000_000;
        var postgres = plain is [_, var address, ..] ? address : null;
        var few = await Measure(Small, postgres, kept);
        var many = await Measure(large, postgres, kept);
        Console.WriteLine($"{"ms", -72} {"p50 at", 9} {"p95 at", 9} {"p50 at", 9} {"p95 at", 9}");
        Console.WriteLine($"{"", -72} {Small, 9} {Small, 9} {large, 9} {large, 9}   ratio of p95");
        foreach (var ((name, small), (_, big)) in few.Zip(many))
            Console.WriteLine(
                $"{name, -72} {small.P50, 9:f2} {small.P95, 9:f2} {big.P50, 9:f2} {big.P95, 9:f2} {big.P95 / small.P95, 7:f2}"
            );
        return 0;
    }

    // With a folder to keep the stores in, a second run finds them there.
    private static async Task<List<(string Name, Times Times)>> Measure(int count, string? postgres, string? kept)
    {
        var data = kept is null ? Directory.CreateTempSubdirectory("headgate-scale-").FullName : Path.Combine(kept, $"{count}");
        try
        {
            Directory.CreateDirectory(data);
            var settings = new Settings
            {
                Data = Path.Combine(data, postgres is null ? "store" : "postgres"),
                Database = postgres is null ? null : await Seed.Schema(postgres, count),
            };
            if (!Directory.Exists(settings.Data))
                await Fill(settings, data, count);
            var (site, _) = await Starting.Open(settings);
            await using var open = site;
            return await Time(site, (await Operator.Of(site, null, CancellationToken.None)) with { Only = null }, count);
        }
        finally
        {
            if (kept is null)
                Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Fill(Settings settings, string data, int count)
    {
        await using (var site = (await Starting.Open(settings)).Site)
            if (settings.Database is { } address)
                await Seed.Postgres(site, address, count);
        if (settings.Database is not null)
            return;
        var csv = Path.Combine(data, "contacts.csv");
        await People.Write(csv, count);
        await Import(settings, csv, count);
    }

    private static async Task Import(Settings settings, string csv, int count)
    {
        var watch = Stopwatch.StartNew();
        List<string> arguments = [Path.Combine(AppContext.BaseDirectory, "headgate.dll"), "import", csv, "--data", settings.Data, "--json"];
        // As ./headgate starts it.
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
                Environment = { ["DOTNET_TieredPGO"] = "0", ["DOTNET_gcConcurrent"] = "0" },
            }
        )!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Console.WriteLine(
            $"Import of {count:n0} contacts: {watch.Elapsed.TotalSeconds:f1} s, {count / watch.Elapsed.TotalSeconds:n0}/s. {said.Trim()[..Math.Min(200, said.Trim().Length)]}"
        );
    }

    private static async Task<List<(string Name, Times Times)>> Time(Site site, Principal by, int count)
    {
        var ids = await Ids(site, by);
        await WholeGate.Run(site, by, ids, count);
        List<(string, Times)> measured =
        [
            (
                "contacts_list",
                Of(
                    await Taken(
                        200,
                        i => Pass(site, by, "contacts.list", i % 2 == 0 ? new { limit = 20 } : new { limit = 20, lifecycle = "lead" })
                    )
                )
            ),
            ("contacts_get", Of(await Taken(400, i => Pass(site, by, "contacts.get", new { id = ids[i % ids.Count] })))),
        ];
        var queries = People.Queries(count).ToArray();
        var taken = await Taken(
            queries.Length * Rounds,
            i => Pass(site, by, "contacts.search", new { query = queries[i % queries.Length] })
        );
        measured.Add(("contacts_search, the whole mix", Of(taken)));
        var each = queries.Select((query, q) => (Query: query, Times: Of([.. taken.Where((_, i) => i % queries.Length == q)]))).ToList();
        measured.Add(("contacts_search, its slowest query", each.MaxBy(q => q.Times.P95).Times));
        // A query that names a record of this size is another at that: its place in the mix says which.
        measured.AddRange(each.Select((q, place) => ($"  {place + 1}. {q.Query}", q.Times)));
        return measured;
    }

    private static async Task<List<string>> Ids(Site site, Principal by)
    {
        var page = await Pass(site, by, "contacts.list", new { limit = 100 });
        return [.. JsonElement.Parse(page.Json.Span).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
    }

    // In the order of the calls.
    private static async Task<List<double>> Taken(int rounds, Func<int, Task> call)
    {
        for (var i = 0; i < rounds / 4; i++)
            await call(i);
        var taken = new List<double>(rounds);
        for (var i = 0; i < rounds; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await call(i);
            taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return taken;
    }

    private static Times Of(List<double> taken)
    {
        var sorted = taken.Order().ToList();
        return new(sorted[sorted.Count / 2], sorted[sorted.Count * 95 / 100]);
    }

    private sealed record Times(double P50, double P95);

    private static async Task<Outcome> Pass(Site site, Principal by, string action, object arguments)
    {
        var outcome = await site.Pass(by, Door.Cli, action, JsonSerializer.SerializeToElement(arguments));
        return outcome.Refusal is { } refusal ? throw new InvalidOperationException($"{action}: {refusal.Why}") : outcome;
    }
}
