using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Retention;

/// <summary>A rule of retention as the store keeps it.</summary>
internal sealed class RetentionRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Class { get; init; } = "";
    public long Days { get; init; }
    public long LeastDays { get; init; }
    public string? ConfirmedBy { get; init; }
    public string? ConfirmedName { get; init; }
    public long? WantedDays { get; init; }
    public string? Reason { get; init; }
    public string? AskedBy { get; init; }
    public string? AskedName { get; init; }
    public long? ExpiresAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>All of the organisation.</summary>
    public static ValueTask<List<RetentionRow>> All(Reader reader) =>
        reader.All<RetentionRow>(
            """
            SELECT r.id, r.version, r.class, r.days, r.least_days, r.confirmed_by, c.name AS confirmed_name, r.wanted_days, r.reason, r.asked_by,
              a.name AS asked_name, r.expires_at, r.updated_at
            FROM retention_rules r LEFT JOIN users a ON a.tenant = r.tenant AND a.id = r.asked_by
            LEFT JOIN users c ON c.tenant = r.tenant AND c.id = r.confirmed_by WHERE r.tenant = @tenant ORDER BY r.class
            """
        );

    /// <summary>Whether somebody's wish waits for a second person.</summary>
    public bool Waits(DateTimeOffset now) => WantedDays is not null && ExpiresAt > now.ToUnixTimeMilliseconds();

    /// <summary>A class as answers show it.</summary>
    public static RetentionShown Shown(KeptClass of, RetentionRow? row, DateTimeOffset now) =>
        new()
        {
            Class = of.Name,
            What = of.What,
            Days = row?.Days ?? KeptClass.UsualDays,
            ConfirmedBy = Named.Of(row?.ConfirmedBy, row?.ConfirmedName),
            Waiting =
                row is not null && row.Waits(now)
                    ? new(row.WantedDays!.Value, new(row.AskedBy!, row.AskedName), row.Reason ?? "", Show.Time(row.ExpiresAt!.Value))
                    : null,
        };
}
