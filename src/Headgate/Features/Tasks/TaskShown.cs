using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Features.Tasks;

/// <summary>A task as answers show it.</summary>
public sealed record TaskShown
{
    public required string Id { get; init; }
    public required string Title { get; init; }

    [Class(DataClass.Confidential, Prose = true)]
    public string? Body { get; init; }
    public bool? Untrusted { get; init; }
    public required string Status { get; init; }
    public required string Priority { get; init; }
    public string? DueAt { get; init; }
    public string? CompletedAt { get; init; }
    public Named? Owner { get; init; }
    public Named? Record { get; init; }
    public required string UpdatedAt { get; init; }
    public required long Version { get; init; }

    /// <summary>From a stored row.</summary>
    public static TaskShown Of(TaskRow row) =>
        new()
        {
            Id = row.Id,
            Title = row.Title,
            Body = row.Body,
            Untrusted = Trust.Untrusted(row.Provenance),
            Status = row.Status,
            Priority = row.Priority,
            DueAt = Show.Time(row.DueAt),
            CompletedAt = Show.Time(row.CompletedAt),
            Owner = Named.Of(row.OwnerId, row.OwnerName),
            Record = Named.Of(row.RecordId, row.RecordName),
            UpdatedAt = Show.Time(row.UpdatedAt),
            Version = row.Version,
        };
}
