using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>An opportunity as the answer about its account or contact shows it.</summary>
public sealed record OpportunityBrief
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Stage { get; init; }
    public required string Status { get; init; }
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public string? CloseDate { get; init; }
    public bool? Untrusted { get; init; }
    public Named? Owner { get; init; }
    public required long Version { get; init; }

    /// <summary>The open opportunities of an account that the caller may see, latest change first.</summary>
    public static ValueTask<IReadOnlyList<OpportunityBrief>> OpenOf(Reader reader, string account) =>
        Read(reader, "o.account_id = @id AND o.status = 'open'", account);

    /// <summary>The opportunities that a contact has a part in, as far as the caller may see them.</summary>
    public static ValueTask<IReadOnlyList<OpportunityBrief>> With(Reader reader, string contact) =>
        Read(
            reader,
            "(o.contact_id = @id OR o.id IN (SELECT opportunity_id FROM opportunity_contacts WHERE tenant = @tenant AND contact_id = @id))",
            contact
        );

    private static async ValueTask<IReadOnlyList<OpportunityBrief>> Read(Reader reader, string condition, string id)
    {
        var rows = await reader.All<Row>(
            $"{Row.Select} AND {condition}{reader.Visible("o.owner_id")} ORDER BY o.updated_at DESC, o.id DESC LIMIT 20",
            ("id", id)
        );
        return
        [
            .. rows.Select(r => new OpportunityBrief
            {
                Id = r.Id,
                Name = r.Name,
                Stage = r.Stage,
                Status = r.Status,
                Amount = Show.Amount(r.AmountMinor, r.Currency),
                Currency = r.Currency,
                CloseDate = r.CloseDate,
                Untrusted = Trust.Untrusted(r.Provenance, [], r.Name),
                Owner = Named.Of(r.OwnerId, r.OwnerName),
                Version = r.Version,
            }),
        ];
    }

    private sealed class Row
    {
        public const string Select =
            "SELECT o.id, o.version, o.name, s.name AS stage, o.status, o.amount_minor, o.currency, o.close_date, o.provenance, o.owner_id, u.name AS owner_name "
            + "FROM opportunities o JOIN stages s ON s.tenant = o.tenant AND s.id = o.stage_id "
            + "LEFT JOIN users u ON u.tenant = o.tenant AND u.id = o.owner_id "
            + "WHERE o.tenant = @tenant AND o.merged_into IS NULL";

        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Name { get; init; } = "";
        public string Stage { get; init; } = "";
        public string Status { get; init; } = "";
        public long? AmountMinor { get; init; }
        public string? Currency { get; init; }
        public string? CloseDate { get; init; }
        public string Provenance { get; init; } = "";
        public string? OwnerId { get; init; }
        public string? OwnerName { get; init; }
    }
}
