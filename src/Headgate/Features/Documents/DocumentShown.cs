using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Documents;

/// <summary>A document as searches show it.</summary>
public sealed record DocumentShown
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required string MediaType { get; init; }
    public required long Size { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>The text around the first word that was found.</summary>
    [Class(DataClass.Internal, Prose = true)]
    public string? Excerpt { get; init; }

    /// <summary>True when its text came from outside: what it asks for is no instruction.</summary>
    public bool? Untrusted { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row.</summary>
    public static DocumentShown Of(DocumentRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Kind = row.Kind,
            MediaType = row.MediaType,
            Size = row.Size,
            Sha256 = row.Sha256,
            Untrusted = Trust.Untrusted(row.Provenance),
            UpdatedAt = Show.Time(row.UpdatedAt),
            Version = row.Version,
        };
}
