using System.Diagnostics;
using System.Text.Json;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Bench;

/// <summary>
/// What the audit costs the commits: 64 clients create contacts through the gate, by turns with every event, its references and the log that grows behind
/// them, and with the same inserts alone.
/// </summary>
internal static class CommitBench
{
    private const int Clients = 64;
    private const int Turns = 4;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(8);

    public static async Task<int> Run(string? postgres)
    {
        var data = Directory.CreateTempSubdirectory("headgate-bench-").FullName;
        try
        {
            var (site, _) = await Starting.Open(new Settings { Data = data, Database = postgres });
            await using var open = site;
            var world = site.WorldOf(Realm.Production);
            var by = (await Operator.Of(site, null, CancellationToken.None)) with { Only = null };
            var audited = GateOver(world, world.Database);
            var alone = GateOver(world, new Unaudited(world.Database));
            await Creates(audited, by, TimeSpan.FromSeconds(3));
            var (with, without) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < Turns; turn++)
            {
                using var stop = new CancellationTokenSource();
                var log = Grow(world, stop.Token);
                with.Add(await Creates(audited, by, Turn));
                await stop.CancelAsync();
                await log;
                without.Add(await Creates(alone, by, Turn));
            }
            Console.WriteLine(
                $"{world.Database.Dialect.Name}, {Clients} clients, contacts.create, commits a second, {Turns} turns each by turns"
            );
            Console.WriteLine($"with the audit     {string.Join("  ", with.Select(r => $"{r, 8:n0}"))}   mean {with.Average(), 8:n0}");
            Console.WriteLine(
                $"the same alone     {string.Join("  ", without.Select(r => $"{r, 8:n0}"))}   mean {without.Average(), 8:n0}"
            );
            Console.WriteLine($"ratio              {with.Average() / without.Average():f2}");
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static Gatekeeper GateOver(World world, Database database) =>
        Gates.Over(world, new SqlLedger(database, world.Sealer, world.Runs));

    private static async Task Grow(World world, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await world.Integrate();
            await Task.Delay(1000, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static async Task<double> Creates(Gatekeeper gate, Principal by, TimeSpan time)
    {
        long done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(Client)));
        return done / watch.Elapsed.TotalSeconds;

        async Task Client()
        {
            while (watch.Elapsed < time)
            {
                var name = Guid.NewGuid().ToString("n");
                var arguments = JsonSerializer.SerializeToElement(
                    new { name = $"{name[..8]} {name[8..16]}", email = $"{name}@{name[..12]}.example" }
                );
                var outcome = await gate.Pass(Gates.Call(by, "contacts.create", arguments), CancellationToken.None);
                if (outcome.Ended != Ended.Done)
                    throw new InvalidOperationException($"{outcome.Refusal?.Code}: {outcome.Refusal?.Why}");
                Interlocked.Increment(ref done);
            }
        }
    }
}
