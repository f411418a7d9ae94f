using System.Diagnostics;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Bench;

/// <summary>
/// What the whole gate costs a call of an agent at a size: every guard with the facts that it reads (likeness, limits, policies, taint), and the action's own
/// reading, one call at a time, without the commit.
/// </summary>
internal static class WholeGate
{
    private const int Calls = 4_000;

    public static async Task Run(Site site, Principal admin, IReadOnlyList<string> ids, int count)
    {
        await Gates.Ask(site, admin, "limits.set", Gates.NoLimits);
        await Gates.Ask(site, admin, "approvals.configure", new { contacts = false });
        var made = await Gates.Ask(
            site,
            admin,
            "agents.create",
            new
            {
                name = $"gate {Guid.NewGuid():n}",
                scopes = new[] { "mcp:read", "mcp:write" },
                grants = new[] { "contact_details" },
            }
        );
        var token = made.GetProperty("token").GetString()!;
        var agent = (await site.Credentials.Verify(token, CancellationToken.None))!.By;
        var world = site.WorldOf(Realm.Production);
        var gate = Gates.Over(world, new Uncommitted(new SqlLedger(world.Database, world.Sealer, world.Runs)));
        Console.WriteLine($"the whole gate at {count:n0} contacts, an agent's calls, without the commit");
        await Time(gate, agent, "contacts.get", i => new { id = ids[i % ids.Count] });
        await Time(gate, agent, "contacts.list", i => new { limit = 20 + i % 2 });
        await Time(
            gate,
            agent,
            "contacts.create",
            i => new
            {
                name = $"Ann{(char)('a' + i % 26)} Gat{(char)('a' + i / 26 % 26)}",
                email = $"gate.{i}@whole{i % 97}.example",
                phone = $"+1 415 555 {i % 10_000:0000}",
            }
        );
        await Time(gate, agent, "contacts.update", i => new { id = ids[i % ids.Count], title = $"Buyer {i}" });
    }

    private static async Task Time(Gatekeeper gate, Principal agent, string action, Func<int, object> arguments)
    {
        var taken = new List<double>(Calls);
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = -Calls / 2; i < Calls; i++)
        {
            var call = Gates.Call(agent, action, JsonSerializer.SerializeToElement(arguments(i + Calls)));
            var began = Stopwatch.GetTimestamp();
            var outcome = await gate.Pass(call, CancellationToken.None);
            if (i < 0)
                continue;
            taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            var end = outcome.Refusal?.Code ?? outcome.Ended.ToString().ToLowerInvariant();
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }
        taken.Sort();
        Console.WriteLine(
            $"  {action, -18} p50 {taken[Calls / 2]:f3} ms, p99 {taken[Calls * 99 / 100]:f3} ms   {string.Join(", ", ends.Select(e => $"{e.Key} {e.Value:n0}"))}"
        );
    }
}
