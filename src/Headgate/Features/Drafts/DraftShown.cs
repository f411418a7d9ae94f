using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Drafts;

/// <summary>A draft as lists show it.</summary>
public sealed record DraftShown
{
    public required string Id { get; init; }
    public required Named Contact { get; init; }
    public Named? Opportunity { get; init; }
    public string? ConversationId { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public required string Subject { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public string? Body { get; init; }
    public bool? Untrusted { get; init; }
    public IReadOnlyList<string>? Documents { get; init; }
    public required string Status { get; init; }
    public Named? Owner { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row.</summary>
    public static DraftShown Of(DraftRow row) =>
        new()
        {
            Id = row.Id,
            Contact = new(row.ContactId, row.ContactName),
            Opportunity = Named.Of(row.OpportunityId, row.OpportunityName),
            ConversationId = row.ConversationId,
            Subject = row.Subject,
            Body = row.Body,
            Untrusted = Trust.Untrusted(row.Provenance),
            Documents = row.DocumentIds is { Length: > 0 } ids ? ids : null,
            Status = row.Status,
            Owner = Named.Of(row.OwnerId, row.OwnerName),
            UpdatedAt = Show.Time(row.UpdatedAt),
            Version = row.Version,
        };
}
