using System.Text.Json;
using Headgate.Features.Organisations;
using Headgate.Features.Tags;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Accounts;

/// <summary>All that is known of an account itself.</summary>
public sealed record AccountFull
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? Domain { get; init; }
    public string? Website { get; init; }
    public string? Industry { get; init; }

    [Class(DataClass.Confidential, Handle = "account.phone")]
    public string? Phone { get; init; }

    [Class(DataClass.Internal, Prose = true)]
    public string? Description { get; init; }
    public bool? Untrusted { get; init; }
    public long? Employees { get; init; }
    public decimal? Revenue { get; init; }
    public string? Currency { get; init; }
    public long? Founded { get; init; }
    public string? Street { get; init; }
    public string? City { get; init; }
    public string? Region { get; init; }
    public string? PostalCode { get; init; }
    public string? Country { get; init; }
    public Named? Parent { get; init; }
    public Named? Owner { get; init; }
    public string? Status { get; init; }
    public string? Source { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public Dictionary<string, JsonElement>? Custom { get; init; }
    public string? LastActivityAt { get; init; }
    public required string CreatedAt { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row, with tags and the organisation's own fields.</summary>
    public static async ValueTask<AccountFull> Of(Reader reader, AccountRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Domain = row.Domain,
            Website = row.Website,
            Industry = row.Industry,
            Phone = row.Phone,
            Description = row.Description,
            Untrusted = Trust.Untrusted(
                row.Provenance,
                [row.Description, row.Custom],
                row.Name,
                row.Street,
                row.City,
                row.Region,
                row.Source
            ),
            Employees = row.Employees,
            Revenue = Show.Amount(row.RevenueMinor, row.Currency),
            Currency = row.RevenueMinor is null ? null : row.Currency,
            Founded = row.Founded,
            Street = row.Street,
            City = row.City,
            Region = row.Region,
            PostalCode = row.PostalCode,
            Country = row.Country,
            Parent = Named.Of(row.ParentId, row.ParentName),
            Owner = Named.Of(row.OwnerId, row.OwnerName),
            Status = row.Status,
            Source = row.Source,
            Tags = await Tag.Of(reader, row.Id),
            Custom = await CustomValues.Shown(reader, Account.Kind, row.Custom),
            LastActivityAt = Show.Time(row.LastActivityAt),
            CreatedAt = Show.Time(row.CreatedAt),
            UpdatedAt = Show.Time(row.UpdatedAt),
            Version = row.Version,
        };
}
