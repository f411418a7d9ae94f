using Headgate.Gate;
using Headgate.Gate.Limits;
using Headgate.Store;

namespace Headgate.Features.Limits;

/// <summary>A limit as it stands. Without <see cref="Most"/> there is none; what is counted by something else than the agent has no <see cref="Left"/> here.</summary>
public sealed record LimitShown
{
    public required string Name { get; init; }
    public long? Most { get; init; }
    public long? Left { get; init; }
    public string? Resets { get; init; }

    /// <summary>All limits: with what the calling agent has left, or what all agents together have when a person asks.</summary>
    internal static async ValueTask<IReadOnlyList<LimitShown>> Of(Reader reader, Call call, LimitRules rules)
    {
        var charges = Charges.OfAgent(call, rules).Where(c => c.OfOrganisation == call.By.IsPerson).ToList();
        var rows = await reader.All<Row>(
            $"""
            SELECT counter, CAST(SUM(used) AS BIGINT) AS used, MIN(ends) AS ends FROM limit_buckets
            WHERE tenant = @tenant AND {reader.Dialect.In("counter", "@counters")} AND ends > @now GROUP BY counter
            """,
            ("counters", charges.Select(c => c.Counter)),
            ("now", reader.Now)
        );
        var known = rows.ToDictionary(r => r.Counter, StringComparer.Ordinal);
        return [.. LimitList.All.Select(l => Of(l, rules, charges.Find(c => c.Limit == l), known))];
    }

    private static LimitShown Of(Limit limit, LimitRules rules, Charge? charge, Dictionary<string, Row> known)
    {
        var row = charge is null ? null : known.GetValueOrDefault(charge.Counter);
        return new()
        {
            Name = charge?.Name ?? limit.Name,
            Most = charge?.Most ?? rules.MostOf(limit),
            Left = charge is null ? null : Math.Max(0, charge.Most - (row?.Used ?? 0)),
            Resets = limit.Per == Per.Run ? null : Show.Time(row?.Ends),
        };
    }

    private sealed class Row
    {
        public string Counter { get; init; } = "";
        public long Used { get; init; }
        public long Ends { get; init; }
    }
}
