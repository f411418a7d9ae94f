using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Tests.Approvals;
using Headgate.Tests.Running;
using Headgate.Tests.Store;

namespace Headgate.Tests.Limits;

/// <summary>Limits on the embedded store.</summary>
public sealed class SqliteLimitTests : LimitTests
{
    protected override Task<string?> NewDatabase() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL, and with two nodes on one database.</summary>
public sealed class PostgresLimitTests(PostgresServer server) : LimitTests
{
    protected override async Task<string?> NewDatabase() => await server.NewDatabase();

    [Fact]
    public async Task Two_nodes_share_one_limit()
    {
        using var still = Office.Time.Stop();
        await using var other = await Office.Node();
        var done = await Storm(Office.Site, other);
        Assert.Equal(5, done.Count);
        Assert.Equal(5, await Leads());
        Assert.Empty(await Storm(other, Office.Site));
    }
}

/// <summary>What agents may do at most, over the real store.</summary>
public abstract partial class LimitTests : IAsyncLifetime
{
    private const int Callers = 64;

    private int _n;

    private protected Office Office { get; private set; } = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => Office = await Office.Open(await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.1.1")]
    [Proves(Frameworks.Llm, "LLM03", "LLM06")]
    [Proves(Frameworks.Agentic, "ASI02", "ASI08")]
    [Proves(Frameworks.Saif, "controlAgentExecutionBounds")]
    public async Task Sixty_four_callers_never_make_one_more_whatever_the_window_and_across_restarts()
    {
        using var still = Office.Time.Stop();
        List<DateTimeOffset> made = [];
        foreach (
            var (pass, room) in new[] { (0, 5), (0, 0), (62, 5), (62, 5), (62, 5), (62, 0), (3661, 5), (62, 5), (62, 5), (62, 5), (62, 0) }
        )
        {
            Office.Time.Pass(TimeSpan.FromSeconds(pass));
            var done = await Storm(Office.Site);
            Assert.Equal(room, done.Count);
            made.AddRange(done);
            if (room == 0)
                await Office.Reopen();
        }
        for (var round = 0; round < 4; round++)
        {
            Office.Time.Pass(TimeSpan.FromSeconds(3661));
            made.AddRange(await Storm(Office.Site));
        }
        Assert.Equal(50, made.Count);
        Assert.Equal(50, await Leads());
        Assert.All([(60, 5), (3_600, 20), (86_400, 50)], w => Assert.InRange(MostIn(made, TimeSpan.FromSeconds(w.Item1)), 1, w.Item2));
        Office.Time.Pass(TimeSpan.FromHours(24.5));
        Assert.Equal(5, (await Storm(Office.Site)).Count);
    }

    [Fact]
    public async Task A_storm_of_retries_has_one_effect_for_each_key_and_costs_one_for_each()
    {
        var keys = Environment.GetEnvironmentVariable("STORM") == "full" ? 2_000 : 200;
        await Office.Ask(Office.Admin, "limits.set", Measures.NothingIsLimited);
        var ids = new ConcurrentDictionary<int, ConcurrentDictionary<string, bool>>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, keys * 8),
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (n, _) =>
            {
                var key = n / 8;
                var outcome = await Office.Pass(
                    Office.Agent,
                    "leads.create",
                    new { name = $"Lead {key}", email = $"lead{key}@example.com" },
                    key: $"k{key}"
                );
                Assert.Null(outcome.Refusal);
                var id = JsonElement.Parse(outcome.Json.Span).GetProperty("lead").GetProperty("id").GetString()!;
                ids.GetOrAdd(key, _ => new()).TryAdd(id, true);
            }
        );
        Assert.All(ids.Values, i => Assert.Single(i));
        Assert.Equal(keys, await Leads());
        Assert.Equal(keys, await Used("creates_per_day"));
    }

    [Fact]
    public async Task What_has_no_effect_costs_nothing_and_a_held_call_costs_when_it_is_done()
    {
        await Office.Pass(Office.Agent, "leads.create", new { name = "A", email = "no address" });
        await Office.Ask(Office.Agent, "leads.create", new { name = "A", dry_run = true });
        var held = await Office.Held("contacts.create", new { name = "Zoe", email = "zoe@example.com" });
        Assert.Equal(0, await Used("writes_per_day"));
        await Office.Approve(held);
        Assert.Equal((1, 1), (await Used("creates_per_day"), await Used("writes_per_day")));
        // A person has no limits and uses up nobody's.
        for (var i = 0; i < 7; i++)
            await Office.Ask(Office.Rep, "leads.create", new { name = $"Lead {i}" });
        Assert.Equal(1, await Used("creates_per_day"));
        // A dry run meets the same limits.
        await Set("creates_per_day", 1);
        var shown = await Office.Pass(Office.Agent, "leads.create", new { name = "B", dry_run = true });
        Assert.Equal("limits.creates_per_day", shown.Refusal?.Code);
    }

