using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Accounts;

/// <summary>An account as lists and searches show it.</summary>
public sealed record AccountShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Domain { get; init; }
    public string? Industry { get; init; }

    [Class(DataClass.Confidential, Handle = "account.phone")]
    public string? Phone { get; init; }
    public long? Employees { get; init; }
    public string? City { get; init; }
    public string? Country { get; init; }
    public Named? Owner { get; init; }
    public string? Status { get; init; }
    public bool? Untrusted { get; init; }
    public string? LastActivityAt { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row.</summary>
    public static AccountShown Of(AccountRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Domain = row.Domain,
            Industry = row.Industry,
            Phone = row.Phone,
            Employees = row.Employees,
            City = row.City,
            Country = row.Country,
            Owner = Named.Of(row.OwnerId, row.OwnerName),
            Status = row.Status,
            Untrusted = Trust.Untrusted(row.Provenance, [], row.Name, row.City),
            LastActivityAt = Show.Time(row.LastActivityAt),
            UpdatedAt = Show.Time(row.UpdatedAt),
            Version = row.Version,
        };
}
