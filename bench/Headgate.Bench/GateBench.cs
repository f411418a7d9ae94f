using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Bench;

/// <summary>The gate without a door: its own share of a call, over a ledger that does nothing, and whole calls over the embedded store.</summary>
internal static class GateBench
{
    public static async Task<int> Run(int seconds)
    {
        var data = Directory.CreateTempSubdirectory("headgate-bench-").FullName;
        try
        {
            var (site, _) = await Starting.Open(new Settings { Data = data });
            await using var open = site;
            var by = (await Operator.Of(site, null, CancellationToken.None)) with { Only = null };
            var made = await site.Pass(by, Door.Rest, "contacts.create", Json(new { name = "Zoë Müller", email = "zoe@bench.example" }));
            var id = JsonElement.Parse(made.Json.Span).GetProperty("contact").GetProperty("id").GetString();
            var arguments = Json(new { id });
            await Own(by, arguments, seconds);
            await Token(site, by);
            await ForeignBench.Run(site, by);
            MaskBench.Run();
            foreach (var parallel in (int[])[1, 16, 64])
                await Whole(site, by, arguments, parallel, seconds);
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task Own(Principal by, JsonElement arguments, int seconds)
    {
        var gate = new Gatekeeper(
            Actions.Catalogue(),
            GuardList.InOrder(new NoMemory(), TimeProvider.System),
            new NoLedger(),
            TimeProvider.System
        );
        var seed = RandomNumberGenerator.GetBytes(32);
        var taken = new List<double>(1_000_000);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            var began = Stopwatch.GetTimestamp();
            var call = new Call
            {
                Id = "call_x",
                By = by,
                Door = Door.Rest,
                Action = "contacts.get",
                Arguments = arguments,
                At = DateTimeOffset.UtcNow,
                Seed = seed,
            };
            await gate.Pass(call, CancellationToken.None);
            taken.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }
        taken.Sort();
        Console.WriteLine(
            $"gate's own share: p50 {taken[taken.Count / 2]:f1} µs, p99 {taken[taken.Count * 99 / 100]:f1} µs over {taken.Count:n0} calls"
        );
    }

    // A token that is seen the first time, and known from then on.
    private static async Task Token(Site site, Principal by)
    {
        var made = await site.Pass(by, Door.Rest, "agents.create", Json(new { name = "bench", scopes = new[] { "mcp:read" } }));
        var token = JsonElement.Parse(made.Json.Span).GetProperty("token").GetString()!;
        var (first, known) = (new List<double>(), new List<double>());
        for (var i = 0; i < 20_000; i++)
        {
            site.Credentials.Forget();
            foreach (var taken in (List<double>[])[first, known])
            {
                var began = Stopwatch.GetTimestamp();
                await site.Credentials.Verify(token, CancellationToken.None);
                taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        Console.WriteLine($"a token: at first sight p50 {Median(first):f4} ms, known p50 {Median(known):f4} ms");

        static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
    }

    private static async Task Whole(Site site, Principal by, JsonElement arguments, int parallel, int seconds)
    {
        long calls = 0;
        var watch = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        await Task.WhenAll(
            Enumerable
                .Range(0, parallel)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (watch.Elapsed < TimeSpan.FromSeconds(seconds))
                        {
                            await site.Pass(by, Door.Rest, "contacts.get", arguments);
                            Interlocked.Increment(ref calls);
                        }
                    })
                )
        );
        using var present = Process.GetCurrentProcess();
        var spent = present.TotalProcessorTime - processor;
        Console.WriteLine(
            $"contacts.get through gate and store, {parallel, 2} at once: {calls / watch.Elapsed.TotalSeconds, 8:n0}/s, {spent.TotalMicroseconds / calls:f0} µs of processor each"
        );
    }

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value);

    private sealed class NoLedger : Ledger
    {
        private static readonly object Answer = new
        {
            contact = new
            {
                id = "con_x",
                name = "Zoë Müller",
                email = "zoe@bench.example",
            },
        };

        public override ValueTask<Decision> Decide(Passage passage, CancellationToken cancel) => new(new Decision(Answer, Plan.Empty));

        public override ValueTask<Committed> Commit(Passage passage, CancellationToken cancel) => new(new Committed(Applied.Done));
    }

    private sealed class NoMemory : Memory
    {
        public override ValueTask<Recalled?> Recall(
            string tenant,
            string actor,
            string key,
            DateTimeOffset now,
            CancellationToken cancel
        ) => new((Recalled?)null);

        public override ValueTask<string?> HolderOf(string tenant, string kind, string value, CancellationToken cancel) =>
            new((string?)null);

        public override ValueTask<bool> IsOutboundOn(string tenant, CancellationToken cancel) => new(false);

        public override ValueTask<IDisposable> LeaseSwitch(string tenant, bool exclusive, CancellationToken cancel) =>
            throw new NotSupportedException();
    }
}
