using System.Diagnostics;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Bench;

/// <summary>Searches of the audit as auditors ask: what is common, what is rare, what is not there, and several things together; through the gate, at one connection.</summary>
internal static class AuditSearches
{
    private const int Rounds = 20;

    public static async Task Run(Site site, string tenant, int count)
    {
        var admin = (await site.Organisations(CancellationToken.None)).First(o => o.Id == tenant);
        var by = new Principal
        {
            Tenant = tenant,
            Person = admin.Admin,
            PersonName = admin.AdminName,
            Role = Role.Admin,
            Scopes = Scope.All,
        };
        var all = new List<double>();
        var slowest = ("", 0.0);
        foreach (var (name, asked) in Questions(count))
        {
            var took = new List<double>();
            var found = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var watch = Stopwatch.StartNew();
                var outcome = await site.Pass(by, Door.Rest, "audit.search", JsonSerializer.SerializeToElement(asked));
                took.Add(watch.Elapsed.TotalMilliseconds);
                if (outcome.Ended != Ended.Done)
                    throw new InvalidOperationException(outcome.Refusal?.Why);
                found = JsonElement.Parse(outcome.Json.Span).GetProperty("items").GetArrayLength();
            }
            took.Sort();
            Console.WriteLine(
                $"  search {name, -46} {found, 3} found   p50 {took[Rounds / 2], 7:f1} ms, p95 {took[Rounds * 95 / 100], 7:f1} ms"
            );
            if (took[Rounds * 95 / 100] > slowest.Item2)
                slowest = (name, took[Rounds * 95 / 100]);
            all.AddRange(took);
        }
        all.Sort();
        Console.WriteLine(
            $"{"searches of the audit", -42} p50 {all[all.Count / 2]:f1} ms, p95 {all[all.Count * 95 / 100]:f1} ms, most {all[^1]:f1} ms; slowest question: {slowest.Item1}, p95 {slowest.Item2:f1} ms"
        );
    }

    private static IEnumerable<(string Name, object Asked)> Questions(int count)
    {
        var early = DateTimeOffset.UtcNow.AddMilliseconds(-count - 200_000).ToString("O");
        yield return ("the newest", new { limit = 50 });
        yield return ("a contact", new { record = "con_123456", limit = 50 });
        yield return ("a busy account", new { record = "acc_hot", limit = 50 });
        yield return (
            "a busy account, one tool, refused",
            new
            {
                record = "acc_hot",
                action = "email.send",
                ended = "refused",
            }
        );
        yield return ("a busy account, a code that is nowhere", new { record = "acc_hot", code = "taint" });
        yield return ("a run", new { run = BenchEvent.At(count / 2).Run });
        yield return ("a tool", new { action = "contacts_update" });
        yield return ("a tool that was never called", new { action = "records.merge" });
        yield return ("refused", new { ended = "refused" });
        yield return ("held", new { ended = "held", limit = 100 });
        yield return ("a code", new { code = "policy" });
        yield return ("a door and a code", new { door = "rest", code = "limits.reached" });
        yield return ("words", new { text = "move_stage" });
        yield return ("words of a name", new { text = "Person 17" });
        yield return ("words that are nowhere", new { text = "no such words" });
        yield return (
            "words, refused, long ago",
            new
            {
                text = "agent 7",
                ended = "refused",
                until = early,
            }
        );
        yield return ("words that are nowhere, of a busy account", new { text = "no such words", record = "acc_hot" });
        yield return (
            "a tool that a door never saw, by a code",
            new
            {
                action = "contacts.get",
                door = "web",
                code = "dedupe",
            }
        );
        yield return ("the oldest hundred seconds", new { until = early, limit = 100 });
        yield return ("a day in which nothing was", new { since = "2020-01-01", until = "2020-01-02" });
    }
}
