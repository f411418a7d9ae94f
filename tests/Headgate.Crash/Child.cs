using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Store;
using Headgate.Store.Sqlite;

namespace Headgate.Crash;

/// <summary>
/// The process that is killed: writers that create contacts through the gate, and print each id, with the length of the write-ahead log, only once the
/// outcome says that it is done. One line is one write to the pipe.
/// </summary>
internal static class Child
{
    public const string FileName = "headgate.db";
    public const string End = "end";

    /// <summary>Makes a data folder with one company and no contact.</summary>
    public static async Task<string> Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FileName);
        await using var database = SqliteDatabase.Open(file);
        await Migrator.Run(database, TimeProvider.System);
        await new Company(database, Sealer.Open(folder), TimeProvider.System).Found();
        return file;
    }

    /// <summary>Starts the process, behind another program when <paramref name="behind"/> names one.</summary>
    public static Process Start(string folder, int writers, int contacts, params string[] behind)
    {
        string[] line =
        [
            .. behind,
            "dotnet",
            "exec",
            typeof(Child).Assembly.Location,
            "child",
            folder,
            writers.ToString(),
            contacts.ToString(),
        ];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // One arena of tiered code is enough, and a quick start matters more than speed.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>The id and the log's length of a line.</summary>
    public static (string Id, long Wal) Read(string line)
    {
        var cut = line.IndexOf(' ');
        return (line[..cut], long.Parse(line[(cut + 1)..]));
    }

    /// <summary>Runs as the process: writes until it is killed, or until enough is written and its input closes.</summary>
    public static async Task Run(string folder, int writers, int contacts)
    {
        var file = Path.Combine(folder, FileName);
        var database = SqliteDatabase.Open(file);
        Company company = new(database, Sealer.Open(folder), TimeProvider.System);
        await using var pipe = Console.OpenStandardOutput();
        var room = contacts;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(Write)));
        Say(End);
        while (await Console.In.ReadLineAsync() is not null) { }
        // As if killed: nothing is closed, the log stays as it is.
        Process.GetCurrentProcess().Kill();

        async Task Write()
        {
            while (Interlocked.Decrement(ref room) >= 0)
            {
                var name = Ids.Fresh("x", TimeProvider.System.GetUtcNow());
                var outcome = await company.Ask(
                    "contacts.create",
                    new
                    {
                        name = $"Contact {name}",
                        email = $"{name}@example.com",
                        description = "Written until it is killed.",
                    }
                );
                if (outcome.Ended != Ended.Done)
                    throw new InvalidOperationException($"{outcome.Refusal?.Code}: {outcome.Refusal?.Why} {company.Failure}");
                using var answer = JsonDocument.Parse(outcome.Json);
                Say($"{answer.RootElement.GetProperty("contact").GetProperty("id").GetString()} {new FileInfo(file + "-wal").Length}");
            }
        }

        void Say(string line)
        {
            var bytes = Encoding.ASCII.GetBytes(line + "\n");
            lock (company)
                pipe.Write(bytes);
        }
    }
}
