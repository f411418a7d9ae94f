using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Opportunities;

/// <summary>An opportunity before a lender, as the opportunity shows it.</summary>
public sealed record OpportunitySubmission
{
    public required string Id { get; init; }
    public required Named Lender { get; init; }
    public required string Status { get; init; }
    public string? SubmittedAt { get; init; }
    public decimal? Offer { get; init; }
    public string? Currency { get; init; }

    /// <summary>What is paid back for one that is lent: 1.25.</summary>
    public decimal? Factor { get; init; }
    public long? TermDays { get; init; }
    public string? Reason { get; init; }
    public bool? Untrusted => Provenance.IsName(Reason) ? null : true;
    public required string UpdatedAt { get; init; }

    /// <summary>Those of an opportunity, newest change first.</summary>
    public static async ValueTask<IReadOnlyList<OpportunitySubmission>> Of(Reader reader, string opportunity)
    {
        var rows = await reader.All<Row>(
            "SELECT b.*, l.name AS lender_name FROM submissions b LEFT JOIN lenders l ON l.tenant = b.tenant AND l.id = b.lender_id "
                + "WHERE b.tenant = @tenant AND b.opportunity_id = @opportunity ORDER BY b.updated_at DESC, b.id LIMIT 100",
            ("opportunity", opportunity)
        );
        return
        [
            .. rows.Select(r => new OpportunitySubmission
            {
                Id = r.Id,
                Lender = new(r.LenderId, r.LenderName),
                Status = r.Status,
                SubmittedAt = Show.Time(r.SubmittedAt),
                Offer = Show.Amount(r.OfferMinor, r.Currency),
                Currency = r.Currency,
                Factor = r.FactorBp / 10_000m,
                TermDays = r.TermDays,
                Reason = r.Reason,
                UpdatedAt = Show.Time(r.UpdatedAt),
            }),
        ];
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string LenderId { get; init; } = "";
        public string? LenderName { get; init; }
        public string Status { get; init; } = "";
        public long? SubmittedAt { get; init; }
        public long? OfferMinor { get; init; }
        public string? Currency { get; init; }
        public long? FactorBp { get; init; }
        public long? TermDays { get; init; }
        public string? Reason { get; init; }
        public long UpdatedAt { get; init; }
    }
}
