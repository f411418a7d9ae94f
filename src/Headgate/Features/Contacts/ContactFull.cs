using System.Text.Json;
using Headgate.Features.Organisations;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Contacts;

/// <summary>All that is known of a contact itself.</summary>
public sealed record ContactFull
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }

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
    public string? Source { get; init; }
    public string? City { get; init; }
    public string? Region { get; init; }
    public string? Country { get; init; }
    public string? TimeZone { get; init; }

    [Class(DataClass.Confidential, Handle = "contact.linkedin")]
    public string? Linkedin { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public string? Description { get; init; }
    public bool? Untrusted { get; init; }

    [Class(DataClass.Regulated)]
    public string? BirthDate { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public Dictionary<string, JsonElement>? Custom { get; init; }
    public required IReadOnlyList<ConsentShown> Consents { get; init; }
    public long? Score { get; init; }
    public string? ConvertedAt { get; init; }
    public string? LastActivityAt { get; init; }
    public required string CreatedAt { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row, with tags, consents and the organisation's own fields.</summary>
    public static async ValueTask<ContactFull> Of(Reader reader, ContactRow row)
    {
        var marks = await Marks.Of(reader, row.Id);
        return new()
        {
            Id = row.Id,
            Name = row.Name,
            FirstName = row.FirstName,
            LastName = row.LastName,
            Email = row.Email,
            Phone = row.Phone,
            Title = row.Title,
            Account = Named.Of(row.AccountId, row.AccountName),
            Company = row.AccountId is null ? row.Company : null,
            Owner = Named.Of(row.OwnerId, row.OwnerName),
            Lifecycle = row.Lifecycle,
            Status = row.Status,
            Source = row.Source,
            City = row.City,
            Region = row.Region,
            Country = row.Country,
            TimeZone = row.TimeZone,
            Linkedin = row.Linkedin,
            Description = row.Description,
            Untrusted = Trust.Untrusted(
                row.Provenance,
                [row.Description, row.Custom],
                row.Name,
                row.FirstName,
                row.LastName,
                row.Title,
                row.Company,
                row.Source,
                row.City,
                row.Region
            ),
            BirthDate = row.BirthDate,
            Tags = marks.Tags,
            Custom = await CustomValues.Shown(reader, Contact.Kind, row.Custom),
            Consents = marks.Consents,
            Score = row.Score,
            ConvertedAt = Show.Time(row.ConvertedAt),
            LastActivityAt = Show.Time(row.LastActivityAt),
            CreatedAt = Show.Time(row.CreatedAt),
            UpdatedAt = Show.Time(row.UpdatedAt),
            Version = row.Version,
        };
    }
}
