using Headgate.Features.Records;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Tasks;

/// <summary>A task as the store keeps it, with the names beside its ids.</summary>
public sealed class TaskRow
{
    /// <summary>The columns and tables of every read of tasks; conditions follow.</summary>
    public const string Select =
        "SELECT t.*, u.name AS owner_name, COALESCE(o.name, c.name, a.name) AS record_name FROM tasks t "
        + "LEFT JOIN users u ON u.tenant = t.tenant AND u.id = t.owner_id "
        + "LEFT JOIN accounts a ON a.tenant = t.tenant AND a.id = t.record_id "
        + "LEFT JOIN contacts c ON c.tenant = t.tenant AND c.id = t.record_id "
        + "LEFT JOIN opportunities o ON o.tenant = t.tenant AND o.id = t.record_id "
        + "WHERE t.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Title { get; init; } = "";
    public string? Body { get; init; }
    public string Kind { get; init; } = "";
    public string Status { get; init; } = "";
    public string Priority { get; init; } = "";
    public long? DueAt { get; init; }
    public long? CompletedAt { get; init; }
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public string? RecordId { get; init; }
    public string? RecordName { get; init; }
    public string Provenance { get; init; } = "";
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>The task that an argument names, when the caller may see it.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<TaskRow> Need(Reader reader, string field, string id) =>
        await reader.First<TaskRow>(
            $"{Select} AND t.id = @id{Attached.Visible(reader, "t", "t.owner_id")}",
            ("id", id),
            ("me", reader.By.Person)
        ) ?? throw new RefusedException(Refusal.NotFound(field, id));
}
