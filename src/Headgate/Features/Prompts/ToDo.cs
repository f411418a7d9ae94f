using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>A task that is not done.</summary>
internal sealed class ToDo
{
    private const string Select =
        "SELECT t.id, t.version, t.title, t.priority, t.due_at, t.provenance, t.record_id, u.name AS owner FROM tasks t "
        + "LEFT JOIN users u ON u.tenant = t.tenant AND u.id = t.owner_id WHERE t.tenant = @tenant AND t.completed_at IS NULL";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Title { get; init; } = "";
    public string Priority { get; init; } = "";
    public long? DueAt { get; init; }
    public string Provenance { get; init; } = "";
    public string? RecordId { get; init; }
    public string? Owner { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>Tasks due before an instant, the longest overdue first.</summary>
    public static ValueTask<List<ToDo>> Due(Reader reader, DateTimeOffset before, int most) =>
        reader.All<ToDo>(
            $"{Select} AND t.due_at < @before AND t.status NOT IN ('done', 'completed', 'cancelled'){reader.Visible("t.owner_id")} "
                + "ORDER BY t.due_at, t.id LIMIT @most",
            ("before", before),
            ("most", most)
        );

    /// <summary>Open tasks about an account.</summary>
    public static ValueTask<List<ToDo>> Of(Reader reader, string account) =>
        reader.All<ToDo>(
            $"{Select} AND t.account_id = @account AND t.status NOT IN ('done', 'completed', 'cancelled'){reader.Visible("t.owner_id")} "
                + "ORDER BY COALESCE(t.due_at, 9000000000000), t.id LIMIT 20",
            ("account", account)
        );

    /// <summary>The cells of a row: task, owner, due, priority, about.</summary>
    public IReadOnlyList<string?> Row(Sheet sheet) =>
        [
            $"{Sheet.Written(Title, Provenance)} ({Id})",
            Cells.Of(Owner),
            DueAt is { } due ? sheet.Time(due) : "no date",
            Cells.Of(Priority),
            RecordId,
        ];
}
