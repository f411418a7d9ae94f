namespace Headgate.Features.Opportunities;

/// <summary>An opportunity as lists and searches show it.</summary>
public sealed record OpportunityShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public Named? Account { get; init; }
    public Named? Contact { get; init; }
    public Named? Pipeline { get; init; }
    public required Named Stage { get; init; }
    public required string Status { get; init; }
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public string? CloseDate { get; init; }
    public string? ClosedAt { get; init; }
    public string? Reason { get; init; }
    public string? NextStep { get; init; }
    public bool? Untrusted { get; init; }
    public Named? Owner { get; init; }
    public string? StageEnteredAt { get; init; }
    public string? LastActivityAt { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>What changed, newest first, when it was asked for.</summary>
    public IReadOnlyList<OpportunityChange>? Changes { get; init; }

    /// <summary>From a stored row.</summary>
    public static OpportunityShown Of(OpportunityRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Account = Named.Of(row.AccountId, row.AccountName),
            Contact = Named.Of(row.ContactId, row.ContactName),
            Pipeline = Named.Of(row.PipelineId, row.PipelineName),
            Stage = new(row.StageId, row.StageName),
            Status = row.Status,
            Amount = Show.Amount(row.AmountMinor, row.Currency),
            Currency = row.Currency,
            CloseDate = row.CloseDate,
            ClosedAt = Show.Time(row.ClosedAt),
            Reason = row.Reason,
            NextStep = row.NextStep,
            Untrusted = Trust.Untrusted(row.Provenance, [row.NextStep], row.Name, row.Reason),
            Owner = Named.Of(row.OwnerId, row.OwnerName),
            StageEnteredAt = Show.Time(row.StageEnteredAt),
            LastActivityAt = Show.Time(row.LastActivityAt),
            UpdatedAt = Show.Time(row.UpdatedAt),
            Version = row.Version,
        };
}
