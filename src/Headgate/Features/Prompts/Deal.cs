using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>An open deal as prompts list it: what it is worth, where it stands, and what happened last.</summary>
internal sealed class Deal
{
    private const string Select =
        "SELECT o.id, o.version, o.name, a.name AS account, c.name AS contact, u.name AS owner, s.name AS stage, s.probability, o.amount_minor, o.currency, "
        + "o.close_date, o.next_step, o.provenance, o.created_at, o.last_activity_at, "
        + "x.kind AS activity, x.subject, x.at AS activity_at, x.provenance AS activity_provenance FROM opportunities o "
        + "JOIN stages s ON s.tenant = o.tenant AND s.id = o.stage_id "
        + "LEFT JOIN accounts a ON a.tenant = o.tenant AND a.id = o.account_id "
        + "LEFT JOIN contacts c ON c.tenant = o.tenant AND c.id = o.contact_id "
        + "LEFT JOIN users u ON u.tenant = o.tenant AND u.id = o.owner_id "
        + "LEFT JOIN activities x ON x.tenant = o.tenant AND x.id = (SELECT y.id FROM activities y WHERE y.tenant = o.tenant "
        + "AND y.opportunity_id = o.id ORDER BY y.at DESC, y.id DESC LIMIT 1) "
        + "WHERE o.tenant = @tenant AND o.merged_into IS NULL AND o.status = 'open'";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Name { get; init; } = "";
    public string? Account { get; init; }
    public string? Contact { get; init; }
    public string? Owner { get; init; }
    public string Stage { get; init; } = "";
    public long Probability { get; init; }
    public long? AmountMinor { get; init; }
    public string? Currency { get; init; }
    public string? CloseDate { get; init; }
    public string? NextStep { get; init; }
    public string Provenance { get; init; } = "";
    public long CreatedAt { get; init; }
    public long? LastActivityAt { get; init; }
    public string? Activity { get; init; }
    public string? Subject { get; init; }
    public long? ActivityAt { get; init; }
    public string? ActivityProvenance { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>When somebody last did something about it; its birth when nobody has.</summary>
    public long Touched => LastActivityAt ?? ActivityAt ?? CreatedAt;

    /// <summary>Whole days since then.</summary>
    public long DaysUntouched(DateTimeOffset now) => Math.Max(0, (now.ToUnixTimeMilliseconds() - Touched) / 86_400_000);

    /// <summary>The last activity in a cell.</summary>
    public string Last(Sheet sheet) =>
        ActivityAt is { } at ? $"{sheet.Day(at)} {Activity}: {Sheet.Written(Subject, ActivityProvenance, 80)}"
        : LastActivityAt is { } touched ? sheet.Day(touched)
        : "none";

    /// <summary>Deals that nobody has touched since, the largest first.</summary>
    public static ValueTask<List<Deal>> Untouched(Reader reader, DateTimeOffset since, int most) =>
        reader.All<Deal>(
            $"{Select} AND COALESCE(o.last_activity_at, o.created_at) < @since{reader.Visible("o.owner_id")} "
                + "ORDER BY COALESCE(o.amount_minor, 0) DESC, o.id LIMIT @most",
            ("since", since),
            ("most", most)
        );

    /// <summary>Deals that were made since, the newest first.</summary>
    public static ValueTask<List<Deal>> New(Reader reader, DateTimeOffset since, int most) =>
        reader.All<Deal>(
            $"{Select} AND o.created_at >= @since{reader.Visible("o.owner_id")} ORDER BY o.created_at DESC, o.id LIMIT @most",
            ("since", since),
            ("most", most)
        );

    /// <summary>Deals whose close date is on or before a day, the earliest first.</summary>
    public static ValueTask<List<Deal>> Closing(Reader reader, string day, int most) =>
        reader.All<Deal>(
            $"{Select} AND o.close_date <= @day{reader.Visible("o.owner_id")} ORDER BY o.close_date, o.id LIMIT @most",
            ("day", day),
            ("most", most)
        );

    /// <summary>Open deals of an account, the largest first.</summary>
    public static ValueTask<List<Deal>> Of(Reader reader, string account) =>
        reader.All<Deal>(
            $"{Select} AND o.account_id = @account{reader.Visible("o.owner_id")} ORDER BY COALESCE(o.amount_minor, 0) DESC, o.id LIMIT 20",
            ("account", account)
        );
}
