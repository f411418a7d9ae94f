using System.Text.Json;
using Headgate.Tests.Doors.Mcp;

namespace Headgate.Tests.Stories;

/// <summary>
/// What operators use it for, over MCP on the demo company, in either client, either era and over either transport; each number against SQL that shares nothing
/// with the product's.
/// </summary>
public sealed class StoryTests(DemoServer demo) : IClassFixture<DemoServer>
{
    private const long Day = 86_400_000;

    public static readonly MatrixTheoryData<string, string, string> Ways = new(
        ["C#", "TypeScript"],
        [Wire.Legacy, Wire.Modern],
        ["HTTP", "stdio"]
    );

    private long Now => demo.Now.ToUnixTimeMilliseconds();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_changed_since_Friday_is_one_call_with_from_and_to(string language, string version, string transport)
    {
        var client = await demo.Client(language, version, transport);
        var friday = new DateTimeOffset(2026, 2, 27, 5, 0, 0, TimeSpan.Zero);
        var items = await client.Pages(
            "opportunities_list",
            new()
            {
                ["updated_since"] = "2026-02-27T05:00:00Z",
                ["include"] = new[] { "changes" },
                ["limit"] = 100,
            }
        );
        var since = ("@since", (object)friday.ToUnixTimeMilliseconds());
        var expected = demo.Sql("SELECT id FROM opportunities WHERE updated_at >= @since", since).Select(r => (string)r[0]);
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            items.Select(i => i.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)
        );
        Assert.NotEmpty(items);

        var moved = demo.Sql(
                "SELECT c.record_id, w.name, b.name FROM changes c JOIN stages b ON b.id = c.became LEFT JOIN stages w ON w.id = c.was WHERE c.field = 'stage_id' AND c.at >= @since",
                since
            )
            .Select(r => $"{r[0]}: {r[1]} → {r[2]}");
        var told =
            from item in items
            from change in item.GetProperty("changes").EnumerateArray()
            where change.GetProperty("field").GetString() == "stage"
            select $"{item.GetProperty("id").GetString()}: {Text(change, "from")} → {Text(change, "to")}";
        Assert.Equal(moved.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.Contains(told, t => t.Contains(" → ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Deals_untouched_for_fourteen_days_get_a_draft_each(string language, string version, string transport)
    {
        var client = await demo.Client(language, version, transport);
        var stale = await client.Pages(
            "opportunities_list",
            new()
            {
                ["status"] = "open",
                ["untouched_days"] = 14,
                ["limit"] = 50,
            }
        );
        var expected = demo.Sql(
            "SELECT id, contact_id FROM opportunities WHERE status = 'open' AND merged_into IS NULL AND COALESCE(last_activity_at, created_at) <= @quiet",
            ("@quiet", Now - 14 * Day)
        );
        Assert.Equal(
            expected.Select(r => (string)r[0]).Order(StringComparer.Ordinal),
            stale.Select(i => i.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)
        );
        Assert.NotEmpty(stale);

        var subject = $"Where we stand, by {language} {version} over {transport}";
        var withContact = expected.Where(r => r[1] is string).ToList();
        foreach (var row in withContact)
            await client.Call(
                "email_draft",
                new
                {
                    contact_id = (string)row[1],
                    opportunity_id = (string)row[0],
                    subject,
                    body = "It has been two weeks. Shall we talk?",
                }
            );
        var drafted = demo.Sql(
            "SELECT COUNT(DISTINCT opportunity_id) FROM drafts WHERE subject = @subject AND status = 'draft'",
            ("@subject", subject)
        );
        Assert.Equal((long)withContact.Count, drafted[0][0]);
        Assert.Equal(0L, demo.Sql("SELECT COUNT(*) FROM outbox")[0][0]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_submission_one_pager_adds_up(string language, string version, string transport)
    {
        var client = await demo.Client(language, version, transport);
        var row = demo.Sql(
            """
            SELECT o.id, o.account_id, o.amount_minor FROM opportunities o JOIN pipelines p ON p.id = o.pipeline_id
            WHERE p.kind = 'lending' AND o.status = 'open' AND (SELECT COUNT(*) FROM cash_flows c WHERE c.account_id = o.account_id) >= 6
            ORDER BY o.id LIMIT 1
            """
        )[0];
        var brief = await client.Call("submissions_brief", new { opportunity_id = (string)row[0], months = 6 });
        Assert.Equal((long)row[2] / 100m, brief.GetProperty("amount").GetDecimal());

        var months = demo.Sql(
            "SELECT month, deposits_minor, average_balance_minor, negative_days FROM cash_flows WHERE account_id = @account ORDER BY month DESC LIMIT 6",
            ("@account", row[1])
        );
        var text = brief.GetProperty("text").GetString()!;
        foreach (var month in months)
        {
            Assert.Contains((string)month[0], text, StringComparison.Ordinal);
            Assert.Contains($"{(long)month[1] / 100m:N2}", text, StringComparison.Ordinal);
        }
        var flow = brief.GetProperty("cash_flow");
        Assert.Equal(months.Sum(m => (long)m[1]) / 100m, flow.GetProperty("total_deposits").GetDecimal());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Calls_per_rep_week_over_week_say_whose_calls_dropped_off(string language, string version, string transport)
    {
        var client = await demo.Client(language, version, transport);
        var report = await client.Call("reports_run", new { name = "calls_per_rep_wow" });
        var columns = report.GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ToList();
        var told = report
            .GetProperty("rows")
            .EnumerateArray()
            .ToDictionary(
                r => r[columns.IndexOf("rep")].GetString()!,
                r => (r[columns.IndexOf("this_week")].GetInt64(), r[columns.IndexOf("last_week")].GetInt64())
            );

        // Monday 2026-03-02 and the Monday before, midnight in New York (UTC-5).
        var monday = new DateTimeOffset(2026, 3, 2, 5, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var counted = demo.Sql(
            """
            SELECT u.name, COUNT(CASE WHEN a.at >= @monday AND a.at < @now THEN 1 END), COUNT(CASE WHEN a.at >= @before AND a.at < @monday THEN 1 END)
            FROM users u JOIN activities a ON a.user_id = u.id AND a.kind = 'call' GROUP BY u.id
            """,
            ("@monday", monday),
            ("@before", monday - 7 * Day),
            ("@now", Now)
        );
        foreach (var row in counted.Where(r => (long)r[1] + (long)r[2] > 0))
            Assert.Equal(((long)row[1], (long)row[2]), told[(string)row[0]]);
        Assert.Contains(told.Values, v => v.Item2 > v.Item1);
    }

    private static string? Text(JsonElement it, string name) => it.TryGetProperty(name, out var value) ? value.GetString() : null;
}
