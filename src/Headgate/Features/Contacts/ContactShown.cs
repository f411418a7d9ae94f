using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Contacts;

/// <summary>A contact as lists and searches show it.</summary>
public sealed record ContactShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    [Class(DataClass.Confidential, Handle = "contact.email")]
    public string? Email { get; init; }

    [Class(DataClass.Confidential, Handle = "contact.phone")]
    public string? Phone { get; init; }
    public string? Title { get; init; }
    public Named? Account { get; init; }
    public string? Company { get; init; }
    public Named? Owner { get; init; }
    public required string Lifecycle { get; init; }
    public required string Status { get; init; }
    public bool? Untrusted { get; init; }
    public string? LastActivityAt { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row.</summary>
    public static ContactShown Of(ContactRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Email = row.Email,
            Phone = row.Phone,
            Title = row.Title,
            Account = Named.Of(row.AccountId, row.AccountName),
            Company = row.AccountId is null ? row.Company : null,
            Owner = Named.Of(row.OwnerId, row.OwnerName),
            Lifecycle = row.Lifecycle,
            Status = row.Status,
            Untrusted = Trust.Untrusted(row.Provenance, [], row.Name, row.Title, row.Company),
            LastActivityAt = Show.Time(row.LastActivityAt),
            UpdatedAt = Show.Time(row.UpdatedAt),
            Version = row.Version,
        };
}
