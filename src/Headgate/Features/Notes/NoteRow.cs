using Headgate.Gate;

namespace Headgate.Features.Notes;

/// <summary>A note as the store keeps it, with the names beside its ids.</summary>
public sealed class NoteRow
{
    /// <summary>The columns and tables of every read of notes; conditions follow.</summary>
    public const string Select =
        "SELECT n.*, u.name AS author_name, COALESCE(o.name, c.name, a.name) AS record_name FROM notes n "
        + "LEFT JOIN users u ON u.tenant = n.tenant AND u.id = n.author_id "
        + "LEFT JOIN accounts a ON a.tenant = n.tenant AND a.id = n.record_id "
        + "LEFT JOIN contacts c ON c.tenant = n.tenant AND c.id = n.record_id "
        + "LEFT JOIN opportunities o ON o.tenant = n.tenant AND o.id = n.record_id "
        + "WHERE n.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Body { get; init; } = "";
    public string? AuthorId { get; init; }
    public string? AuthorName { get; init; }
    public string RecordId { get; init; } = "";
    public string? RecordName { get; init; }
    public string Provenance { get; init; } = "";
    public long CreatedAt { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);
}
