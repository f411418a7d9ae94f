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
        ("code", Holds.Text),
        ("door", Holds.Text),
        ("body", Holds.Bytes)
    );

    private static readonly Bulk Refs = Bulk.Insert("audit_refs", "", ("record_id", Holds.Text), ("seq", Holds.Whole));

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
        await Timed("integrated and packed for searches", count, site.Integrate);
        await AuditSearches.Run(site, tenant, count);
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
        var at = DateTimeOffset.UtcNow.AddMilliseconds(-count - 300_000);
        for (var first = 0; first < count; first += Chunk)
        {
            var numbers = Enumerable.Range(first, Math.Min(Chunk, count - first)).ToList();
            var rows = numbers.Select(i => Row(tenant, i, at)).ToList();
            await database.Write(
                tenant,
                async session =>
                {
                    await session.Run(Events, tenant, rows);
                    var last = Convert.ToInt64(
                        await session.Scalar("SELECT MAX(seq) FROM audit_events WHERE tenant = @tenant", ("tenant", tenant))
                    );
                    await session.Run(Refs, tenant, [.. numbers.Select(i => (object?[])[BenchEvent.At(i).Record, last - numbers[^1] + i])]);
                    return new(Applied.Done);
                }
            );
        }
    }

    // One in ten is refused, a third is a person's own, a tenth of the reads hits one account; names of tools and people as in an office of two hundred.
    private static object?[] Row(string tenant, int i, DateTimeOffset at)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(i)));
        var one = BenchEvent.At(i);
        var when = at.AddMilliseconds(i);
        var body =
            $$"""{"action":"{{one.Action}}","agent":"{{one.Agent}}","agent_name":"{{one.AgentName}}","answer":"{{hash}}","arguments":"{{hash}}","at":"{{when.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","call":"call_{{i}}",{{(one.Code is null ? "" : $"\"code\":\"{one.Code}\",")}}"door":"{{one.Door}}","ended":"{{one.Ended}}","guards":["scopes: pass","schema: pass","idempotency: pass","kill_switch: pass","rollout: pass","classification: pass","taint: clean","policy: pass"],"id":"evt_{{i:d32}}","latency_us":1234,"on_behalf_of":"{{one.Person}}","person_name":"{{one.PersonName}}","plan":"{{hash}}","realm":"production","records":["{{one.Record}}@2"],"records_total":1,"run":"{{one.Run}}","taint_sources":0,"tainted":false,"tenant":"{{tenant}}","v":2}""";
        return
        [
            $"evt_{i:d32}",
            when.ToUnixTimeMilliseconds(),
            one.Action,
            one.Agent,
            one.Person,
            one.Run,
            one.Ended,
            one.Code,
            one.Door,
            Encoding.UTF8.GetBytes(body),
        ];
    }

    private static async Task<double> Prove(Database database, string tenant, string id)
    {
        var watch = Stopwatch.StartNew();
        await using var view = await database.Read(tenant, CancellationToken.None);
        var log = new StoredLog(view.Session, tenant);
        // What audit.proof does.
        var one = (await log.Event(id))!;
        var index = (await log.IndexOf(one.Xid, one.Seq))!.Value;
        var head = (await log.HeadOver(index))!;
        var path = await (await log.TreeAround(index, head.Size)).Inclusion(index);
        _ = new LogProof(index, path, head.Note, one.Body).ToString();
        watch.Stop();
        Whole(Proof.IsIncluded(Merkle.Leaf(one.Body), index, head.Size, path, await log.Tree(head.Size).Root()));
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
