using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Logs;
using Headgate.Store.Postgres;
using Headgate.Store.Sqlite;

namespace Headgate.Crash;

/// <summary>The process that ends at a named point: writers through the gate, and the log that grows beside them.</summary>
internal static class PointChild
{
    public const string Name = "point";
    private const int Writers = 4;

    /// <summary>Opens the store that a folder or an address names.</summary>
    public static async Task<Database> Open(string folder, string? address, string? schema) =>
        address is null ? SqliteDatabase.Open(Path.Combine(folder, Child.FileName)) : await PostgresDatabase.Open(address, schema);

    /// <summary>The integrator over a store, with its key and its file in the folder.</summary>
    public static Integrator Integrator(Database database, string folder) =>
        new(database, LogKey.Open(folder), new(Path.Combine(folder, "checkpoints")), TimeProvider.System);

    /// <summary>Starts it.</summary>
    public static Process Start(string folder, string? address, string? schema, KillPoint point, int times)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", typeof(PointChild).Assembly.Location, Name, folder, address ?? "", schema ?? "", point.ToString(), times.ToString()]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>Runs as the process, until it ends at its point.</summary>
    public static async Task Run(string folder, string? address, string? schema, KillPoint point, int times)
    {
        var trap = new Trap(point, times);
        var database = new TrappedDatabase(await Open(folder, address, schema), trap);
        var company = new Company(database, Sealer.Open(folder), TimeProvider.System);
        await using var pipe = Console.OpenStandardOutput();
        await Task.WhenAll([.. Enumerable.Range(0, Writers).Select(_ => Task.Run(Write)), Task.Run(Grow)]);

        async Task Write()
        {
            while (true)
            {
                var name = Ids.Fresh("x", TimeProvider.System.GetUtcNow());
                var outcome = await company.Ask("contacts.create", new { name = $"Contact {name}", email = $"{name}@example.com" });
                if (outcome.Ended != Ended.Done)
                    throw new InvalidOperationException($"{outcome.Refusal?.Code}: {outcome.Refusal?.Why} {company.Failure}");
                var id = JsonElement.Parse(outcome.Json.Span).GetProperty("contact").GetProperty("id").GetString();
                lock (company)
                    pipe.Write(Encoding.ASCII.GetBytes(id + "\n"));
            }
        }

        async Task Grow()
        {
            using var integrator = Integrator(database, folder);
            var indexer = new EventIndexer(database);
            while (true)
            {
                await integrator.Step(CancellationToken.None);
                if (integrator.Refuses is { } why)
                    throw new InvalidOperationException(why);
                trap.Pass(KillPoint.FileWritten);
                await indexer.Run(CancellationToken.None);
                await Task.Delay(10);
            }
        }
    }
}
