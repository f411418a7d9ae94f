using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Log;
using Headgate.Store;
using Headgate.Store.Logs;
using Headgate.Verify;

namespace Headgate.Bench;

/// <summary>The log at a size: how fast events are integrated, one is proven, the log is handed over, and both verifiers judge it.</summary>
internal static class AuditBench
{
    private const int Chunk = 5_000;

    private static readonly Bulk Events = Bulk.Insert(
        "audit_events",
        "",
        ("id", Holds.Text),
        ("at", Holds.Whole),
        ("action", Holds.Text),
        ("actor", Holds.Text),
        ("person", Holds.Text),
        ("run", Holds.Text),
        ("ended", Holds.Text),
        ("door", Holds.Text),
        ("body", Holds.Bytes)
    );

    public static async Task<int> Run(string[] args)
    {
        var count = args is [var said, ..] ? int.Parse(said) : 50_000;
        var address = args.FirstOrDefault(a => a.StartsWith("postgres://", StringComparison.Ordinal));
        var folder = Directory.CreateTempSubdirectory("headgate-audit-").FullName;
        try
        {
            await using var site = await Site.Open(
                new()
                {
                    Data = folder,
                    Port = 0,
                    Database = address,
                },
                TimeProvider.System,
                Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance
            );
            await Measure(site, folder, count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static async Task Measure(Site site, string folder, int count)
    {
        var made = await site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = $"Bench {count}", email = "ada@bench.example" }),
            Door.Cli,
            CancellationToken.None
        );
        var tenant = JsonElement.Parse(made.Json.Span).GetProperty("org").GetString()!;
        var database = site.WorldOf(Realm.Production).Database;
        await site.Integrate();
        await Timed($"{count:n0} events written, without the gate", count, () => Fill(database, tenant, count));
        await Timed("integrated", count, site.Integrate);
        var proofs = new List<double>();
        for (var i = 0; i < 200; i++)
            proofs.Add(await Prove(database, tenant, $"evt_{i * 7919L % count:d32}"));
        proofs.Sort();
        Console.WriteLine($"{"proof", -42} p50 {proofs[100]:f2} ms, p95 {proofs[190]:f2} ms, most {proofs[^1]:f2} ms");
        var bundle = Path.Combine(folder, "bundle");
        await Timed("exported into a folder", count, () => new AuditLog(site, tenant).Export(bundle, CancellationToken.None));
        await Timed(
            "checked in the store (audit verify)",
            count,
            async () => Whole((await new AuditLog(site, tenant).Check(CancellationToken.None)).Whole)
        );
        var key = site.WorldOf(Realm.Production).Integrator!.Key.SignerOf(tenant).Key.ToString();
        await Timed("verified by Headgate.Verify", count, () => Task.Run(() => Whole(Verification.Of(bundle, key).Findings.Count == 0)));
        await Timed("verified by verify.py", count, () => Python(bundle, key));
    }

    private static async Task Fill(Database database, string tenant, int count)
    {
        var at = DateTimeOffset.UtcNow.AddMinutes(-5);
        for (var first = 0; first < count; first += Chunk)
        {
            var rows = Enumerable.Range(first, Math.Min(Chunk, count - first)).Select(i => Row(tenant, i, at)).ToList();
            await database.Write(
                tenant,
                async session =>
                {
                    await session.Run(Events, tenant, rows);
                    return new(Applied.Done);
                }
            );
        }
    }

    private static object?[] Row(string tenant, int i, DateTimeOffset at)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i)));
        var body =
            $$"""{"action":"contacts.update","agent":"agt_1","answer":"{{hash}}","arguments":"{{hash}}","at":"{{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","call":"call_{{i}}","door":"mcp","ended":"done","guards":["scopes: pass","schema: pass","idempotency: pass","kill_switch: pass","rollout: pass","classification: pass","taint: clean","policy: pass"],"id":"evt_{{i:d32}}","latency_us":1234,"on_behalf_of":"usr_1","person_name":"Ada Stone","plan":"{{hash}}","realm":"production","records":["con_{{i}}@2"],"records_total":1,"run":"run_{{i / 20}}","taint_sources":0,"tainted":false,"tenant":"{{tenant}}","v":2}""";
        return
        [
            $"evt_{i:d32}",
            at.ToUnixTimeMilliseconds(),
            "contacts.update",
            "agt_1",
            "usr_1",
            $"run_{i / 20}",
            "done",
            "mcp",
            Encoding.UTF8.GetBytes(body),
        ];
    }

    private static async Task<double> Prove(Database database, string tenant, string id)
    {
        var watch = Stopwatch.StartNew();
        await using var view = await database.Read(tenant, CancellationToken.None);
        var log = new StoredLog(view.Session, tenant);
        var size = (await log.State())!.Size;
        var one = (await log.Event(id))!;
        var index = (await log.IndexOf(one.Xid, one.Seq))!.Value;
        var path = await log.Tree(size).Inclusion(index);
        watch.Stop();
        Whole(Proof.IsIncluded(Merkle.Leaf(one.Body), index, size, path, await log.Tree(size).Root()));
        return watch.Elapsed.TotalMilliseconds;
    }

    private static async Task Python(string bundle, string key)
    {
        using var process = Process.Start(
            new ProcessStartInfo("python3", ["-B", "src/Headgate.Verify/verify.py", "verify", bundle, "--key", key])
            {
                UseShellExecute = false,
            }
        )!;
        await process.WaitForExitAsync();
        Whole(process.ExitCode == 0);
    }

    private static async Task Timed(string what, int count, Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        Console.WriteLine($"{what, -42} {watch.Elapsed.TotalSeconds, 8:f2} s {count / watch.Elapsed.TotalSeconds, 12:n0} a second");
    }

    private static void Whole(bool isWhole)
    {
        if (!isWhole)
            throw new InvalidOperationException("The log is not whole.");
    }
}
