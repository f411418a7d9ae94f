using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Lenders;

/// <summary>A lender with its criteria.</summary>
public sealed record LenderShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    [Class(DataClass.Confidential, Handle = "lender.contact_email")]
    public string? ContactEmail { get; init; }
    public required string Currency { get; init; }
    public decimal? MinAmount { get; init; }
    public decimal? MaxAmount { get; init; }
    public decimal? MinMonthlyRevenue { get; init; }
    public decimal? MinAverageBalance { get; init; }
    public long? MinMonthsInBusiness { get; init; }
    public long? MaxNegativeDays { get; init; }
    public long? MaxPositions { get; init; }
    public IReadOnlyList<string>? ExcludedIndustries { get; init; }
    public IReadOnlyList<string>? ExcludedRegions { get; init; }
    public IReadOnlyList<string>? Documents { get; init; }
    public long? SpeedDays { get; init; }
    public string? Notes { get; init; }

    /// <summary>From a stored row.</summary>
    public static LenderShown Of(LenderRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            ContactEmail = row.ContactEmail,
            Currency = row.Currency,
            MinAmount = Show.Amount(row.MinAmountMinor, row.Currency),
            MaxAmount = Show.Amount(row.MaxAmountMinor, row.Currency),
            MinMonthlyRevenue = Show.Amount(row.MinMonthlyRevenueMinor, row.Currency),
            MinAverageBalance = Show.Amount(row.MinAverageBalanceMinor, row.Currency),
            MinMonthsInBusiness = row.MinMonthsInBusiness,
            MaxNegativeDays = row.MaxNegativeDays,
            MaxPositions = row.MaxPositions,
            ExcludedIndustries = row.ExcludedIndustries is null ? null : LenderRow.ListOf(row.ExcludedIndustries),
            ExcludedRegions = row.ExcludedRegions is null ? null : LenderRow.ListOf(row.ExcludedRegions),
            Documents = row.Documents is null ? null : LenderRow.ListOf(row.Documents),
            SpeedDays = row.SpeedDays,
            Notes = row.Notes,
        };
}
