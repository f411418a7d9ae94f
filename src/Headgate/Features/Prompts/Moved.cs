using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>What changed on deals that existed before: field, from → to, when and by whom, with names for ids.</summary>
internal sealed class Moved
{
    public long Seq { get; init; }
    public string RecordId { get; init; } = "";
    public string Name { get; init; } = "";
    public string? Currency { get; init; }
    public string? Owner { get; init; }
    public string Field { get; init; } = "";
    public string? Was { get; init; }
    public string? Became { get; init; }
    public long At { get; init; }
    public string Actor { get; init; } = "";

    /// <summary>Changes since an instant, latest first.</summary>
    public static ValueTask<List<Moved>> Since(Reader reader, DateTimeOffset since, int most) =>
        reader.All<Moved>(
            "SELECT c.seq, c.record_id, o.name, o.currency, u.name AS owner, c.field, c.was, c.became, c.at, c.actor FROM changes c "
                + "JOIN opportunities o ON o.tenant = c.tenant AND o.id = c.record_id "
                + "LEFT JOIN users u ON u.tenant = o.tenant AND u.id = o.owner_id "
                + "WHERE c.tenant = @tenant AND c.at >= @since AND o.created_at < @since AND o.merged_into IS NULL"
                + $"{reader.Visible("o.owner_id")} ORDER BY c.at DESC, c.seq DESC LIMIT @most",
            ("since", since),
            ("most", most)
        );

    /// <summary>The names of everything that a change may name by its id.</summary>
    public static async ValueTask<IReadOnlyDictionary<string, string?>> Names(Reader reader) =>
        (
            await reader.All<Named>(
                "SELECT id AS \"Id\", name AS \"Name\" FROM stages WHERE tenant = @tenant "
                    + "UNION ALL SELECT id, name FROM pipelines WHERE tenant = @tenant "
                    + "UNION ALL SELECT id, name FROM users WHERE tenant = @tenant "
                    + "UNION ALL SELECT id, name FROM agents WHERE tenant = @tenant"
            )
        ).ToDictionary(n => n.Id, n => n.Name, StringComparer.Ordinal);

    /// <summary>The cells of a row: deal, owner, field, from → to, when, by.</summary>
    public IReadOnlyList<string?> Row(Sheet sheet, IReadOnlyDictionary<string, string?> names) =>
        [
            $"{Cells.Of(Name, 60)} ({RecordId})",
            Cells.Of(Owner),
            Field.Replace("_id", "").Replace("_minor", "").Replace('_', ' '),
            $"{Value(Was, names)} → {Value(Became, names)}",
            sheet.Time(At),
            Cells.Of(names.GetValueOrDefault(Actor) ?? Actor),
        ];

    private string Value(string? value, IReadOnlyDictionary<string, string?> names) =>
        value is null ? "—"
        : Field == "amount_minor" && long.TryParse(value, out var minor) ? Sheet.Cash(minor, Currency)
        : Cells.Of(names.GetValueOrDefault(value) ?? value, 80);
}
