using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Conversations;

/// <summary>A thread as the store keeps it, with the names beside its ids.</summary>
public sealed class ConversationRow
{
    /// <summary>The columns and tables of every read of threads; conditions follow.</summary>
    public const string Select =
        "SELECT v.*, c.name AS contact_name, a.name AS account_name, u.name AS owner_name, "
        + "(SELECT COUNT(*) FROM messages m WHERE m.tenant = v.tenant AND m.conversation_id = v.id AND m.direction = 'in') AS inbound "
        + "FROM conversations v "
        + "LEFT JOIN contacts c ON c.tenant = v.tenant AND c.id = v.contact_id "
        + "LEFT JOIN accounts a ON a.tenant = v.tenant AND a.id = v.account_id "
        + "LEFT JOIN users u ON u.tenant = v.tenant AND u.id = v.owner_id "
        + "WHERE v.tenant = @tenant";

    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Channel { get; init; } = "";
    public string? Subject { get; init; }
    public string? ContactId { get; init; }
    public string? ContactName { get; init; }
    public string? AccountId { get; init; }
    public string? AccountName { get; init; }
    public string? OwnerId { get; init; }
    public string? OwnerName { get; init; }
    public string Status { get; init; } = "";
    public long LastAt { get; init; }
    public string LastDirection { get; init; } = "";

    /// <summary>How many messages came in.</summary>
    public long Inbound { get; init; }
    public long UpdatedAt { get; init; }

    /// <summary>The record and version that an answer shows.</summary>
    public RecordRef Ref => new(Id, Version);

    /// <summary>The thread that an argument names, when the caller may see it.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static async ValueTask<ConversationRow> Need(Reader reader, string field, string id) =>
        await reader.First<ConversationRow>($"{Select} AND v.id = @id{reader.Visible("v.owner_id")}", ("id", id))
        ?? throw new RefusedException(Refusal.NotFound(field, id));
}
