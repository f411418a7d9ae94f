namespace Headgate.Features.Imports;

/// <summary>A job as answers show it.</summary>
public sealed record JobShown
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Status { get; init; }

    /// <summary>How many rows of the file are behind it.</summary>
    public required long Position { get; init; }
    public required long Created { get; init; }
    public required long Updated { get; init; }
    public required long Unchanged { get; init; }
    public required long Refused { get; init; }
    public IReadOnlyList<Reason>? Reasons { get; init; }

    /// <summary>Shows a row.</summary>
    public static JobShown Of(JobRow row, bool withReasons) =>
        new()
        {
            Id = row.Id,
            Kind = row.Kind,
            Status = row.Status,
            Position = row.Position,
            Created = row.Created,
            Updated = row.Updated,
            Unchanged = row.Unchanged,
            Refused = row.Refused,
            Reasons = withReasons ? Imports.Reasons.Read(row.Report).All : null,
        };
}
