using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headgate.Bench;

/// <summary>
/// The server against the bare library in one run: ratios, since machines differ. A read counts only if its audit event is on disk: the events are counted
/// afterwards and compared with the answers.
/// </summary>
internal static class LoadBench
{
    public static async Task<int> Run(int seconds)
    {
        var data = Directory.CreateTempSubdirectory("headgate-bench-").FullName;
        try
        {
            return await Run(data, seconds);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<int> Run(string data, int seconds)
    {
        Console.WriteLine($"Disk: {Disk.SyncsPerSecond(data):n0} syncs/s. Processors: {Environment.ProcessorCount}. {seconds} s a case.");
        var (token, contact) = await Prepare(data);
        var here = AppContext.BaseDirectory;
        var (echo, _) = await Child.Start(Path.Combine(here, "Headgate.Bench.dll"), p => ["echo", $"{p}"], "/");
        await using var _ = echo;
        var (ours, ready) = await Child.Start(
            Path.Combine(here, "headgate.dll"),
            p => ["serve", "--data", data, "--port", $"{p}"],
            "/readyz"
        );
        long answered;
        await using (ours)
        {
            await Task.Delay(1500);
            Console.WriteLine($"Ready to serve after {ready.TotalSeconds:f2} s; {ours.Megabytes:f0} MiB resident, idle.");
            await Warm(echo, ours, token, contact);
            answered = await Compare(echo, ours, token, contact, seconds);
            await Creates(ours, token, seconds);
            Console.WriteLine($"{ours.Megabytes:f0} MiB resident after the load.");
        }
        return await CountEvents(data, answered);
    }

    // A server runs for weeks: what is measured is how it runs once the compiler has seen what is hot, which takes it some 15 s on two processors.
    private static async Task Warm(Child echo, Child ours, string token, string contact)
    {
        await Wrk.Run(Url(echo), EchoScript(), 64, 8);
        await Wrk.Run(Url(ours), GetScript(token, contact), 64, 20);
        await Wrk.Run(Url(echo), Wrk.Post(Modern.List(), Modern.Headers("tools/list", null, null)), 16, 1);
        await Wrk.Run(Url(ours), Wrk.Post(Modern.List(), Modern.Headers("tools/list", null, token)), 16, 1);
    }

    private static async Task<long> Compare(Child echo, Child ours, string token, string contact, int seconds)
    {
        Console.WriteLine("case                       c    bare/s    ours/s   ratio   bare p50   ours p50   ours p99   errors");
        long gets = 0;
        foreach (var connections in (int[])[1, 16, 64])
        {
            var bare = await Wrk.Run(Url(echo), EchoScript(), connections, seconds);
            var get = await Wrk.Run(Url(ours), GetScript(token, contact), connections, seconds);
            gets += get.Requests;
            Print("contacts_get, audited", connections, bare, get);
        }
        foreach (var connections in (int[])[16, 64])
            Print(
                "tools/list",
                connections,
                await Wrk.Run(Url(echo), Wrk.Post(Modern.List(), Modern.Headers("tools/list", null, null)), connections, seconds),
                await Wrk.Run(Url(ours), Wrk.Post(Modern.List(), Modern.Headers("tools/list", null, token)), connections, seconds)
            );
        return gets;
    }

    private static async Task Creates(Child ours, string token, int seconds)
    {
        // Numbers that no run before had.
        string Script() =>
            Wrk.Post("", Modern.Headers("tools/call", "contacts_create", token))
            + $$"""
                local n = 0
                local run = {{Environment.ProcessId}}{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}
                request = function()
                  n = n + 1
                  return wrk.format(nil, nil, nil, string.gsub([==[{{Modern.Call(
                    "contacts_create",
                    "{\"name\":\"Person NUMBER\",\"email\":\"p.NUMBER@bench.example\"}"
                )}}]==], "NUMBER", run .. "x" .. n))
                end
                """;
        await Wrk.Run(Url(ours), Script(), 64, 10);
        var made = await Wrk.Run(Url(ours), Script(), 64, seconds);
        Console.WriteLine(
            $"contacts_create, durable  64  {made.PerSecond, 18:n0}/s{"", 10} p50 {made.P50:f2} ms, p99 {made.P99:f2} ms, {made.Errors} errors"
        );
    }

    // What the load tool cut off at its end was answered by the server and never read: a few events more than answers, never fewer.
    private static async Task<int> CountEvents(string data, long answered)
    {
        await using var site = await Site.Open(new Settings { Data = data }, TimeProvider.System, NullLoggerFactory.Instance);
        var events = await site.CountEvents("contacts.get");
        Console.WriteLine(
            $"contacts_get: {answered:n0} counted answers, {events:n0} durable audit events (warm-up and cut-off requests included)."
        );
        return events >= answered ? 0 : 1;
    }

    private static async Task<(string Token, string Contact)> Prepare(string data)
    {
        var (site, _) = await Starting.Open(new Settings { Data = data });
        await using var open = site;
        var admin = (await Operator.Of(site, null, CancellationToken.None)) with { Only = null };
        // What is measured is the way through every guard to the commit, not the wait for a person.
        await Gates.Ask(site, admin, "approvals.configure", new { contacts = false });
        await Gates.Ask(site, admin, "limits.set", Gates.NoLimits);
        var agent = await Gates.Ask(
            site,
            admin,
            "agents.create",
            new
            {
                name = "bench",
                scopes = new[] { "mcp:read", "mcp:write", "mcp:comms", "mcp:admin" },
                grants = new[] { "contact_details" },
                ttl = 86_400,
            }
        );
        var contact = await Gates.Ask(
            site,
            admin,
            "contacts.create",
            new
            {
                name = "Zoë Müller",
                email = "zoe@bench.example",
                title = "Head of operations",
            }
        );
        return (agent.GetProperty("token").GetString()!, contact.GetProperty("contact").GetProperty("id").GetString()!);
    }

    private static string Url(Child child) => $"http://127.0.0.1:{child.Port}/mcp";

    private static string EchoScript() => Wrk.Post(Modern.Call("echo", "{\"text\":\"hello\"}"), Modern.Headers("tools/call", "echo", null));

    private static string GetScript(string token, string contact) =>
        Wrk.Post(Modern.Call("contacts_get", $"{{\"id\":\"{contact}\"}}"), Modern.Headers("tools/call", "contacts_get", token));

    private static void Print(string name, int connections, Measured bare, Measured ours) =>
        Console.WriteLine(
            $"{name, -24} {connections, 4} {bare.PerSecond, 9:n0} {ours.PerSecond, 9:n0} {ours.PerSecond / bare.PerSecond, 7:f2} {bare.P50, 7:f2} ms {ours.P50, 7:f2} ms {ours.P99, 7:f2} ms {ours.Errors, 8}"
        );
}
