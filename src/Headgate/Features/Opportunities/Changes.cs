using System.Globalization;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>The history of opportunities as a seller reads it: names instead of ids, amounts instead of minor units.</summary>
internal static class Changes
{
    // A page of a hundred busy opportunities stays readable; the newest changes are the ones asked for.
    private const int Most = 1000;

    /// <summary>The changes of some opportunities since an instant, newest first, by opportunity.</summary>
    public static async ValueTask<ILookup<string, OpportunityChange>> Of(
        Reader reader,
        IReadOnlyList<OpportunityRow> opportunities,
        DateTimeOffset? since
    )
    {
        var rows = await reader.All<Row>(
            $"SELECT record_id, field, was, became, at, actor, event_id FROM changes WHERE tenant = @tenant AND {reader.Dialect.In("record_id", "@ids")} "
                + $"AND at >= @since ORDER BY at DESC, seq DESC LIMIT {Most}",
            ("ids", opportunities.Select(o => o.Id)),
            ("since", since?.ToUnixTimeMilliseconds() ?? 0L)
        );
        var names = await Names(reader, rows);
        var told =
            from opportunity in opportunities
            from change in Told(rows.Where(r => r.RecordId == opportunity.Id), opportunity.Currency, names)
            select (opportunity.Id, change);
        return told.ToLookup(t => t.Id, t => t.change, StringComparer.Ordinal);
    }

    // Newest first, from the present currency back: an amount is told in the currency that it had then.
    private static IEnumerable<OpportunityChange> Told(IEnumerable<Row> newestFirst, string? currency, Dictionary<string, string> names)
    {
        foreach (var call in newestFirst.GroupBy(r => r.EventId))
        {
            var before = call.FirstOrDefault(r => r.Field == "currency") is { } restated ? restated.Was : currency;
            foreach (var row in call)
                yield return new()
                {
                    Field = Field(row.Field),
                    From = Value(row.Field, row.Was, before, names),
                    To = Value(row.Field, row.Became, currency, names),
                    Who = new(row.Actor, names.GetValueOrDefault(row.Actor)),
                    When = Show.Time(row.At),
                };
            currency = before;
        }
    }

    private static string Field(string column) =>
        column switch
        {
            "amount_minor" => "amount",
            "stage_id" or "owner_id" or "pipeline_id" => column[..^3],
            _ => column,
        };

    private static string? Value(string column, string? stored, string? currency, Dictionary<string, string> names) =>
        stored is null ? null
        : column == "amount_minor" && long.TryParse(stored, CultureInfo.InvariantCulture, out var minor)
            ? Show.Amount(minor, currency)?.ToString(CultureInfo.InvariantCulture)
        : names.GetValueOrDefault(stored, stored);

    private static async ValueTask<Dictionary<string, string>> Names(Reader reader, List<Row> rows)
    {
        string[] ids =
        [
            .. rows.SelectMany(r => r.Field.EndsWith("_id", StringComparison.Ordinal) ? new[] { r.Was, r.Became, r.Actor } : [r.Actor])
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
        if (ids.Length == 0)
            return [];
        var named = await reader.All<NamedRow>(
            $"SELECT id, name FROM users WHERE tenant = @tenant AND {reader.Dialect.In("id", "@ids")} "
                + $"UNION ALL SELECT id, name FROM agents WHERE tenant = @tenant AND {reader.Dialect.In("id", "@ids")} "
                + $"UNION ALL SELECT id, name FROM stages WHERE tenant = @tenant AND {reader.Dialect.In("id", "@ids")} "
                + $"UNION ALL SELECT id, name FROM pipelines WHERE tenant = @tenant AND {reader.Dialect.In("id", "@ids")}",
            ("ids", ids)
        );
        return named.ToDictionary(n => n.Id, n => n.Name, StringComparer.Ordinal);
    }

    private sealed class Row
    {
        public string RecordId { get; init; } = "";
        public string Field { get; init; } = "";
        public string? Was { get; init; }
        public string? Became { get; init; }
        public long At { get; init; }
        public string Actor { get; init; } = "";
        public string EventId { get; init; } = "";
    }

    private sealed class NamedRow
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
