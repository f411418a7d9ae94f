using Headgate.Gate;

namespace Headgate.Tests.Features.Demo;

/// <summary>The demo company, whichever store holds it.</summary>
public abstract class DemoTests(DemoSite demo)
{
    // What every plan that made it hashed to, of the store that was looked at first.
    private static IReadOnlyList<string?>? _hashes;

    [Fact]
    public async Task One_day_has_one_company_at_any_hour_and_in_any_store()
    {
        var hashes = demo.Hashes;
        Assert.True(hashes.Count > 40);
        Assert.Equal(Interlocked.CompareExchange(ref _hashes, hashes, null) ?? hashes, hashes);
    }

    [Fact]
    public async Task Seeding_again_changes_nothing()
    {
        var before = demo.Hashes.Count;
        Assert.Equal(0, await demo.SeedAll());
        await demo.Done("demo.seed", new { chunk = 0 });
        Assert.Equal(before, demo.Hashes.Count);
    }

    [Theory]
    [InlineData("teams", 4, 4)]
    [InlineData("users", 14, 17)]
    [InlineData("pipelines", 3, 3)]
    [InlineData("accounts", 420, 420)]
    [InlineData("contacts", 2000, 2000)]
    [InlineData("opportunities", 900, 900)]
    [InlineData("activities", 11000, 13500)]
    [InlineData("lenders", 10, 10)]
    [InlineData("cash_flows", 800, 1200)]
    [InlineData("submissions", 250, 700)]
    [InlineData("products", 8, 8)]
    [InlineData("documents", 20, 60)]
    public async Task It_is_as_large_as_it_says(string table, long least, long most) =>
        Assert.InRange(await demo.Count(table), least, most);

