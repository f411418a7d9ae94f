using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Notes;

/// <summary>A note as answers show it.</summary>
public sealed record NoteShown
{
    public required string Id { get; init; }
    public required Named Record { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public required string Body { get; init; }
    public bool? Untrusted { get; init; }
    public Named? Author { get; init; }
    public required string CreatedAt { get; init; }
    public required string UpdatedAt { get; init; }

    /// <summary>From a stored row.</summary>
    public static NoteShown Of(NoteRow row) =>
        new()
        {
            Id = row.Id,
            Record = new(row.RecordId, row.RecordName),
            Body = row.Body,
            Untrusted = Trust.Untrusted(row.Provenance),
            Author = Named.Of(row.AuthorId, row.AuthorName),
            CreatedAt = Show.Time(row.CreatedAt),
            UpdatedAt = Show.Time(row.UpdatedAt),
        };
}
