using System.Diagnostics;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Bench;

/// <summary>
/// Lists, gets and searches at 10,000 and at 1,000,000 contacts, which are imported as a person would: the import is timed too. Whole calls through the gate,
/// audit included, one at a time; 95th percentiles and their ratio.
/// </summary>
internal static class ScaleBench
{
    private const int Small = 10_000;

    public static async Task<int> Run(string[] arguments)
    {
        var large = arguments is [var count, ..] ? int.Parse(count) : 1_000_000;
        var postgres = arguments is [_, var address, ..] ? address : null;
        var few = await Measure(Small, postgres);
        var many = await Measure(large, postgres);
        Console.WriteLine($"p95, ms          {Small, 12:n0} {large, 12:n0}   ratio");
        foreach (var (name, p95) in many)
            Console.WriteLine($"{name, -16} {few[name], 12:f2} {p95, 12:f2} {p95 / few[name], 7:f2}");
        return 0;
    }

    private static async Task<Dictionary<string, double>> Measure(int count, string? postgres)
    {
        var data = Directory.CreateTempSubdirectory("headgate-scale-").FullName;
        try
        {
            var csv = Path.Combine(data, "contacts.csv");
            await People.Write(csv, count);
            var settings = new Settings { Data = Path.Combine(data, "store"), Database = postgres };
            await (await Starting.Open(settings)).Site.DisposeAsync();
            await Import(settings, csv, count);
            var (site, _) = await Starting.Open(settings);
            await using var open = site;
            return await Time(site, (await Operator.Of(site, null, CancellationToken.None)) with { Only = null }, count);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Import(Settings settings, string csv, int count)
    {
        var watch = Stopwatch.StartNew();
        List<string> arguments = [Path.Combine(AppContext.BaseDirectory, "headgate.dll"), "import", csv, "--data", settings.Data, "--json"];
        if (settings.Database is { } address)
            arguments.AddRange(["--database", address]);
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Console.WriteLine(
            $"Import of {count:n0} contacts: {watch.Elapsed.TotalSeconds:f1} s, {count / watch.Elapsed.TotalSeconds:n0}/s. {said.Trim()[..Math.Min(200, said.Trim().Length)]}"
        );
    }

    private static async Task<Dictionary<string, double>> Time(Site site, Principal by, int count)
    {
        var ids = await Ids(site, by);
        var measured = new Dictionary<string, double>
        {
            ["contacts_list"] = await P95(
                200,
                i => Pass(site, by, "contacts.list", i % 2 == 0 ? new { limit = 20 } : new { limit = 20, lifecycle = "lead" })
            ),
            ["contacts_get"] = await P95(400, i => Pass(site, by, "contacts.get", new { id = ids[i % ids.Count] })),
        };
        var queries = People.Queries(count).ToArray();
        measured["contacts_search"] = await P95(
            queries.Length * 12,
            i => Pass(site, by, "contacts.search", new { query = queries[i % queries.Length] })
        );
        return measured;
    }

    private static async Task<List<string>> Ids(Site site, Principal by)
    {
        var page = await Pass(site, by, "contacts.list", new { limit = 100 });
        return [.. JsonElement.Parse(page.Json.Span).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)];
    }

    private static async Task<double> P95(int rounds, Func<int, Task> call)
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
        taken.Sort();
        return taken[rounds * 95 / 100];
    }

    private static async Task<Outcome> Pass(Site site, Principal by, string action, object arguments)
    {
        var outcome = await site.Pass(by, Door.Cli, action, JsonSerializer.SerializeToElement(arguments));
        return outcome.Refusal is { } refusal ? throw new InvalidOperationException($"{action}: {refusal.Why}") : outcome;
    }
}
