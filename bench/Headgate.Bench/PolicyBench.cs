using System.Diagnostics;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Policies;
using Headgate.Store;

namespace Headgate.Bench;

/// <summary>A hundred policies judged before an agent's write, with their facts read from the store; a rule tried on a hundred thousand recorded calls.</summary>
internal static class PolicyBench
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static async Task<int> Run(string data)
    {
        await using var site = await Open(data);
        var made = await site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = "Bench", email = "ada@bench.example" }),
            Door.Cli,
            CancellationToken.None
        );
        var token = JsonElement.Parse(made.Json.Span).GetProperty("person_token").GetString()!;
        var admin = (await site.Credentials.Verify(token, CancellationToken.None))!.By;
        var deal = await Ask(site, admin, "opportunities.create", new { name = "Deal", amount = 100 });
        var id = deal.GetProperty("opportunity").GetProperty("id").GetString()!;
        await Ask(site, admin, "approvals.configure", new { stage_moves = false });
        var agent = admin with { Agent = Ids.Fresh("agt", site.Time.GetUtcNow()), AgentName = "bench" };
        await Judge(site, agent, id, "4 policies of the golden set ");
        for (var n = 0; n < 96; n++)
            await Ask(site, admin, "policies.save", Rule(n));
        await Judge(site, agent, id, "100 policies                 ");
        foreach (
            var name in (string[])
                ["activity_before_stage_move", "no_regulated_data", "no_outbound_to_competitors", "no_email_from_red_domain"]
        )
            await Ask(site, admin, "policies.disable", new { name });
        for (var n = 0; n < 96; n++)
            await Ask(site, admin, "policies.disable", new { name = $"rule_{n}" });
        await Judge(site, agent, id, "no policies                  ");
        await Backtest(site, admin, agent, id);
        return 0;
    }

    private static Task<Site> Open(string data) =>
        Site.Open(
            new() { Data = data, Port = 0 },
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance
        );

    private static object Rule(int n) =>
        new
        {
            name = $"rule_{n}",
            mode = "on",
            effect = "log_only",
            message = "A rule of the bench.",
            when = (n % 4) switch
            {
                0 =>
                    $"plan.changes.exists(c, c.kind == 'opportunity' && c.fields.exists(f, f.name == 'stage_id') && history.count('activity', c.id, duration('{n % 20 + 1}h')) > 1000)",
                1 => $"records.exists(r, r.kind == 'opportunity' && r.amount > {n}000000.0)",
                2 => $"size(plan.messages) > 0 && plan.messages.exists(m, lists.contains('rivals{n}', m.domain))",
                _ => $"call.action == 'emails.send' && call.at.getHours('Europe/Berlin') > {n % 9}",
            },
            examples = (n % 4) switch
            {
                0 => Both(
                    """{"plan":{"changes":[{"kind":"opportunity","fields":[{"name":"stage_id"}]}]},"facts":{"history.count":2000}}"""
                ),
                1 => Both("""{"records":[{"kind":"opportunity","amount":1000000000}]}"""),
                2 => Both("""{"plan":{"messages":[{}]},"facts":{"lists.contains":true}}"""),
                // An hour later in Berlin, and after every hour that a rule names.
                _ => Both("""{"call":{"action":"emails.send","at":"2026-01-05T21:00:00Z"}}"""),
            },
        };

    private static JsonElement[] Both(string applies)
    {
        var one = System.Text.Json.Nodes.JsonNode.Parse(applies)!.AsObject();
        one["applies"] = true;
        return [JsonSerializer.SerializeToElement(one), JsonElement.Parse("""{"applies":false}""")];
    }

    // The judgement alone, as the guard asks for it: what is in force read, facts read, rules evaluated.
    private static async Task Judge(Site site, Principal agent, string deal, string what)
    {
        var world = site.WorldOf(Realm.Production);
        var action = site.Catalogue.Find("opportunities.move_stage")!;
        var call = new Call
        {
            Id = Ids.Fresh("call", site.Time.GetUtcNow()),
            By = agent,
            Door = Door.Mcp,
            Action = action.Id,
            Arguments = JsonSerializer.SerializeToElement(new { id = deal, stage = "Proposal" }),
            At = site.Time.GetUtcNow(),
            Seed = new byte[32],
        };
        var passage = new Passage(call, action, 0) { Input = call.Arguments.Deserialize(action.InputType, Snake) };
        passage.Decision = await new SqlLedger(world.Database, world.Sealer).Decide(passage, CancellationToken.None);
        var whole = await Measure(async () => await world.Memory.Policies.Judge(passage, CancellationToken.None));
        Console.WriteLine($"{what}: p50 {whole[whole.Count / 2]:f1} µs, p99 {whole[whole.Count * 99 / 100]:f1} µs, everything read");
        await Apart(world, passage);
    }

    // The rules with their facts at hand, and what reading those facts takes.
    private static async Task Apart(World world, Passage passage)
    {
        var tenant = passage.Call.By.Tenant;
        List<Kept> kept;
        await using (var view = await world.Database.Read(tenant, CancellationToken.None))
            kept = await view.Session.Query<Kept>("SELECT body FROM policies WHERE tenant = @tenant AND mode <> 'off'", ("tenant", tenant));
        if (kept.Count == 0)
            return;
        var set = new PolicySet("bench", kept.Select(k => (k.Body, false)));
        var source = new Source(world.Database, tenant);
        var asked = Sight.Of(Sighting.Of(passage));
        await set.Judge(isRead: false, byPerson: false, asked, source, CancellationToken.None);
        var names = asked.Facts.Keys.ToList();
        var seen = Sighting.With(Sighting.Of(passage), asked.Facts);
        var alone = await Measure(async () =>
            await set.Judge(isRead: false, byPerson: false, Sight.Of(seen), source, CancellationToken.None)
        );
        var facts = await Measure(async () => await source.Read(asked, names, CancellationToken.None));
        Console.WriteLine(
            $"  the rules alone, facts known : p50 {alone[alone.Count / 2]:f1} µs, p99 {alone[alone.Count * 99 / 100]:f1} µs"
        );
        Console.WriteLine(
            $"  reading their {names.Count} facts        : p50 {facts[facts.Count / 2]:f1} µs, p99 {facts[facts.Count * 99 / 100]:f1} µs"
        );
    }

    private static async Task<List<double>> Measure(Func<Task> judged)
    {
        var warm = Stopwatch.StartNew();
        while (warm.Elapsed < TimeSpan.FromSeconds(3))
            await judged();
        var taken = new List<double>(20_000);
        for (var i = 0; i < 20_000; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await judged();
            taken.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds);
        }
        taken.Sort();
        return taken;
    }

    // One recorded call, a hundred thousand times.
    private static async Task Backtest(Site site, Principal admin, Principal agent, string deal)
    {
        await Ask(site, agent, "opportunities.move_stage", new { id = deal, stage = "Proposal" });
        await site.WorldOf(Realm.Production)
            .Database.Write(
                admin.Tenant,
                async session =>
                {
                    await session.Execute(
                        """
                        INSERT INTO recorded_calls (tenant, event_id, at, action, actor, ended, said, subjects, sealed)
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
                        SELECT r.tenant, r.event_id, r.at - n.i, r.action, r.actor, r.ended, r.said, r.subjects, r.sealed FROM n
                        CROSS JOIN (SELECT * FROM recorded_calls c WHERE c.tenant = @tenant AND c.action = 'opportunities.move_stage') r
                        WHERE r.tenant = @tenant
                        """,
                        ("tenant", admin.Tenant)
                    );
                    return new(Applied.Done);
                }
            );
        foreach (
            var when in (string[])
                [
                    "plan.changes.exists(c, c.kind == 'opportunity')",
                    "plan.changes.exists(c, history.count('activity', c.id, duration('168h')) == 0)",
                ]
        )
        {
            var began = Stopwatch.GetTimestamp();
            var trial = await Ask(site, admin, "policies.backtest", new { when, limit = 0 });
            Console.WriteLine(
                $"{trial.GetProperty("asked")} calls, {trial.GetProperty("denied")} denied in {Stopwatch.GetElapsedTime(began).TotalSeconds:f2} s: {when}"
            );
        }
    }

    private static async Task<JsonElement> Ask(Site site, Principal by, string action, object arguments)
    {
        var outcome = await site.Pass(by, Door.Cli, action, JsonSerializer.SerializeToElement(arguments));
        return outcome.Refusal is { } refusal
            ? throw new InvalidOperationException($"{action}: {refusal.Code}: {refusal.Why}")
            : JsonElement.Parse(outcome.Json.Span);
    }

    private sealed class Kept
    {
        public string Body { get; init; } = "";
    }

    private sealed class Source(Database database, string tenant) : FactSource
    {
        public override async ValueTask<IReadOnlyDictionary<string, JsonElement>> Read(
            Sight sight,
            IReadOnlyCollection<string> names,
            CancellationToken cancel
        )
        {
            await using var view = await database.Read(tenant, cancel);
            return await new SqlFacts(view.Session, tenant).Read(sight, names, cancel);
        }
    }
}
