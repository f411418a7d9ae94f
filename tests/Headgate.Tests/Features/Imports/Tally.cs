using System.Globalization;
using Headgate.Store;

namespace Headgate.Tests.Features.Imports;

/// <summary>How many deals and how much, by stage, agent and quarter of the close: what two ways of counting must agree on.</summary>
internal sealed record Tally(string Stage, string Agent, string Quarter, long Deals, decimal Amount)
{
    /// <summary>Counts a file by itself, with nothing of the importer's.</summary>
    public static List<Tally> OfFile(string path)
    {
        var lines = File.ReadAllLines(path);
        var places = lines[0].TrimStart('\uFEFF').Split(',').Index().ToDictionary(h => h.Item.Trim(), h => h.Index);
        return Sum(
            lines
                .Skip(1)
                .Where(l => l.Length > 0)
                .Select(l => l.Split(','))
                .Select(c =>
                    (
                        c[places["deal_stage"]],
                        c[places["sales_agent"]],
                        QuarterOf(c[places["close_date"]]),
                        AmountOf(c[places["close_value"]])
                    )
                )
        );
    }

    /// <summary>Counts a store by SQL.</summary>
    public static async Task<List<Tally>> OfStore(Database database, string tenant)
    {
        await using var view = await database.Read(tenant, CancellationToken.None);
        var deals = await view.Session.Query<Deal>(
            """
            SELECT s.name AS stage, u.name AS agent, o.close_date, o.amount_minor FROM opportunities o
            JOIN stages s ON s.tenant = o.tenant AND s.id = o.stage_id JOIN users u ON u.tenant = o.tenant AND u.id = o.owner_id
            WHERE o.tenant = @tenant
            """,
            ("tenant", tenant)
        );
        return Sum(deals.Select(d => (d.Stage, d.Agent, QuarterOf(d.CloseDate), (d.AmountMinor ?? 0) / 100m)));
    }

    /// <summary>Adds up.</summary>
    public static List<Tally> Sum(IEnumerable<(string Stage, string Agent, string Quarter, decimal Amount)> deals) =>
        [
            .. deals
                .GroupBy(d => (d.Stage, d.Agent, d.Quarter))
                .Select(g => new Tally(g.Key.Stage, g.Key.Agent, g.Key.Quarter, g.Count(), g.Sum(d => d.Amount)))
                .OrderBy(t => t.Stage, StringComparer.Ordinal)
                .ThenBy(t => t.Agent, StringComparer.Ordinal)
                .ThenBy(t => t.Quarter, StringComparer.Ordinal),
        ];

    /// <summary>The quarter of a day; nothing for none.</summary>
    public static string QuarterOf(string? day) =>
        string.IsNullOrEmpty(day) ? "" : $"{day[..4]}-Q{(int.Parse(day.AsSpan(5, 2), CultureInfo.InvariantCulture) + 2) / 3}";

    private static decimal AmountOf(string value) => value.Length == 0 ? 0 : decimal.Parse(value, CultureInfo.InvariantCulture);

    private sealed class Deal
    {
        public string Stage { get; init; } = "";
        public string Agent { get; init; } = "";
        public string? CloseDate { get; init; }
        public long? AmountMinor { get; init; }
    }
}