    [Theory]
    [InlineData("opportunities", "t.status = 'open' AND t.last_activity_at < @now - 14 * 86400000")]
    [InlineData("tasks", "t.status = 'open' AND t.due_at < @now")]
    [InlineData("notes", "t.provenance = 'import'")]
    [InlineData("notes", "t.provenance = 'web' AND t.body LIKE '%AI assistants%'")]
    [InlineData("messages", "t.provenance = 'mail' AND t.body LIKE '%Note for the assistant%'")]
    [InlineData("conversations", "t.last_direction = 'in' AND t.status = 'open'")]
    [InlineData("drafts", "t.status = 'draft'")]
    [InlineData("contacts", "t.lifecycle = 'lead' AND t.created_at > @now - 86400000")]
    [InlineData("contacts", "t.lifecycle = 'customer'")]
    [InlineData("consents", "t.state = 'withdrawn'")]
    [InlineData("events", "t.starts_at > @now")]
    [InlineData("accounts", "t.parent_id IS NOT NULL")]
    public async Task There_is_life_in_it(string table, string where) =>
        Assert.NotEqual(0, await demo.Count(table, where.Replace("@now", $"{demo.Milliseconds}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("activities", "t.at > @now")]
    [InlineData("activities", "t.at < (SELECT c.created_at FROM contacts c WHERE c.tenant = t.tenant AND c.id = t.contact_id)")]
    [InlineData("opportunities", "t.updated_at > @now OR t.updated_at < t.created_at OR t.stage_entered_at > t.updated_at")]
    [InlineData("opportunities", "t.status <> (SELECT s.kind FROM stages s WHERE s.tenant = t.tenant AND s.id = t.stage_id)")]
    [InlineData(
        "opportunities",
        "t.status = 'lost' AND t.reason NOT IN (SELECT c.name FROM choices c WHERE c.tenant = t.tenant AND c.list = 'opportunity.reason')"
    )]
    [InlineData(
        "opportunities",
        "t.last_activity_at <> (SELECT MAX(a.at) FROM activities a WHERE a.tenant = t.tenant AND a.opportunity_id = t.id)"
    )]
    [InlineData("contacts", "t.lifecycle NOT IN (SELECT c.name FROM choices c WHERE c.tenant = t.tenant AND c.list = 'contact.lifecycle')")]
    [InlineData("contacts", "t.status NOT IN (SELECT c.name FROM choices c WHERE c.tenant = t.tenant AND c.list = 'contact.status')")]
    [InlineData("accounts", "t.status NOT IN (SELECT c.name FROM choices c WHERE c.tenant = t.tenant AND c.list = 'account.status')")]
    [InlineData("contacts", "t.email NOT LIKE '%.example'")]
    [InlineData("changes", "t.at > @now")]
    [InlineData("organisations", "t.outbound <> 'off'")]
    public async Task Nothing_in_it_contradicts_itself(string table, string where) =>
        Assert.Equal(0, await demo.Count(table, $"({where.Replace("@now", $"{demo.Milliseconds}", StringComparison.Ordinal)})"));

    [Fact]
    public async Task Every_id_has_its_form_and_every_id_that_is_named_is_there()
    {
        foreach (
            var (table, prefix) in ((string, string)[])
                [
                    ("accounts", "acc"),
                    ("contacts", "con"),
                    ("opportunities", "opp"),
                    ("activities", "act"),
                    ("notes", "not"),
                    ("tasks", "tsk"),
                ]
        )
            Assert.All(
                await demo.Rows<string>($"SELECT id FROM {table} WHERE tenant = @tenant"),
                id => Assert.True(Ids.Is(id, prefix), id)
            );
        foreach (
            var (table, column, named) in ((string, string, string)[])
                [
                    ("contacts", "account_id", "accounts"),
                    ("contacts", "owner_id", "users"),
                    ("opportunities", "contact_id", "contacts"),
                    ("opportunities", "stage_id", "stages"),
                    ("activities", "opportunity_id", "opportunities"),
                    ("activities", "user_id", "users"),
                    ("messages", "conversation_id", "conversations"),
                    ("submissions", "lender_id", "lenders"),
                    ("line_items", "product_id", "products"),
                    ("taggings", "tag_id", "tags"),
                    ("events", "calendar_id", "calendars"),
                ]
        )
            Assert.Equal(
                0,
                await demo.Count(
                    table,
                    $"t.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {named} n WHERE n.tenant = t.tenant AND n.id = t.{column})"
                )
            );
    }

    [Fact]
    public async Task One_rep_has_nearly_stopped_calling_and_one_calls_more()
    {
        var report = await demo.Done("reports.run", new { name = "calls_per_rep_wow" });
        var rows = report.GetProperty("rows").EnumerateArray().Select(r => (Rep: $"{r[0]}", Change: r[3].GetInt64())).ToList();
        Assert.Equal("Aoife Brannigan", rows[0].Rep);
        Assert.True(rows[0].Change < -8, $"{rows[0]}");
        Assert.Contains(rows, r => r.Rep == "Mateusz Wróblewski" && r.Change > 5);
    }

    [Fact]
    public async Task Every_prompt_has_something_to_say()
    {
        var lending = (
            await demo.Rows<string>(
                "SELECT o.id FROM opportunities o JOIN stages s ON s.tenant = o.tenant AND s.id = o.stage_id WHERE o.tenant = @tenant AND s.name = 'Submitted' AND o.status = 'open' ORDER BY o.id LIMIT 1"
            )
        )[0];
        var account = (
            await demo.Rows<string>("SELECT account_id FROM tasks WHERE tenant = @tenant AND status = 'open' ORDER BY id LIMIT 1")
        )[0];
        await Full("daily_pipeline_brief", new { });
        await Full("inbound_triage", new { });
        await Full("stale_deal_alert", new { });
        await Full("icp_match_ranking", new { });
        await Full("meeting_prep_brief", new { account }, may: 3);
        await Full("lender_match_brief", new { opportunity = lending });
        await Full("submission_brief", new { opportunity = lending, lender = "Alder Bridge Funding" });
    }

    private async Task Full(string prompt, object arguments, int may = 0)
    {
        var answer = await demo.Done("prompts." + prompt, arguments);
        var text = answer.GetProperty("text").GetString()! + (answer.TryGetProperty("details", out var more) ? more.GetString() : "");
        var empty = text.Split('\n')
            .Count(l => l is "None." or "Nothing." or "Nothing changed." or "Nobody." or "No deal is stale." or "No lender is set up.");
        Assert.True(empty <= may, $"{prompt}:\n{text}");
    }
}

/// <inheritdoc/>
public sealed class SqliteDemoTests(SqliteDemo demo) : DemoTests(demo), IClassFixture<SqliteDemo>;

/// <inheritdoc/>
public sealed class PostgresDemoTests(PostgresDemo demo) : DemoTests(demo), IClassFixture<PostgresDemo>;