    [Fact]
    public async Task One_account_is_changed_ten_times_a_day_through_whatever_belongs_to_it()
    {
        var account = Id(await Office.Ask(Office.Rep, "accounts.create", new { name = "Kestrel", domain = "kestrel.example" }));
        var contact = Id(await Office.Ask(Office.Rep, "contacts.create", new { name = "Zoe", account_id = account }));
        var deal = Id(await Office.Ask(Office.Rep, "opportunities.create", new { name = "Deal", account_id = account }));
        var other = Id(await Office.Ask(Office.Rep, "accounts.create", new { name = "Heron" }));
        for (var i = 0; i < 10; i++)
            await Office.Ask(
                Office.Agent,
                i % 2 == 0 ? "contacts.update" : "opportunities.update",
                i % 2 == 0 ? new { id = contact, description = $"{i}" } : new { id = deal, description = $"{i}" }
            );
        foreach (var (action, id) in new[] { ("accounts.update", account), ("contacts.update", contact), ("opportunities.update", deal) })
        {
            var refused = await Office.Pass(Office.Agent, action, new { id, description = "again" });
            Assert.Equal("limits.updates_per_account_per_day", refused.Refusal?.Code);
        }
        // Nor by another agent; another account goes on.
        var helper = await Office.NewAgent("helper");
        Assert.NotNull((await Office.Pass(helper, "contacts.update", new { id = contact, description = "x" })).Refusal);
        await Office.Ask(Office.Agent, "accounts.update", new { id = other, description = "x" });
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.1.2")]
    [Proves(Frameworks.Llm, "LLM03")]
    public async Task New_domains_and_value_are_counted()
    {
        await Set("new_domains_per_day", 2);
        foreach (
            var (name, email, passes) in new[]
            {
                ("Ada Stone", "ada@one.example", true),
                ("Boris Karlow", "boris@one.example", true),
                ("Chiara Lunghi", "chiara@two.example", true),
                ("Dimitri Papas", "dimitri@three.example", false),
                ("Esra Yildiz", "esra@one.example", true),
            }
        )
            Assert.Equal(
                passes ? null : "limits.new_domains_per_day",
                (await Office.Pass(Office.Agent, "leads.create", new { name, email })).Refusal?.Code
            );
        await Set("value_per_day", 1_000);
        await Set("creates_per_minute", 100);
        var account = Id(await Office.Ask(Office.Rep, "accounts.create", new { name = "Kestrel" }));
        foreach (
            var (amount, currency, code) in new[]
            {
                (600m, "USD", null),
                (600m, "USD", "limits.value_per_day"),
                (900m, "JPY", null),
                (400m, "USD", null),
                (101m, "JPY", "limits.value_per_day"),
            }
        )
        {
            var outcome = await Office.Pass(
                Office.Agent,
                "opportunities.create",
                new
                {
                    name = $"Deal {amount} {currency} {_n++}",
                    account_id = account,
                    amount,
                    currency,
                }
            );
            Assert.Equal(code, outcome.Refusal?.Code);
        }
    }

    [Fact]
    [Proves(Frameworks.Aisvs, "9.1.1")]
    public async Task Rows_are_counted_in_portions_and_none_is_read_beyond()
    {
        await Set("rows_per_day", 30);
        for (var i = 0; i < 10; i++)
            await Office.Ask(Office.Rep, "leads.create", new { name = $"Lead {i}" });
        for (var i = 0; i < 3; i++)
            Assert.Equal(10, (await Office.Ask(Office.Agent, "contacts.list", new { limit = 10 })).GetProperty("items").GetArrayLength());
        await Office.Reopen();
        Assert.Equal("limits.rows_per_day", (await Office.Pass(Office.Agent, "contacts.list", new { limit = 10 })).Refusal?.Code);
        await Set("rows_per_day", 1_000);
        var reads = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 120),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (_, _) =>
            {
                if ((await Office.Pass(Office.Agent, "contacts.list", new { limit = 10 })).Refusal is null)
                    Interlocked.Increment(ref reads);
            }
        );
        Assert.InRange(reads, 90, 97);
        Assert.InRange(await Used("rows_per_day"), 930, 1_000);
    }

    private protected async Task<IReadOnlyCollection<DateTimeOffset>> Storm(params Site[] sites)
    {
        var done = new ConcurrentBag<DateTimeOffset>();
        // A grant ends within a day; the agent is what limits count by.
        var by = Office.Agent with
        {
            Expires = DateTimeOffset.MaxValue,
        };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Callers),
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (n, cancel) =>
            {
                var at = Office.Time.GetUtcNow();
                var arguments = JsonSerializer.SerializeToElement(
                    new { name = $"Lead {Interlocked.Increment(ref _n).ToString(CultureInfo.InvariantCulture)}" }
                );
                var outcome = await sites[n % sites.Length].Pass(by, Door.Mcp, "leads.create", arguments, cancel: cancel);
                if (outcome.Ended == Ended.Done)
                    done.Add(at);
                else
                    Assert.StartsWith("limits.creates_per_", outcome.Refusal?.Code, StringComparison.Ordinal);
            }
        );
        return done;
    }

    private protected Task<long> Leads() => Office.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant");

    private static int MostIn(List<DateTimeOffset> made, TimeSpan window) =>
        made.Max(first => made.Count(at => at >= first && at < first + window));

    private static string[] Limits(JsonElement of) =>
        [
            .. of.GetProperty("limits")
                .EnumerateArray()
                .Where(l => l.TryGetProperty("left", out _))
                .Select(l => $"{l.GetProperty("name").GetString()} {l.GetProperty("left").GetInt64()}"),
        ];

    private static string Id(JsonElement answer) => answer.EnumerateObject().First().Value.GetProperty("id").GetString()!;

    private Task<long> Used(string limit) =>
        Office.Number(
            $"SELECT COALESCE(SUM(used), 0) FROM limit_buckets WHERE tenant = @tenant AND counter = '{limit}/{Office.Agent.Agent}'"
        );

    private Task<JsonElement> Set(string name, long most) =>
        Office.Ask(Office.Admin, "limits.set", new { limits = new[] { new { name, most } } });
}
